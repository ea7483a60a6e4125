use cosmwasm_std::{HexBinary, coin};
use milegate_api::oracle::{Evidence, ExecuteMsg};
use milegate_tests::feeds::{BEGINS, FEED, Feeds, REPORTERS, evidence};
use milegate_tests::suite::{Answer, DAY, DENOM, address, count, says};

fn with(feeds: &mut Feeds, feed: &str, evidence: Evidence, funds: u128) -> Answer {
    let report = ExecuteMsg::Report {
        feed: feed.into(),
        period: feeds.period(),
        value: 500u128.into(),
        evidence,
    };
    let funds: Vec<_> = (funds > 0)
        .then(|| coin(funds, DENOM))
        .into_iter()
        .collect();
    feeds.tell("carol", &report, &funds)
}

#[test]
fn given_no_such_feed_it_refuses() {
    Feeds::new().refuses("no feed depth", |feeds| with(feeds, "depth", evidence(), 0));
}

#[test]
fn given_a_feed_that_has_not_started_it_refuses() {
    let mut feeds = Feeds::young();
    feeds.until(BEGINS - 1);
    let text = format!("the feed starts at {BEGINS}; it is {}", BEGINS - 1);
    feeds.refuses(&text, |feeds| feeds.report_in("carol", 0, 500));
    feeds.until(BEGINS);
    feeds.report_in("carol", 0, 500).unwrap();
}

#[test]
fn given_a_period_that_runs_when_a_member_reports_it_keeps_value_and_weight_until_the_period_is_over()
 {
    let mut feeds = Feeds::of(&[("carol", 3), ("dora", 2), ("emil", 2)]);
    let receipt = feeds.report("carol", 500).unwrap();
    let digest = "09".repeat(32);
    says(
        &receipt,
        "oracle_reported",
        &[
            ("feed", FEED),
            ("period", "0"),
            ("reporter", &address("carol")),
            ("weight", "3"),
            ("total", "7"),
            ("value", "500"),
            ("uri", "https://example.org/day.json"),
            ("digest", &digest),
        ],
    );
    assert_eq!(count(&receipt, "oracle_closed"), 0);
    assert_eq!(feeds.reports(None), [(feeds.at("carol"), 500)]);
    let running = feeds.feed().running.unwrap();
    assert_eq!(
        (running.period, running.from, running.until),
        (0, BEGINS, BEGINS + DAY)
    );
    assert_eq!((running.reporters, running.weight.u128()), (1, 3));
    assert_eq!(
        (running.total, running.quorum),
        (Some(7u64.into()), Some(5u64.into()))
    );
    assert_eq!(running.height, Some(feeds.height()));
    assert_eq!((feeds.values(None, None), feeds.raw()), (vec![], None));
}

#[test]
fn given_a_period_that_runs_when_both_ends_of_the_scale_are_reported_it_takes_them() {
    let mut feeds = Feeds::new();
    feeds.report("carol", 10).unwrap();
    feeds.report("dora", 1_000_000).unwrap();
}

#[test]
fn given_a_period_that_runs_when_the_value_is_off_the_scale_it_refuses() {
    for value in [0, 9, 1_000_001, u128::MAX] {
        let text = format!("a value of {value} is not 10 to 1000000");
        Feeds::new().refuses(&text, |feeds| feeds.report("carol", value));
    }
}

#[test]
fn given_a_period_that_runs_when_the_period_is_ahead_it_refuses() {
    let mut feeds = Feeds::new();
    feeds.until(BEGINS + DAY - 1);
    feeds.refuses("period 1 is ahead: 0 runs", |feeds| {
        feeds.report_in("carol", 1, 500)
    });
    feeds.a_period_passes();
    feeds.report_in("carol", 1, 500).unwrap();
}

#[test]
fn given_a_period_that_runs_when_the_period_is_over_it_refuses() {
    let mut feeds = Feeds::new();
    feeds.until(BEGINS + DAY - 1);
    feeds.report_in("carol", 0, 500).unwrap();
    feeds.until(BEGINS + DAY);
    feeds.refuses("period 0 is over: 1 runs", |feeds| {
        feeds.report_in("dora", 0, 500)
    });
}

