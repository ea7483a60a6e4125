//! Milestones that are named, and the date of what is said of them.

use milegate_tests::governance::{attest, call, retract_listing};
use milegate_tests::suite::Suite;
use serde_json::json;

use super::super::kit::*;

#[test]
fn given_a_testimony_when_four_milestones_are_named_it_opens() {
    let suite = started();
    let four = ["listing", "volume", "lending", "other"];
    let msgs = four.map(|milestone| attest(&suite, milestone)).to_vec();
    let (suite, id) = with(suite, msgs);
    let named = suite.tally(id).milestones;
    let named: Vec<_> = named.iter().map(|named| named.milestone.as_str()).collect();
    assert_eq!(named, four);
}

#[test]
fn given_a_testimony_when_five_are_named_it_refuses() {
    let mut suite = started();
    let five = ["one", "two", "three", "four", "five"];
    let msgs = five.map(|milestone| attest(&suite, milestone)).to_vec();
    let text = "5 milestones are named, not at most 4";
    suite.refuses(text, |suite| suite.propose("vera", msgs));
}

#[test]
fn given_a_testimony_when_one_is_named_twice_it_counts_once() {
    let suite = started();
    let four = ["listing", "one", "two", "three"];
    let mut msgs = four.map(|milestone| attest(&suite, milestone)).to_vec();
    msgs.push(retract_listing(&suite));
    let (suite, id) = with(suite, msgs);
    assert_eq!(suite.tally(id).milestones.len(), 4);
}

#[test]
fn given_a_testimony_when_it_is_dated_ahead_it_refuses() {
    let mut suite = started();
    let now = suite.now();
    let dated = |suite: &Suite, as_of: u64| {
        let attest = json!({ "attest": { "milestone": "listing", "as_of": as_of } });
        vec![call(suite.milestones.as_str(), &attest)]
    };
    for as_of in [now + 1, u64::MAX] {
        let text = format!("evidence of {as_of} is dated ahead; it is {now}");
        let msgs = dated(&suite, as_of);
        suite.refuses(&text, |suite| suite.propose("vera", msgs));
    }
    let msgs = dated(&suite, now);
    suite.propose("vera", msgs).unwrap();
}
