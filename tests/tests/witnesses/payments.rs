//! A state leaf over the payments contract: three days of payments by enough people, seen for three
//! days, and nobody's word.

use milegate_tests::payments::TOKEN;
use milegate_tests::suite::{Suite, count, says};

fn started() -> Suite {
    let mut suite = Suite::builder().paid().build();
    suite.start();
    suite
}

/// A day on which so many pay one shop so much each.
fn day(suite: &mut Suite, payers: &[&str], tokens: u128) {
    for payer in payers {
        suite.pays_through(payer, "hire", tokens * TOKEN).unwrap();
    }
    suite.a_day_passes();
}

#[test]
fn payments_of_many_on_every_day_reach_the_milestone() {
    let mut suite = started();
    for _ in 0..3 {
        day(&mut suite, &["ana", "ben"], 5);
    }
    for _ in 0..3 {
        let receipt = suite.observe_leaf("stranger", "volume").unwrap();
        says(&receipt, "milestones_observed", &[("holds", "true")]);
        day(&mut suite, &["ana", "ben"], 5);
    }
    let last = suite.observe_leaf("stranger", "volume").unwrap();
    assert_eq!(count(&last, "milestones_attested"), 1);
    suite.window_passes();
    let receipt = suite.conclude("listing").unwrap();
    says(&receipt, "milestones_reached", &[("milestone", "listing")]);
}

#[test]
fn one_payer_one_day_or_an_excluded_account_is_not_enough() {
    let crowd = ["ana", "ben", "cid", "dan", "eve", "vera"];
    let excluded = ["issuer", "keeper"];
    for (first, others, tokens) in [
        (&crowd[..1], &crowd[..1], 100),
        (&crowd[..], &[][..], 100),
        (&excluded[..], &excluded[..], 100),
        (&crowd[..2], &crowd[..2], 4),
    ] {
        let mut suite = started();
        day(&mut suite, first, tokens);
        day(&mut suite, others, tokens);
        day(&mut suite, others, tokens);
        let receipt = suite.observe_leaf("stranger", "volume").unwrap();
        says(&receipt, "milestones_observed", &[("holds", "false")]);
    }
}

#[test]
fn a_window_that_is_not_full_is_not_enough() {
    let mut suite = started();
    for _ in 0..2 {
        day(&mut suite, &["ana", "ben", "cid", "dan"], 50);
    }
    let receipt = suite.observe_leaf("stranger", "volume").unwrap();
    says(&receipt, "milestones_observed", &[("holds", "false")]);
}

#[test]
fn a_silent_day_ends_the_hold() {
    let mut suite = started();
    for _ in 0..3 {
        day(&mut suite, &["ana", "ben"], 5);
    }
    suite.observe_leaf("stranger", "volume").unwrap();
    suite.a_day_passes();
    let receipt = suite.observe_leaf("stranger", "volume").unwrap();
    let observed = [("holds", "false"), ("observations", "0")];
    says(&receipt, "milestones_observed", &observed);
}
