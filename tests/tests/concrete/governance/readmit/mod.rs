use cw3::Vote;
use milegate_api::governance::ExecuteMsg;
use milegate_tests::suite::{Suite, address, bond, says};

use super::kit::*;

/// `ana` is proven while the voting runs.
fn proven() -> (Suite, u64) {
    let (mut suite, id) = attesting();
    suite.prove("stranger", id, "ana").unwrap();
    (suite, id)
}

/// The ballot of `vlad`, who bought a grant, is struck in the tail.
fn struck() -> (Suite, u64) {
    let (mut suite, id) = in_tail(bought(attesting()));
    suite.prove("stranger", id, "vlad").unwrap();
    (suite, id)
}

#[test]
fn given_he_was_proven_in_the_voting_when_he_has_renounced_it_lets_him_vote() {
    let (mut suite, id) = proven();
    suite.renounce("ana", "ana").unwrap();
    let receipt = suite.readmit("stranger", id, "ana").unwrap();
    let wanted = [
        ("proposal", "1"),
        ("voter", &address("ana")),
        ("power", "300000"),
        ("ballot", "none"),
    ];
    says(&receipt, "governance_readmitted", &wanted);
    assert_eq!(sums(&suite, id), [0; 5]);
    suite.vote("ana", id, Vote::No).unwrap();
    assert_eq!(sums(&suite, id), [0, 300_000, 0, 0, 0]);
}

#[test]
fn given_he_was_proven_in_the_voting_when_he_had_voted_it_counts_his_ballot_again() {
    let (mut suite, id) = bought(attesting());
    suite.prove("stranger", id, "vlad").unwrap();
    suite.renounce("vlad", "ana").unwrap();
    let receipt = suite.readmit("vlad", id, "vlad").unwrap();
    says(&receipt, "governance_readmitted", &[("ballot", "yes")]);
    assert_eq!(sums(&suite, id), [100_000, 0, 0, 0, 0]);
    let text = "already voted `yes`";
    suite.refuses(text, |suite| suite.vote("vlad", id, Vote::No));
}

#[test]
fn given_he_was_proven_in_the_voting_when_he_has_declined_it_lets_him_vote() {
    let suite = Suite::builder().staked(&[("custodian", 300), ("vera", 700)]);
    let (mut suite, id) = attesting_volume(begin(suite.build()));
    suite.prove("stranger", id, "custodian").unwrap();
    suite.decline("custodian", "ben").unwrap();
    suite.readmit("stranger", id, "custodian").unwrap();
    suite.vote("custodian", id, Vote::Yes).unwrap();
}

#[test]
fn given_he_was_proven_in_the_voting_when_he_is_still_interested_it_refuses() {
    let (mut suite, id) = proven();
    let text = "the voter is still interested";
    suite.refuses(text, |suite| suite.readmit("ana", id, "ana"));
}

#[test]
fn given_he_was_proven_in_the_voting_when_one_clock_is_short_of_its_end_it_lets_him_vote() {
    let (mut suite, id) = proven();
    suite.renounce("ana", "ana").unwrap();
    let [a_second, a_block, _] = edges(&suite, VOTES);
    for mut suite in [a_second, a_block] {
        suite.readmit("ana", id, "ana").unwrap();
        suite.vote("ana", id, Vote::No).unwrap();
    }
}

#[test]
fn given_he_was_proven_in_the_voting_when_it_is_over_it_refuses() {
    let (mut suite, id) = proven();
    suite.renounce("ana", "ana").unwrap();
    let [.., mut exact] = edges(&suite, VOTES);
    let end = exact.tally(id).voting_ends;
    let text = format!(
        "the voter was recused before the voting was over at {end}; it is {}",
        exact.point()
    );
    exact.refuses(&text, |suite| suite.readmit("ana", id, "ana"));
}

#[test]
fn given_his_ballot_was_struck_when_he_has_renounced_it_counts_again() {
    let (mut suite, id) = struck();
    suite.renounce("vlad", "ana").unwrap();
    let receipt = suite.readmit("vlad", id, "vlad").unwrap();
    let wanted = [("power", "100000"), ("ballot", "yes")];
    says(&receipt, "governance_readmitted", &wanted);
    assert_eq!(sums(&suite, id), [100_000, 0, 0, 0, 0]);
}

#[test]
fn given_his_ballot_was_struck_when_he_is_still_interested_it_refuses() {
    let (mut suite, id) = struck();
    let text = "the voter is still interested";
    suite.refuses(text, |suite| suite.readmit("vlad", id, "vlad"));
}

#[test]
fn given_his_ballot_was_struck_when_one_clock_is_short_of_the_end_it_counts_again() {
    let [a_second, a_block, _] = edges(&bought(attesting()).0, FIXED);
    for mut suite in [a_second, a_block] {
        suite.prove("stranger", 1, "vlad").unwrap();
        suite.renounce("vlad", "ana").unwrap();
        suite.readmit("vlad", 1, "vlad").unwrap();
    }
}

#[test]
fn given_his_ballot_was_struck_when_the_tail_is_over_it_refuses() {
    let (mut suite, id) = struck();
    suite.renounce("vlad", "ana").unwrap();
    suite.tail_passes();
    let text = result_fixed(&suite, id);
    suite.refuses(&text, |suite| suite.readmit("vlad", id, "vlad"));
}

#[test]
fn given_he_was_not_proven_it_refuses() {
    let (mut suite, id) = carried(attesting());
    for who in ["vera", "ana", "stranger"] {
        let text = "the voter has not been recused";
        suite.refuses(text, |suite| suite.readmit("stranger", id, who));
    }
}

#[test]
fn given_he_was_readmitted_it_refuses() {
    let (mut suite, id) = proven();
    suite.renounce("ana", "ana").unwrap();
    suite.readmit("ana", id, "ana").unwrap();
    let text = "the voter has not been recused";
    suite.refuses(text, |suite| suite.readmit("ana", id, "ana"));
}

#[test]
fn given_it_was_cancelled_it_refuses() {
    let (mut suite, id) = proven();
    suite.renounce("ana", "ana").unwrap();
    suite.stop("guardian", id).unwrap();
    let text = format!("the proposal was cancelled at {}", suite.point());
    suite.refuses(&text, |suite| suite.readmit("ana", id, "ana"));
}

#[test]
fn given_no_such_proposal_it_refuses() {
    let (mut suite, _) = proven();
    suite.refuses("no proposal 2", |suite| suite.readmit("ana", 2, "ana"));
}

#[test]
fn when_his_address_is_not_spelt_as_the_chain_does_it_refuses() {
    let (mut suite, proposal_id) = proven();
    let voter = address("ana").to_uppercase();
    refused(&mut suite, "Generic error: ", |suite| {
        suite.tell_governance("ana", &ExecuteMsg::Readmit { proposal_id, voter })
    });
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let (mut suite, proposal_id) = proven();
    let voter = address("ana");
    let msg = ExecuteMsg::Readmit { proposal_id, voter };
    let text = "the message takes no funds, sent 1ubond";
    suite.refuses(text, |suite| {
        suite.send("ana", "governance", &msg, &bond(1))
    });
}
