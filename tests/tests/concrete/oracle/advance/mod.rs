use cosmwasm_std::coin;
use milegate_api::oracle::ExecuteMsg;
use milegate_tests::feeds::{BEGINS, FEED, Feeds};
use milegate_tests::suite::{DAY, DENOM, says};

#[test]
fn given_no_such_feed_it_refuses() {
    let depth = ExecuteMsg::Advance {
        feed: "depth".into(),
    };
    Feeds::new().refuses("no feed depth", |feeds| feeds.tell("stranger", &depth, &[]));
}

fn too_early(period: u32, until: u64) -> String {
    format!("nothing is to be closed before {until}, when period {period} is over")
}

#[test]
fn given_a_feed_that_has_not_started_it_refuses() {
    let text = too_early(0, BEGINS + DAY);
    Feeds::young().refuses(&text, |feeds| feeds.advance("stranger"));
}

#[test]
fn given_a_period_that_runs_it_refuses_and_says_until_when() {
    let mut feeds = Feeds::new();
    feeds.report("carol", 500).unwrap();
    let text = too_early(0, BEGINS + DAY);
    feeds.refuses(&text, |feeds| feeds.advance("stranger"));
    feeds.until(BEGINS + DAY - 1);
    feeds.refuses(&text, |feeds| feeds.advance("stranger"));
    feeds.until(BEGINS + DAY);
    feeds.advance("stranger").unwrap();
}

#[test]
fn given_a_period_that_is_over_when_a_quorum_reported_it_writes_the_value_and_what_windows_come_to()
{
    let mut feeds = Feeds::new();
    feeds.say(&[700, 300, 500, 400]);
    let receipt = feeds.advance("stranger").unwrap();
    let wanted = [
        ("first", "0"),
        ("last", "0"),
        ("valued", "true"),
        ("value", "400"),
        ("reporters", "4"),
        ("weight", "4"),
        ("total", "5"),
    ];
    says(&receipt, "oracle_closed", &wanted);
    let raw = feeds.raw().unwrap();
    assert_eq!(
        (raw[0].sum.u128(), raw[0].observations, raw[0].full),
        (400, 1, false)
    );
    assert_eq!(
        raw,
        [0, 1].map(|window| feeds.reading(window, None).unwrap())
    );
    assert!(!feeds.feed().behind);
}

#[test]
fn given_a_period_that_is_over_when_too_few_reported_it_writes_a_gap() {
    let mut feeds = Feeds::new();
    feeds.say(&[700, 300]);
    let receipt = feeds.advance("stranger").unwrap();
    let wanted = [
        ("valued", "false"),
        ("reporters", "2"),
        ("weight", "2"),
        ("total", "5"),
    ];
    says(&receipt, "oracle_closed", &wanted);
    let raw = feeds.raw().unwrap();
    assert_eq!((raw[0].observations, raw[0].silent), (0, 1));
}

#[test]
fn given_a_period_that_is_over_when_one_reporter_outweighs_the_others_it_writes_a_gap() {
    let mut feeds = Feeds::of(&[("carol", 4), ("dora", 2), ("emil", 3)]);
    feeds.say(&[700, 300]);
    let receipt = feeds.advance("stranger").unwrap();
    let wanted = [
        ("valued", "false"),
        ("reporters", "2"),
        ("weight", "6"),
        ("total", "9"),
    ];
    says(&receipt, "oracle_closed", &wanted);
    feeds.say(&[700, 300, 500]);
    assert_eq!(feeds.values(None, None), [(1, 500)]);
}

#[test]
fn given_a_period_that_is_over_when_nobody_reported_it_writes_a_gap() {
    let mut feeds = Feeds::new();
    feeds.a_period_passes();
    let receipt = feeds.advance("stranger").unwrap();
    let wanted = [
        ("valued", "false"),
        ("reporters", "0"),
        ("weight", "0"),
        ("total", "0"),
    ];
    says(&receipt, "oracle_closed", &wanted);
}

#[test]
fn given_a_period_that_is_over_when_it_was_closed_before_it_refuses() {
    let mut feeds = Feeds::new();
    feeds.say(&[500, 500, 500]);
    feeds.advance("stranger").unwrap();
    let text = too_early(1, BEGINS + 2 * DAY);
    feeds.refuses(&text, |feeds| feeds.advance("carol"));
}

#[test]
fn given_a_period_that_is_over_when_funds_are_attached_it_refuses() {
    let mut feeds = Feeds::new();
    feeds.a_period_passes();
    let advance = ExecuteMsg::Advance { feed: FEED.into() };
    let text = "the message takes no funds, sent 1utok";
    feeds.refuses(text, |feeds| {
        feeds.tell("carol", &advance, &[coin(1, DENOM)])
    });
}

#[test]
fn given_a_period_that_is_over_when_the_group_answers_no_more_it_closes_all_the_same() {
    let mut feeds = Feeds::new();
    feeds.say(&[500, 500, 500]);
    feeds.rotate(&["carol", "dora", "emil", "vera", "vito"], &[]);
    feeds.a_block_passes();
    feeds.advance("stranger").unwrap();
    assert_eq!(feeds.values(None, None), [(0, 500)]);
    let text = format!(
        "the reporter weighs nothing in the group at block {}",
        feeds.height()
    );
    feeds.refuses(&text, |feeds| feeds.report("carol", 500));
}

#[test]
fn given_a_hundred_years_of_silence_it_closes_them_at_once() {
    let mut feeds = Feeds::new();
    feeds.say(&[500, 500, 500]);
    let before = feeds.clone().advance("stranger").unwrap().gas_used;
    feeds.the_chain_halts_for(36_500 * DAY);
    let receipt = feeds.advance("stranger").unwrap();
    let wanted = [("first", "0"), ("last", "36500"), ("value", "500")];
    says(&receipt, "oracle_closed", &wanted);
    assert!(
        receipt.gas_used < before + 1_000,
        "{} after {before}",
        receipt.gas_used
    );
    assert_eq!(feeds.raw().unwrap()[0].silent, 36_500);
}

#[test]
fn given_that_others_close_at_other_times_it_leaves_the_same_record() {
    let tell = |always: bool| {
        let mut feeds = Feeds::new();
        for values in [
            &[500, 600, 700][..],
            &[],
            &[900, 200],
            &[],
            &[300, 400, 10, 90],
        ] {
            feeds.say(values);
            if always {
                feeds.advance("stranger").unwrap();
            }
        }
        if !always {
            feeds.advance("carol").unwrap();
        }
        (feeds.raw(), feeds.values(None, None), feeds.feed().silent)
    };
    assert_eq!(tell(true), tell(false));
    assert_eq!(tell(true).1, [(0, 600), (4, 90)]);
}
