//! What liars, the silent, a halted chain and changes of membership can do.

use milegate_tests::feeds::{FEED, Feeds, REPORTERS};
use milegate_tests::rng::Rng;
use milegate_tests::suite::{DAY, says};

/// Two of five lie every day, first or last, high or low.
#[test]
fn a_lying_minority_moves_no_value_outside_what_the_others_say() {
    let mut feeds = Feeds::new();
    let mut rng = Rng::new(5);
    let mut honest = vec![];
    for day in 0..60u64 {
        let truth = 1_000 + 10 * day;
        let mut said = [truth - 5, truth, truth + 5].map(u128::from).to_vec();
        for _ in 0..2 {
            let lie = *rng.pick(&[10u128, 1_000_000]);
            said.insert(rng.within(0, said.len() as u64) as usize, lie);
        }
        feeds.say(&said);
        honest.push((u128::from(truth) - 5, u128::from(truth) + 5));
    }
    let mut seen = 0;
    for start in [None, Some(29)] {
        for (period, value) in feeds.values(start, Some(30)) {
            let (low, high) = honest[period as usize];
            assert!((low..=high).contains(&value), "{period}: {value}");
            seen += 1;
        }
    }
    assert_eq!(seen, 60);
    let mean = feeds.window(1, None).mean.unwrap().u128();
    assert!((1_560 - 5..=1_560 + 5).contains(&mean), "{mean}");
}

/// The fewest who can set a value are more than half of a quorum, with everybody else silent.
#[test]
fn two_liars_of_five_need_two_others_to_be_silent() {
    let mut feeds = Feeds::new();
    feeds.say(&[1_000_000, 1_000_000]);
    assert_eq!(feeds.values(None, None), [], "two are no quorum");
    feeds.say(&[1_000_000, 1_000_000, 500, 600]);
    assert_eq!(feeds.values(None, None), [(1, 600)], "half cannot raise it");
    feeds.say(&[1_000_000, 1_000_000, 500]);
    assert_eq!(feeds.values(Some(1), None), [(2, 1_000_000)]);
}

#[test]
fn one_reporter_alone_makes_no_value_whatever_he_sends() {
    let mut feeds = Feeds::new();
    for value in [10, 500, 1_000_000] {
        feeds.say(&[value]);
    }
    assert_eq!(feeds.values(None, None), []);
    let mut feeds = Feeds::of(&[("carol", 5), ("dora", 5)]);
    feeds.rotate(&[], &[("carol", 50)]);
    feeds.a_block_passes();
    feeds.say(&[900, 300]);
    assert_eq!(feeds.values(None, None), [], "he outweighs the other");
}

#[test]
fn silence_shows_in_observations_and_gaps_at_once() {
    let mut feeds = Feeds::new();
    for _ in 0..7 {
        feeds.say(&[500, 500, 500]);
    }
    let whole = feeds.window(1, None);
    assert_eq!(
        (whole.gap_holds, whole.reading.unwrap().observations),
        (Some(true), 7)
    );
    for silent in 1..=7u32 {
        feeds.a_period_passes();
        let answer = feeds.window(1, None);
        let reading = answer.reading.unwrap();
        assert_eq!((reading.observations, reading.silent), (7 - silent, silent));
        assert_eq!(answer.gap_holds, Some(silent <= 2), "{silent}");
        assert_eq!(answer.mean.is_some(), silent < 7);
    }
}

#[test]
fn a_record_that_nobody_brought_up_to_date_says_since_when_it_is_old() {
    let mut feeds = Feeds::new();
    for _ in 0..3 {
        feeds.say(&[500, 500, 500]);
    }
    feeds.advance("stranger").unwrap();
    let now = feeds.now();
    let [reading, _] = feeds.raw().unwrap()[..] else {
        panic!("two windows")
    };
    assert!(reading.full && reading.is_latest(now) && reading.is_latest(now + DAY - 1));
    feeds.periods_pass(20);
    assert_eq!(feeds.raw().unwrap()[0], reading, "nobody has told it");
    assert!(!reading.is_latest(feeds.now()));
    assert_eq!(feeds.reading(0, None).unwrap().observations, 0);
    feeds.advance("stranger").unwrap();
    assert_eq!(feeds.raw().unwrap()[0], feeds.reading(0, None).unwrap());
}

