use cw3::Vote;
use milegate_api::governance::ExecuteMsg;
use milegate_tests::suite::{Suite, address, bond, says};

use super::kit::*;

fn options(suite: &Suite, id: u64) -> Vec<u64> {
    let options = suite.tally(id).options;
    options.into_iter().map(|sum| sum.u64()).collect()
}

#[test]
fn given_a_signal_when_a_voter_picks_an_option_it_counts_for_it_and_for_the_turnout() {
    let (mut suite, id) = asking();
    let receipt = suite.answer("vera", id, 1).unwrap();
    let wanted = [
        ("proposal", "1"),
        ("voter", &address("vera")),
        ("power", "350000"),
        ("choice", "option 1"),
    ];
    says(&receipt, "governance_voted", &wanted);
    suite.answer("vito", id, 0).unwrap();
    assert_eq!(options(&suite, id), [150_000, 350_000]);
    assert_eq!(sums(&suite, id), [500_000, 0, 0, 0, 0]);
}

#[test]
fn given_a_signal_when_a_holder_picks_one_it_counts() {
    let (mut suite, id) = asking();
    suite.answer("ana", id, 0).unwrap();
    suite.answer("ben", id, 0).unwrap();
    assert_eq!(options(&suite, id), [400_000, 0]);
}

#[test]
fn given_a_signal_when_there_is_no_such_option_it_refuses() {
    let (mut suite, id) = asking();
    for option in [2, 255] {
        let text = format!("`option {option}` is no choice in a proposal of class signal");
        suite.refuses(&text, |suite| suite.answer("vera", id, option));
    }
}

#[test]
fn given_a_signal_when_he_has_voted_it_refuses() {
    let (mut suite, id) = asking();
    suite.answer("vera", id, 1).unwrap();
    suite.vote("vito", id, Vote::Abstain).unwrap();
    for (who, choice) in [("vera", "option 1"), ("vito", "abstain")] {
        let text = format!("already voted `{choice}`");
        suite.refuses(&text, |suite| suite.answer(who, id, 0));
    }
}

#[test]
fn given_a_signal_when_he_has_no_power_it_refuses() {
    let (mut suite, id) = asking();
    let text = "no voting power when the proposal opened";
    suite.refuses(text, |suite| suite.answer("stranger", id, 0));
}

#[test]
fn given_a_signal_when_funds_are_attached_it_refuses() {
    let (mut suite, proposal_id) = asking();
    let option = 0;
    let msg = ExecuteMsg::Answer {
        proposal_id,
        option,
    };
    let text = "the message takes no funds, sent 1ubond";
    suite.refuses(text, |suite| {
        suite.send("vera", "governance", &msg, &bond(1))
    });
}

#[test]
fn given_the_end_of_the_voting_when_one_clock_is_short_it_counts() {
    let [mut a_second, mut a_block, _] = edges(&asking().0, VOTES);
    a_second.answer("vera", 1, 0).unwrap();
    a_block.answer("vera", 1, 0).unwrap();
}

#[test]
fn given_the_end_of_the_voting_when_both_clocks_are_there_it_refuses() {
    let [.., mut exact] = edges(&asking().0, VOTES);
    let text = voting_over(&exact, 1);
    exact.refuses(&text, |suite| suite.answer("vera", 1, 0));
}

#[test]
fn given_a_proposal_of_another_class_it_refuses() {
    for ((mut suite, id), class) in [
        (attesting(), "attest"),
        (paying(), "spend"),
        (disputing(), "dispute"),
    ] {
        let text = format!("`option 0` is no choice in a proposal of class {class}");
        suite.refuses(&text, |suite| suite.answer("vera", id, 0));
    }
}

#[test]
fn given_no_such_proposal_it_refuses() {
    let (mut suite, _) = asking();
    suite.refuses("no proposal 2", |suite| suite.answer("vera", 2, 0));
}
