//! What a dispute settles.

use cw3::Vote;
use milegate_api::milestones::Stage;
use milegate_core::Conclusion;
use milegate_tests::suite::{Suite, says};

use super::super::kit::*;

/// A dispute about `volume`, voted on so, at its first instant that may settle.
fn judged(ballots: &[(&str, Vote)]) -> (Suite, u64) {
    let (mut suite, id) = disputing();
    for (who, vote) in ballots {
        suite.vote(who, id, *vote).unwrap();
    }
    executable((suite, id))
}

#[track_caller]
fn silent(why: &str, ballots: &[(&str, Vote)]) {
    let (mut suite, id) = judged(ballots);
    let text = format!("the proposal has not passed: {why}");
    suite.refuses(&text, |suite| suite.carry("stranger", id));
    assert!(suite.tally(id).words.starts_with("The court is silent"));
}

#[test]
fn given_a_dispute_when_more_say_false_it_settles_so() {
    let (mut suite, id) = judged(&[("vera", Vote::Yes), ("ana", Vote::No)]);
    let receipt = suite.carry("stranger", id).unwrap();
    says(&receipt, "governance_executed", &[("task", "false")]);
    let milestone = suite.milestone("volume");
    assert_eq!(milestone.round, 2);
    assert_eq!(milestone.stage, Stage::Open { last_call: None });
}

#[test]
fn given_a_dispute_when_more_say_stands_it_settles_so_once_the_window_is_over() {
    let (mut suite, id) = judged(&[("vera", Vote::No), ("ana", Vote::Yes)]);
    let receipt = suite.carry("stranger", id).unwrap();
    says(&receipt, "governance_executed", &[("task", "stands")]);
    let stage = suite.milestone("volume").stage;
    let reached = Conclusion::Reached { at: suite.now() };
    assert_eq!(
        stage,
        Stage::Ended {
            conclusion: reached
        }
    );
}

#[test]
fn given_a_dispute_when_the_milestone_refuses_it_refuses_and_may_be_tried_again() {
    let suite = Suite::builder().by_vote().milestones(|msg| {
        msg.milestones[1].window.seconds += 86_400;
    });
    let mut suite = begin(suite.build());
    suite.satisfy("volume");
    suite.challenge("volume").unwrap();
    suite.dispute("stranger", "volume").unwrap();
    suite.vote("vera", 1, Vote::No).unwrap();
    let (mut suite, id) = executable((suite, 1));
    refused(&mut suite, "window", |suite| suite.carry("stranger", id));
    suite.a_day_passes();
    suite.carry("stranger", id).unwrap();
}

#[test]
fn given_a_dispute_when_the_sides_are_equal_it_refuses() {
    let ballots = [("ana", Vote::No), ("vito", Vote::Yes), ("vlad", Vote::Yes)];
    let staked = [("ana", 250), ("vito", 150), ("vlad", 100), ("vera", 500)];
    let mut suite = begin(Suite::builder().staked(&staked).build());
    suite.satisfy("volume");
    suite.challenge("volume").unwrap();
    suite.dispute("stranger", "volume").unwrap();
    for (who, vote) in ballots {
        suite.vote(who, 1, vote).unwrap();
    }
    let (mut suite, id) = executable((suite, 1));
    let text = "the proposal has not passed: two sides have 250000 each";
    suite.refuses(text, |suite| suite.carry("stranger", id));
}

#[test]
fn given_a_dispute_when_nobody_votes_it_refuses() {
    silent("0 voted, 100000 are needed", &[]);
}

/// `vito` has so many thousands, and says that they stand; `vera` abstains.
fn standing(thousands: u64) -> (Suite, u64) {
    let staked = [("vito", thousands), ("vera", 1_000 - thousands)];
    let mut suite = begin(Suite::builder().staked(&staked).build());
    suite.satisfy("volume");
    suite.challenge("volume").unwrap();
    suite.dispute("stranger", "volume").unwrap();
    suite.vote("vito", 1, Vote::No).unwrap();
    suite.vote("vera", 1, Vote::Abstain).unwrap();
    executable((suite, 1))
}

#[test]
fn given_a_dispute_when_stands_is_below_the_floor_it_refuses() {
    let (mut suite, id) = standing(49);
    let text = "the proposal has not passed: 49000 is below the floor of 50000";
    suite.refuses(text, |suite| suite.carry("stranger", id));
    let (mut suite, id) = standing(50);
    suite.carry("stranger", id).unwrap();
}

#[test]
fn given_a_dispute_when_false_has_any_majority_it_needs_no_floor() {
    let staked = [("vito", 1), ("vera", 999)];
    let mut suite = begin(Suite::builder().staked(&staked).build());
    suite.satisfy("volume");
    suite.challenge("volume").unwrap();
    suite.dispute("stranger", "volume").unwrap();
    suite.vote("vito", 1, Vote::Yes).unwrap();
    suite.vote("vera", 1, Vote::Abstain).unwrap();
    let (mut suite, id) = executable((suite, 1));
    suite.carry("stranger", id).unwrap();
    assert_eq!(suite.milestone("volume").round, 2);
}
