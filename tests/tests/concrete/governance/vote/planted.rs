//! Interests that began before, with, and after the opening.

use cosmwasm_std::CosmosMsg;
use cw3::Vote;
use milegate_tests::governance::{attest_listing, new_rules, opened};
use milegate_tests::suite::{Suite, grant};

use super::super::kit::*;

const BARRED: &str = "an interested voter";

fn reserved() -> Suite {
    begin(Suite::builder().by_vote().with_reserve().build())
}

/// `hirer` makes `vito` the owner of a grant behind `listing`.
fn plant(suite: &mut Suite) {
    let mut planted = grant("planted", "core", 1);
    planted.owner = suite.at("vito").into();
    suite.assign("hirer", "team", planted).unwrap();
}

/// A grant planted a block after the opening neither bars nor can be proven.
#[track_caller]
fn does_nothing(msgs: fn(&Suite) -> CosmosMsg) {
    let suite = reserved();
    let msgs = vec![msgs(&suite)];
    let (mut suite, id) = with(suite, msgs);
    suite.a_second_passes();
    plant(&mut suite);
    let text = "the voter is not interested";
    suite.refuses(text, |suite| suite.prove("hirer", id, "vito"));
    suite.vote("vito", id, Vote::No).unwrap();
    suite.refuses(text, |suite| suite.prove("hirer", id, "vito"));
    suite.voting_passes();
    suite.refuses(text, |suite| suite.prove("hirer", id, "vito"));
    assert_eq!(sums(&suite, id), [0, 150_000, 0, 0, 0]);
}

#[test]
fn given_a_testimony_when_a_grant_is_assigned_to_him_later_it_counts() {
    does_nothing(attest_listing);
}

#[test]
fn given_a_change_of_the_rules_when_a_grant_is_assigned_to_him_later_it_counts() {
    does_nothing(|suite| new_rules(suite, |rules| rules.proposals = 5));
}

#[test]
fn given_a_testimony_when_a_grant_is_assigned_to_him_in_the_block_of_the_opening_it_refuses() {
    let suite = reserved();
    let msgs = vec![attest_listing(&suite)];
    let (mut suite, id) = with(suite, msgs);
    plant(&mut suite);
    suite.refuses(BARRED, |suite| suite.vote("vito", id, Vote::Yes));
}

#[test]
fn given_a_testimony_when_a_grant_was_assigned_to_him_before_it_refuses() {
    let mut suite = reserved();
    plant(&mut suite);
    suite.a_second_passes();
    let msgs = vec![attest_listing(&suite)];
    let (mut suite, id) = with(suite, msgs);
    suite.refuses(BARRED, |suite| suite.vote("vito", id, Vote::Yes));
    suite.prove("stranger", id, "vito").unwrap();
    suite.renounce("vito", "planted").unwrap();
    suite.readmit("vito", id, "vito").unwrap();
    suite.vote("vito", id, Vote::No).unwrap();
}

#[test]
fn given_a_testimony_when_he_sells_and_buys_back_meanwhile_it_refuses() {
    let (mut suite, id) = attesting();
    suite.a_second_passes();
    suite.sells("ana", "ana", "buyer").unwrap();
    suite.a_second_passes();
    suite.sells("buyer", "ana", "ana").unwrap();
    suite.refuses(BARRED, |suite| suite.vote("ana", id, Vote::Yes));
    suite.prove("stranger", id, "ana").unwrap();
}

#[test]
fn given_a_change_of_the_rules_when_the_vault_is_sealed_later_it_counts() {
    let mut suite = Suite::builder().by_vote().draft();
    let msgs = vec![new_rules(&suite, |rules| rules.proposals = 5)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    suite.a_second_passes();
    suite.seal().unwrap();
    suite.vote("ana", id, Vote::Yes).unwrap();
    let text = "the voter is not interested";
    suite.refuses(text, |suite| suite.prove("stranger", id, "ana"));
    let msgs = vec![new_rules(&suite, |rules| rules.proposals = 6)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    suite.refuses(BARRED, |suite| suite.vote("ana", id, Vote::Yes));
}
