//! What the milestones answer about leaves that need nobody's opinion, by hand.

use milegate_api::milestones::Missing;
use milegate_core::milestone::Verdict;
use milegate_tests::suite::{ASSERTION, DAY, START, Suite, TARGET};

fn open() -> Suite {
    let mut suite = Suite::builder().asserted().build();
    suite.start();
    suite
}

/// What is missing of the second leaf of `listing`, and how the next attestation is described.
fn second(suite: &Suite) -> (Missing, String, Vec<String>) {
    let listing = suite.milestone("listing");
    let attest = listing.next.iter().filter(|step| step.action == "attest");
    let words = attest.map(|step| step.words.clone()).collect();
    (listing.missing[1].clone(), listing.words, words)
}

#[test]
fn a_missing_assertion_says_what_it_costs() {
    let (missing, words, next) = second(&open());
    let bond = Some(ASSERTION.into());
    let witness = "anyone".to_string();
    let struck = 0;
    assert_eq!(
        missing,
        Missing::Assertion {
            witness,
            bond,
            struck
        }
    );
    assert!(
        words.ends_with("assertion `anyone` (by anyone, with 501)."),
        "{words}"
    );
    let costs = "anyone who is not interested can attest as `anyone` with 501 in round 1,";
    assert!(next[1].starts_with(costs), "{next:?}");
}

#[test]
fn a_leaf_of_three_struck_assertions_says_that_it_takes_no_more() {
    let mut suite = open();
    for strike in 0..3 {
        suite.assert_with("keeper", ASSERTION << strike).unwrap();
        suite.challenge("listing").unwrap();
        suite.settle("court", "listing", Verdict::False).unwrap();
        suite.a_day_passes();
    }
    let (missing, words, next) = second(&suite);
    let witness = "anyone".to_string();
    let (bond, struck) = (None, 3);
    assert_eq!(
        missing,
        Missing::Assertion {
            witness,
            bond,
            struck
        }
    );
    let end = "assertion `anyone` (no more: three were struck).";
    assert!(words.ends_with(end), "{words}");
    assert_eq!(next.len(), 1, "only the auditor: {next:?}");
}

#[test]
fn a_standing_assertion_is_nothing_to_retract() {
    let mut suite = open();
    suite.assert_with("keeper", ASSERTION).unwrap();
    let listing = suite.milestone("listing");
    let actions: Vec<&str> = listing
        .next
        .iter()
        .map(|step| step.action.as_str())
        .collect();
    assert_eq!(actions, ["challenge", "conclude"]);
}

/// A milestone that takes what a feed comes to.
fn fed(days: &[u128]) -> Suite {
    let mut suite = Suite::builder().fed().build();
    suite.start();
    suite.days_of(days);
    suite
}

#[test]
fn a_missing_feed_says_what_was_read_and_what_is_asked() {
    let suite = fed(&[400, 500, 500]);
    let (missing, words, _) = second(&suite);
    let Missing::Feed {
        oracle,
        feed,
        target,
        observations_needed,
        reading,
        refusal,
        ..
    } = missing
    else {
        panic!("{missing:?}");
    };
    assert_eq!((oracle, feed.as_str()), (suite.at("oracle"), "volume"));
    assert_eq!((target.u128(), observations_needed), (TARGET, 2));
    let reading = reading.unwrap();
    assert_eq!((reading.sum.u128(), reading.observations), (1_400, 3));
    assert_eq!((reading.from, reading.until), (START, START + 3 * DAY));
    let low = "a mean of 1400 / 3 is below 500";
    assert_eq!(refusal.as_deref(), Some(low));
    assert!(words.contains(low), "{words}");
}

#[test]
fn a_standing_feed_is_nothing_to_observe_or_retract() {
    let mut suite = fed(&[500, 500, 500]);
    let actions = |suite: &Suite| -> Vec<String> {
        let next = suite.milestone("listing").next.into_iter();
        next.map(|step| step.action).collect()
    };
    assert!(actions(&suite).contains(&"observe".to_owned()));
    suite.observe_feed("stranger").unwrap();
    assert_eq!(actions(&suite), ["challenge", "conclude"]);
}
