use cw3::Vote;
use milegate_api::governance::ExecuteMsg;
use milegate_tests::governance::{DEPOSIT, attest_listing, opened};
use milegate_tests::suite::{Suite, address, bond, says};

use super::kit::*;

fn not_to_close(id: u64, status: &str, closed: bool) -> String {
    format!(
        "proposal {id} is {status}, closed: {closed}; a proposal is closed once, when its result \
         is known"
    )
}

/// It goes back to `vera`, with this word.
#[track_caller]
fn returns((mut suite, id): (Suite, u64), status: &str) -> Suite {
    let before = suite.bonds("vera");
    let receipt = suite.close("stranger", id).unwrap();
    let wanted = [
        ("proposal", "1"),
        ("proposer", &address("vera")),
        ("status", status),
        ("deposit", "500"),
        ("returned", "500"),
    ];
    says(&receipt, "governance_closed", &wanted);
    assert_eq!(suite.bonds("vera") - before, DEPOSIT);
    assert_eq!(held(&suite), [0, 0, 0]);
    assert!(suite.tally(id).closed);
    suite
}

/// It stays with the community.
#[track_caller]
fn keeps((mut suite, id): (Suite, u64)) {
    let receipt = suite.close("stranger", id).unwrap();
    let wanted = [
        ("status", "rejected"),
        ("deposit", "500"),
        ("returned", "0"),
    ];
    says(&receipt, "governance_closed", &wanted);
    assert_eq!(held(&suite), [DEPOSIT, 0, DEPOSIT]);
}

#[test]
fn given_it_has_passed_it_returns_the_deposit() {
    returns(decided(carried(paying())), "passed");
}

#[test]
fn given_it_may_be_executed_it_returns_the_deposit_and_it_still_may() {
    let mut suite = returns(executable(carried(paying())), "executable");
    suite.carry("stranger", 1).unwrap();
    let text = not_to_close(1, "executed", true);
    suite.refuses(&text, |suite| suite.close("stranger", 1));
}

#[test]
fn given_it_was_executed_it_returns_the_deposit() {
    let (mut suite, id) = executable(carried(paying()));
    suite.carry("stranger", id).unwrap();
    returns((suite, id), "executed");
}

#[test]
fn given_its_window_went_by_it_returns_the_deposit() {
    let (mut suite, id) = executable(carried(paying()));
    suite.days_pass(7);
    returns((suite, id), "expired");
}

#[test]
fn given_it_was_cancelled_it_returns_the_deposit() {
    let (mut suite, id) = paying();
    suite.stop("guardian", id).unwrap();
    returns((suite, id), "cancelled");
}

#[test]
fn given_it_was_answered_it_returns_the_deposit() {
    let (mut suite, id) = asking();
    suite.answer("vera", id, 1).unwrap();
    returns(decided((suite, id)), "answered");
}

#[test]
fn given_it_was_rejected_without_votes_it_returns_the_deposit() {
    returns(decided(paying()), "rejected");
    returns(decided(asking()), "rejected");
}

#[test]
fn given_it_was_rejected_when_half_of_the_ballots_are_vetoes_it_returns_the_deposit() {
    let votes = [
        ("vera", Vote::Veto),
        ("vito", Vote::Veto),
        ("ana", Vote::No),
        ("ben", Vote::Yes),
        ("vlad", Vote::Abstain),
    ];
    returns(decided(voted(started(), &votes)), "rejected");
}

#[test]
fn given_it_was_rejected_when_more_than_half_of_the_ballots_are_vetoes_it_keeps_the_deposit() {
    let members = [("vera", 501), ("ana", 499)];
    let votes = [("vera", Vote::Veto), ("ana", Vote::Yes)];
    keeps(decided(voted(council(&members), &votes)));
}

#[test]
fn given_it_was_rejected_when_vetoes_make_no_quorum_it_returns_the_deposit() {
    let members = [("vera", 24), ("ana", 76)];
    let votes = [("vera", Vote::Veto)];
    returns(decided(voted(council(&members), &votes)), "rejected");
    let members = [("vera", 25), ("ana", 75)];
    keeps(decided(voted(council(&members), &votes)));
}

#[test]
fn given_it_was_rejected_when_a_veto_was_struck_it_returns_the_deposit() {
    let mut suite = started();
    let msgs = vec![attest_listing(&suite)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    suite.vote("vera", id, Vote::Veto).unwrap();
    suite.vote("vito", id, Vote::No).unwrap();
    suite.sells("ana", "ana", "vera").unwrap();
    suite.voting_passes();
    suite.prove("stranger", id, "vera").unwrap();
    suite.tail_passes();
    returns((suite, id), "rejected");
}

#[test]
fn given_the_voting_runs_it_refuses() {
    let [mut a_second, mut a_block, _] = edges(&carried(paying()).0, VOTES);
    for suite in [&mut a_second, &mut a_block] {
        let text = not_to_close(1, "voting", false);
        suite.refuses(&text, |suite| suite.close("vera", 1));
    }
}

#[test]
fn given_the_tail_runs_it_refuses() {
    let [mut a_second, mut a_block, exact] = edges(&carried(paying()).0, FIXED);
    for suite in [&mut a_second, &mut a_block] {
        let text = not_to_close(1, "tail", false);
        suite.refuses(&text, |suite| suite.close("vera", 1));
    }
    returns((exact, 1), "passed");
}

#[test]
fn given_it_was_closed_it_refuses() {
    let mut suite = returns(decided(paying()), "rejected");
    let text = not_to_close(1, "rejected", true);
    suite.refuses(&text, |suite| suite.close("vera", 1));
}

#[test]
fn given_a_dispute_it_refuses() {
    let (mut suite, id) = decided(disputing());
    let text = not_to_close(1, "rejected", true);
    suite.refuses(&text, |suite| suite.close("vera", id));
}

#[test]
fn given_no_such_proposal_it_refuses() {
    let (mut suite, _) = decided(paying());
    suite.refuses("no proposal 2", |suite| suite.close("vera", 2));
}

#[test]
fn given_no_deposit_was_due_it_closes_and_pays_nothing() {
    let free = Suite::builder().rules(|msg| msg.rules.deposit = 0u128.into());
    let mut suite = begin(free.build());
    let asked = suite.ask_community("vera", "whither?", &["left", "right"]);
    let id = opened(&asked.unwrap());
    suite.days_pass(3);
    let receipt = suite.close("stranger", id).unwrap();
    let wanted = [("deposit", "0"), ("returned", "0")];
    says(&receipt, "governance_closed", &wanted);
}

#[test]
fn when_it_is_closed_it_makes_room_for_another() {
    let mut suite = started();
    for title in ["one?", "two?", "three?"] {
        suite.ask_community("vera", title, &["yes", "no"]).unwrap();
    }
    suite.days_pass(3);
    let text = "the proposer has 3 proposals in suspense, the most are 3";
    suite.refuses(text, |suite| {
        suite.ask_community("vera", "four?", &["yes", "no"])
    });
    suite.close("stranger", 2).unwrap();
    suite
        .ask_community("vera", "four?", &["yes", "no"])
        .unwrap();
    assert_eq!(held(&suite), [3 * DEPOSIT, 3 * DEPOSIT, 0]);
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let (mut suite, proposal_id) = decided(paying());
    let msg = ExecuteMsg::Close { proposal_id };
    let text = "the message takes no funds, sent 1ubond";
    suite.refuses(text, |suite| {
        suite.send("vera", "governance", &msg, &bond(1))
    });
}