#[test]
fn given_a_period_that_runs_when_the_evidence_is_nowhere_it_refuses() {
    for bytes in [0, 513] {
        let nowhere = Evidence {
            uri: "x".repeat(bytes),
            ..evidence()
        };
        let text = format!("the URI has {bytes} bytes, not 1 to 512");
        Feeds::new().refuses(&text, |feeds| with(feeds, FEED, nowhere, 0));
    }
}

#[test]
fn given_a_period_that_runs_when_the_digest_is_short_it_refuses() {
    let digest = HexBinary::from([9; 31]);
    let short = Evidence {
        digest,
        ..evidence()
    };
    let text = "the digest has 31 bytes, not 32";
    Feeds::new().refuses(text, |feeds| with(feeds, FEED, short, 0));
}

#[test]
fn given_a_period_that_runs_when_funds_are_attached_it_refuses() {
    let text = "the message takes no funds, sent 1utok";
    Feeds::new().refuses(text, |feeds| with(feeds, FEED, evidence(), 1));
}

#[test]
fn given_a_period_that_runs_when_a_stranger_reports_it_refuses() {
    let mut feeds = Feeds::new();
    let text = format!(
        "the reporter weighs nothing in the group at block {}",
        feeds.height()
    );
    for who in ["stranger", "governance", "group", "oracle"] {
        feeds.refuses(&text, |feeds| feeds.report(who, 500));
    }
}

#[test]
fn given_a_period_that_runs_when_a_member_weighs_less_than_a_64th_it_refuses() {
    let mut feeds = Feeds::of(&[("carol", 32), ("dora", 32), ("emil", 1)]);
    let text = "a weight of 1 is below a 64th of the group's 65";
    feeds.refuses(text, |feeds| feeds.report("emil", 500));
    Feeds::of(&[("carol", 32), ("dora", 31), ("emil", 1)])
        .report("emil", 500)
        .unwrap();
}

#[test]
fn given_a_period_that_runs_when_a_member_reports_twice_it_refuses() {
    let mut feeds = Feeds::new();
    feeds.report("carol", 500).unwrap();
    feeds.a_block_passes();
    for value in [500, 501] {
        let text = "the reporter has reported in period 0";
        feeds.refuses(text, |feeds| feeds.report("carol", value));
    }
    feeds.a_period_passes();
    feeds.report("carol", 500).unwrap();
}

#[test]
fn given_a_period_that_runs_when_a_member_is_replaced_before_the_first_report_it_takes_the_new_one_and_not_the_former()
 {
    let mut feeds = Feeds::new();
    feeds.rotate(&["carol"], &[("ana", 1)]);
    feeds.a_block_passes();
    let text = format!(
        "the reporter weighs nothing in the group at block {}",
        feeds.height()
    );
    feeds.refuses(&text, |feeds| feeds.report("carol", 500));
    let receipt = feeds.report("ana", 500).unwrap();
    says(
        &receipt,
        "oracle_reported",
        &[("weight", "1"), ("total", "5")],
    );
}

#[test]
fn given_a_period_that_runs_when_a_member_is_replaced_after_the_first_report_it_takes_the_former_and_not_the_new_one()
 {
    let mut feeds = Feeds::new();
    feeds.report("dora", 500).unwrap();
    let first = feeds.height();
    feeds.rotate(&["carol", "emil"], &[("ana", 9)]);
    feeds.a_block_passes();
    let receipt = feeds.report("carol", 500).unwrap();
    says(
        &receipt,
        "oracle_reported",
        &[("weight", "1"), ("total", "5")],
    );
    let text = format!("the reporter weighs nothing in the group at block {first}");
    feeds.refuses(&text, |feeds| feeds.report("ana", 500));
    feeds.a_period_passes();
    let receipt = feeds.report("ana", 500).unwrap();
    says(
        &receipt,
        "oracle_reported",
        &[("weight", "9"), ("total", "12")],
    );
}