/// What was reported before the halt counts if it was a quorum; the days of the halt are gaps.
#[test]
fn a_halted_chain_leaves_gaps_and_changes_no_value() {
    let mut feeds = Feeds::new();
    feeds.say(&[500, 500, 500]);
    for who in &REPORTERS[..3] {
        feeds.report(who, 700).unwrap();
    }
    feeds.the_chain_halts_for(5 * DAY + 10);
    feeds.refuses("period 1 is over: 6 runs", |feeds| {
        feeds.report_in("vera", 1, 700)
    });
    feeds.report("vera", 900).unwrap();
    assert_eq!(feeds.values(None, None), [(0, 500), (1, 700)]);
    let answer = feeds.window(0, None);
    assert_eq!((answer.gap_holds, answer.mean), (Some(false), None));
    assert_eq!(feeds.feed().silent, 4);
}

/// A day's market that is emptied breaks the minimum for exactly a window.
#[test]
fn a_value_below_the_least_breaks_the_minimum_until_it_has_left_the_window() {
    let mut feeds = Feeds::new();
    let holds = |feeds: &Feeds| feeds.window(0, None).minimum_holds.unwrap();
    let mut seen = vec![];
    for value in [500, 500, 500, 99, 100, 500, 500, 500] {
        feeds.say(&[value; 3]);
        seen.push(holds(&feeds));
    }
    assert_eq!(seen, [true, true, true, false, false, false, true, true]);
}

/// The scale bounds what a spike can do: a day of the largest value in a week.
#[test]
fn a_spike_is_bounded_by_the_scale_and_gone_with_its_window() {
    let mut feeds = Feeds::new();
    for _ in 0..7 {
        feeds.say(&[700; 3]);
    }
    feeds.say(&[1_000_000; 3]);
    let mean = |feeds: &Feeds| feeds.window(1, None).mean.unwrap().u128();
    assert_eq!(mean(&feeds), (6 * 700 + 1_000_000) / 7);
    for _ in 0..6 {
        feeds.say(&[700; 3]);
    }
    assert_eq!(mean(&feeds), (6 * 700 + 1_000_000) / 7);
    feeds.say(&[700; 3]);
    assert_eq!(mean(&feeds), 700);
}

/// The whole group is replaced while a period runs: nobody's seat counts twice.
#[test]
fn a_rotation_in_a_period_gives_no_seat_two_reports() {
    let mut feeds = Feeds::new();
    let fresh = ["ana", "ben", "cid", "dan", "eve"];
    feeds.report(REPORTERS[0], 500).unwrap();
    feeds.rotate(&REPORTERS, &fresh.map(|who| (who, 1)));
    feeds.a_block_passes();
    for who in &REPORTERS[1..] {
        feeds.report(who, 500).unwrap();
    }
    for who in fresh {
        assert!(feeds.report(who, 1_000_000).is_err(), "{who}");
    }
    feeds.a_period_passes();
    let receipt = feeds.report("ana", 600).unwrap();
    let wanted = [
        ("reporters", "5"),
        ("weight", "5"),
        ("total", "5"),
        ("value", "500"),
    ];
    says(&receipt, "oracle_closed", &wanted);
    for who in REPORTERS {
        assert!(feeds.report(who, 1_000_000).is_err(), "{who}");
    }
}

/// The 64 heaviest there can be report; that is all that a closing has to read.
#[test]
fn sixty_four_reporters_are_closed_within_a_blocks_gas() {
    let names: Vec<_> = (0..64).map(|number| format!("reporter {number}")).collect();
    let crowd: Vec<_> = names.iter().map(|name| (name.as_str(), 1)).collect();
    let mut feeds = Feeds::of(&crowd);
    for (value, name) in (500..).zip(&names) {
        feeds.report(name, value).unwrap();
    }
    feeds.rotate(&[], &[("ana", 1)]);
    feeds.a_period_passes();
    let receipt = feeds.advance("stranger").unwrap();
    says(
        &receipt,
        "oracle_closed",
        &[("value", "531"), ("reporters", "64")],
    );
    assert!(receipt.gas_used < 400_000, "{}", receipt.gas_used);
    let text = "a weight of 1 is below a 64th of the group's 65";
    feeds.refuses(text, |feeds| feeds.report("ana", 500));
}

#[test]
fn a_closing_that_starves_leaves_no_trace() {
    let mut feeds = Feeds::new();
    feeds.say(&[500, 500, 500]);
    let needed = feeds.clone().advance("stranger").unwrap().gas_used;
    for limit in (60_000..needed).step_by(3_000) {
        let before = feeds.chain.state_hash();
        feeds.chain.set_gas_limit(limit);
        assert!(feeds.advance("stranger").is_err(), "{limit}");
        assert_eq!(feeds.chain.state_hash(), before);
    }
    feeds.chain.set_gas_limit(10_000_000);
    feeds.advance("stranger").unwrap();
    assert_eq!(feeds.feed().terms.name, FEED);
}
