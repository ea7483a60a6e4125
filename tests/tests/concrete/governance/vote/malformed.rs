//! What a listed vault keeps and nobody can read bars everybody.

use cw3::Vote;
use milegate_api::vesting::raw;
use milegate_tests::governance::new_rules;
use milegate_tests::suite::Suite;

use super::super::kit::*;

const MALFORMED: &str = "keeps a malformed record under";

/// A second vault in which `vlad` holds a grant behind `listing`.
fn planted() -> Suite {
    let mut suite = begin(Suite::builder().by_vote().puppet().build());
    suite.plant("vlad", "listing");
    suite
}

/// Nonsense under a key.
fn spoilt(key: &[u8]) -> (Suite, u64) {
    let mut suite = planted();
    suite.put(key, b"{");
    let msgs = vec![milegate_tests::governance::attest_listing(&suite)];
    with(suite, msgs)
}

#[test]
fn given_a_testimony_when_the_second_vaults_interest_is_malformed_it_refuses() {
    let (mut suite, id) = spoilt(&raw::INTEREST.key(&planted().at("vlad")));
    refused(&mut suite, MALFORMED, |suite| {
        suite.vote("vlad", id, Vote::Yes)
    });
    suite.vote("vera", id, Vote::Yes).unwrap();
}

#[test]
fn given_a_testimony_when_the_second_vaults_seal_is_malformed_it_refuses() {
    let (mut suite, id) = spoilt(raw::SEAL.as_slice());
    for who in ["vlad", "vera"] {
        refused(&mut suite, MALFORMED, |suite| {
            suite.vote(who, id, Vote::Yes)
        });
    }
}

#[test]
fn given_a_testimony_when_the_second_vaults_gates_are_malformed_it_refuses() {
    let (mut suite, id) = spoilt(&raw::GATES.key("listing"));
    refused(&mut suite, MALFORMED, |suite| {
        suite.vote("vlad", id, Vote::Yes)
    });
}

#[test]
fn given_a_change_of_the_rules_when_he_holds_by_a_second_vault_it_refuses() {
    let suite = planted();
    let msgs = vec![new_rules(&suite, |rules| rules.proposals = 5)];
    let (mut suite, id) = with(suite, msgs);
    let text = "an interested voter";
    suite.refuses(text, |suite| suite.vote("vlad", id, Vote::Yes));
    suite.vote("vito", id, Vote::Yes).unwrap();
}

#[test]
fn given_a_change_of_the_rules_when_the_second_vaults_record_is_malformed_it_refuses() {
    let mut suite = planted();
    suite.put(&raw::INTEREST.key(&suite.at("vlad")), b"[]");
    let msgs = vec![new_rules(&suite, |rules| rules.proposals = 5)];
    let (mut suite, id) = with(suite, msgs);
    refused(&mut suite, MALFORMED, |suite| {
        suite.vote("vlad", id, Vote::Yes)
    });
}