#[test]
fn given_a_period_that_runs_when_a_member_joins_in_the_block_of_the_first_report_it_does_not_take_him()
 {
    let mut feeds = Feeds::new();
    feeds.rotate(&[], &[("ana", 9)]);
    let text = format!(
        "the reporter weighs nothing in the group at block {}",
        feeds.height()
    );
    feeds.refuses(&text, |feeds| feeds.report("ana", 500));
    let receipt = feeds.report("carol", 500).unwrap();
    says(&receipt, "oracle_reported", &[("total", "5")]);
    feeds.a_block_passes();
    feeds.refuses(&text, |feeds| feeds.report("ana", 500));
}

#[test]
fn given_a_period_that_is_over_when_a_quorum_reported_it_closes_it_with_the_median() {
    let mut feeds = Feeds::new();
    feeds.say(&[700, 300, 500]);
    let receipt = feeds.report("vito", 900).unwrap();
    says(
        &receipt,
        "oracle_closed",
        &[
            ("feed", FEED),
            ("first", "0"),
            ("last", "0"),
            ("valued", "true"),
            ("value", "500"),
            ("reporters", "3"),
            ("weight", "3"),
            ("total", "5"),
        ],
    );
    assert_eq!(feeds.values(None, None), [(0, 500)]);
    assert_eq!(feeds.reports(None), [(feeds.at("vito"), 900)]);
    assert_eq!(feeds.reports(Some(0)).len(), 3);
    assert_eq!(feeds.raw().unwrap()[0], feeds.reading(0, None).unwrap());
}

#[test]
fn given_a_period_that_is_over_when_too_few_reported_it_closes_it_as_a_gap() {
    let mut feeds = Feeds::new();
    feeds.say(&[700, 300]);
    let receipt = feeds.report("carol", 900).unwrap();
    let wanted = [
        ("valued", "false"),
        ("value", "0"),
        ("reporters", "2"),
        ("total", "5"),
    ];
    says(&receipt, "oracle_closed", &wanted);
    assert_eq!(feeds.values(None, None), []);
    assert_eq!(feeds.feed().silent, 1);
}

#[test]
fn given_a_period_that_is_over_when_two_of_five_lie_first_it_closes_it_among_what_the_others_said()
{
    let mut feeds = Feeds::new();
    feeds.say(&[1_000_000, 1_000_000, 501, 502, 503]);
    assert_eq!(feeds.values(None, None), [(0, 503)]);
    feeds.say(&[10, 10, 501, 502, 503]);
    assert_eq!(feeds.values(None, None), [(0, 503), (1, 501)]);
}

#[test]
fn given_a_period_that_is_over_when_others_passed_in_silence_it_closes_all_of_them() {
    let mut feeds = Feeds::new();
    feeds.say(&[500, 500, 500]);
    feeds.periods_pass(4);
    let receipt = feeds.report(REPORTERS[0], 600).unwrap();
    let wanted = [
        ("first", "0"),
        ("last", "4"),
        ("valued", "true"),
        ("value", "500"),
    ];
    says(&receipt, "oracle_closed", &wanted);
    feeds.a_period_passes();
    let receipt = feeds.advance("stranger").unwrap();
    let wanted = [
        ("first", "5"),
        ("last", "5"),
        ("valued", "false"),
        ("reporters", "1"),
    ];
    says(&receipt, "oracle_closed", &wanted);
    assert_eq!(feeds.feed().silent, 5);
}

#[test]
fn given_a_period_that_is_over_when_a_stranger_reports_it_refuses_and_closes_nothing() {
    let mut feeds = Feeds::new();
    feeds.say(&[500, 500, 500]);
    let text = format!(
        "the reporter weighs nothing in the group at block {}",
        feeds.height()
    );
    feeds.refuses(&text, |feeds| feeds.report("stranger", 500));
    assert!(feeds.feed().behind);
    assert_eq!(feeds.raw(), None);
}
