//! Proofs after the voting.

use milegate_tests::suite::{address, says};

use super::super::kit::*;

#[test]
fn given_the_tail_when_he_has_voted_it_strikes_his_ballot_and_leaves_the_base() {
    let (mut suite, id) = in_tail(bought(attesting()));
    let receipt = suite.prove("stranger", id, "vlad").unwrap();
    let wanted = [
        ("voter", address("vlad")),
        ("effect", "struck".into()),
        ("power", "100000".into()),
        ("ballot", "yes".into()),
    ];
    let wanted = wanted.each_ref().map(|(key, value)| (*key, value.as_str()));
    says(&receipt, "governance_proven", &wanted);
    assert_eq!(sums(&suite, id), [0, 0, 0, 0, 0]);
}

#[test]
fn given_the_tail_when_he_has_not_voted_it_does_nothing() {
    let (mut suite, id) = in_tail(attesting());
    let before = suite.chain.state_hash();
    let receipt = suite.prove("stranger", id, "ana").unwrap();
    says(&receipt, "governance_proven", &[("effect", "nothing")]);
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn given_the_tail_when_he_was_proven_in_the_voting_it_does_nothing() {
    let (mut suite, id) = bought(attesting());
    suite.prove("stranger", id, "vlad").unwrap();
    suite.voting_passes();
    let receipt = suite.prove("stranger", id, "vlad").unwrap();
    says(&receipt, "governance_proven", &[("effect", "nothing")]);
    assert_eq!(sums(&suite, id), [0, 0, 0, 0, 100_000]);
}

#[test]
fn given_the_tail_when_he_is_not_interested_it_refuses() {
    let (mut suite, id) = in_tail(carried(attesting()));
    let text = "the voter is not interested";
    suite.refuses(text, |suite| suite.prove("stranger", id, "vera"));
}

#[test]
fn given_the_end_of_the_tail_when_one_clock_is_short_it_strikes() {
    let [a_second, a_block, _] = edges(&bought(attesting()).0, FIXED);
    for mut suite in [a_second, a_block] {
        suite.prove("stranger", 1, "vlad").unwrap();
        assert_eq!(sums(&suite, 1), [0, 0, 0, 0, 0]);
    }
}

#[test]
fn given_the_end_of_the_tail_when_both_clocks_are_there_it_refuses() {
    let [.., mut exact] = edges(&bought(attesting()).0, FIXED);
    let text = result_fixed(&exact, 1);
    exact.refuses(&text, |suite| suite.prove("stranger", 1, "vlad"));
    assert_eq!(sums(&exact, 1), [100_000, 0, 0, 0, 0]);
}
