//! When it may be executed, and why not.

use cw3::Vote;
use milegate_tests::suite::Suite;

use super::super::kit::*;

#[track_caller]
fn fails(why: &str, (mut suite, id): (Suite, u64)) {
    let text = format!("the proposal has not passed: {why}");
    suite.refuses(&text, |suite| suite.carry("stranger", id));
}

#[track_caller]
fn runs((mut suite, id): (Suite, u64)) {
    suite.carry("stranger", id).unwrap();
}

#[track_caller]
fn too_early(mut suite: Suite) {
    let from = suite.tally(1).executable;
    let text = format!("not executable before {from}; it is {}", suite.point());
    suite.refuses(&text, |suite| suite.carry("stranger", 1));
}

#[test]
fn given_the_voting_runs_it_refuses() {
    too_early(carried(paying()).0);
}

#[test]
fn given_the_tail_runs_it_refuses() {
    too_early(in_tail(carried(attesting())).0);
}

#[test]
fn given_the_delay_runs_when_one_clock_is_short_it_refuses() {
    let delay = and_days(VOTES, 2);
    let [a_second, a_block, mut exact] = edges(&carried(paying()).0, delay);
    too_early(a_second);
    too_early(a_block);
    exact.carry("stranger", 1).unwrap();
}

#[test]
fn given_the_window_is_over_when_one_clock_is_short_it_runs() {
    let window = and_days(and_days(VOTES, 2), 7);
    let [a_second, a_block, _] = edges(&carried(paying()).0, window);
    runs((a_second, 1));
    runs((a_block, 1));
}

#[test]
fn given_the_window_is_over_when_both_clocks_are_there_it_refuses() {
    let window = and_days(and_days(VOTES, 2), 7);
    let [.., mut exact] = edges(&carried(paying()).0, window);
    let end = exact.tally(1).expires;
    let text = format!("the window for executing it was over at {end}; it is {end}");
    exact.refuses(&text, |suite| suite.carry("stranger", 1));
}

#[test]
fn given_it_was_rejected_when_nobody_has_power_it_refuses() {
    let (suite, id) = executable(voted(council(&[]), &[]));
    fails("there is no electorate", (suite, id));
}

#[test]
fn given_it_was_rejected_when_the_electorate_is_too_small_it_refuses() {
    let members = [("vera", 559), ("vito", 1)];
    let suite = |staked: &[(&str, u64)]| begin(Suite::builder().staked(staked).build());
    let votes = [("vera", Vote::Yes)];
    let short = executable(voted(suite(&members[..1]), &votes));
    fails("the electorate of 559000 is below 560000", short);
    runs(executable(voted(suite(&members), &votes)));
}

#[test]
fn given_it_was_rejected_when_too_few_voted_it_refuses() {
    let votes = [("vera", Vote::Yes)];
    let short = council(&[("vera", 24), ("ana", 76)]);
    fails("24 voted, 25 are needed", executable(voted(short, &votes)));
    let enough = council(&[("vera", 25), ("ana", 75)]);
    runs(executable(voted(enough, &votes)));
}

#[test]
fn given_it_was_rejected_when_yes_is_below_the_floor_it_refuses() {
    let votes = [("vera", Vote::Yes), ("vito", Vote::Abstain)];
    let short = council(&[("vera", 9), ("vito", 20), ("ana", 71)]);
    let why = "9 is below the floor of 10";
    fails(why, executable(voted(short, &votes)));
    let enough = council(&[("vera", 10), ("vito", 20), ("ana", 70)]);
    runs(executable(voted(enough, &votes)));
}

#[test]
fn given_it_was_rejected_when_yes_is_no_more_than_the_threshold_it_refuses() {
    let votes = [("vera", Vote::Yes), ("vito", Vote::Veto)];
    let half = council(&[("vera", 20), ("vito", 20), ("ana", 60)]);
    let why = "20 of 40 is not more than 50.00 %";
    fails(why, executable(voted(half, &votes)));
    let more = council(&[("vera", 21), ("vito", 20), ("ana", 59)]);
    runs(executable(voted(more, &votes)));
}

#[test]
fn given_it_was_rejected_when_recused_power_leaves_the_base_it_needs_fewer() {
    let staked = [("ana", 600), ("vera", 80), ("vito", 320)];
    let (mut suite, id) = {
        let suite = begin(Suite::builder().staked(&staked).build());
        let msgs = vec![milegate_tests::governance::attest_listing(&suite)];
        with(suite, msgs)
    };
    suite.vote("vera", id, Vote::Yes).unwrap();
    let silent = executable((suite.clone(), id));
    fails("80000 voted, 200000 are needed", silent);
    suite.prove("stranger", id, "ana").unwrap();
    runs(executable((suite, id)));
}

#[test]
fn given_it_was_answered_it_refuses() {
    let (mut suite, id) = asking();
    suite.answer("vera", id, 1).unwrap();
    let (mut suite, id) = decided((suite, id));
    let text = "a signal has nothing to execute; its answer is option 1";
    suite.refuses(text, |suite| suite.carry("stranger", id));
}

#[test]
fn given_a_signal_without_an_answer_it_refuses() {
    let (mut suite, id) = asking();
    suite.answer("vito", id, 0).unwrap();
    suite.answer("vlad", id, 1).unwrap();
    suite.answer("ben", id, 1).unwrap();
    suite.answer("ana", id, 0).unwrap();
    let (mut tied, _) = asking();
    tied.answer("ben", 1, 0).unwrap();
    tied.answer("vlad", 1, 1).unwrap();
    fails("two sides have 100000 each", decided((tied, 1)));
    let text = "a signal has nothing to execute; its answer is option 0";
    let (mut suite, id) = decided((suite, id));
    suite.refuses(text, |suite| suite.carry("stranger", id));
}

#[test]
fn given_it_was_cancelled_it_refuses() {
    let (mut suite, id) = executable(carried(paying()));
    suite.stop("guardian", id).unwrap();
    let text = format!("the proposal was cancelled at {}", suite.point());
    suite.refuses(&text, |suite| suite.carry("stranger", id));
}

#[test]
fn given_no_such_proposal_it_refuses() {
    let (mut suite, _) = executable(carried(paying()));
    suite.refuses("no proposal 2", |suite| suite.carry("stranger", 2));
}
