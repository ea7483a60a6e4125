//! Who may not vote, and who may.

use cosmwasm_std::{CosmosMsg, WasmMsg};
use cw3::Vote;
use milegate_tests::governance::{attest, attest_listing, call, new_rules, opened};
use milegate_tests::suite::{Suite, grant, leaving};
use serde_json::json;

use super::super::kit::*;

const BARRED: &str = "an interested voter";

#[track_caller]
fn barred((mut suite, id): (Suite, u64), who: &str) {
    suite.refuses(BARRED, |suite| suite.vote(who, id, Vote::Yes));
}

fn staked(who: &'static str) -> Suite {
    begin(
        Suite::builder()
            .staked(&[(who, 300), ("vera", 700)])
            .build(),
    )
}

#[test]
fn given_a_testimony_when_the_owner_of_a_grant_that_it_opens_votes_it_refuses() {
    barred(attesting(), "ana");
    barred(attesting_volume(started()), "ben");
}

#[test]
fn given_a_testimony_when_its_payee_votes_it_refuses() {
    barred(attesting_volume(staked("custodian")), "custodian");
}

#[test]
fn given_a_testimony_when_its_former_owner_votes_it_refuses() {
    let mut suite = started();
    suite.sells("ana", "ana", "buyer").unwrap();
    let msgs = vec![attest_listing(&suite)];
    barred(with(suite, msgs), "ana");
}

#[test]
fn given_a_testimony_when_he_owns_a_grant_that_rolls_over_to_it_it_refuses() {
    let suite = staked("cid");
    let msgs = vec![attest(&suite, "lending")];
    barred(with(suite, msgs), "cid");
}

#[test]
fn given_a_testimony_when_he_is_interested_in_the_last_of_four_it_refuses() {
    let suite = started();
    let named = ["volume", "one", "two", "listing"];
    let msgs = named.map(|milestone| attest(&suite, milestone)).to_vec();
    barred(with(suite, msgs), "ana");
}

#[test]
fn given_a_testimony_when_he_has_renounced_it_counts() {
    let (mut suite, id) = attesting();
    suite.renounce("ana", "ana").unwrap();
    suite.vote("ana", id, Vote::Yes).unwrap();
    assert_eq!(sums(&suite, id), [300_000, 0, 0, 0, 0]);
}

#[test]
fn given_a_testimony_when_he_has_declined_and_was_never_paid_it_counts() {
    let (mut suite, id) = attesting_volume(staked("custodian"));
    suite.decline("custodian", "ben").unwrap();
    suite.vote("custodian", id, Vote::Yes).unwrap();
}

#[test]
fn given_a_testimony_when_another_milestone_opens_his_grant_it_counts() {
    let (mut suite, id) = attesting();
    suite.vote("ben", id, Vote::Yes).unwrap();
    let (mut suite, id) = attesting_volume(started());
    suite.vote("ana", id, Vote::Yes).unwrap();
}

#[test]
fn given_a_testimony_when_the_vault_was_never_sealed_it_counts() {
    let suite = begin(Suite::builder().by_vote().draft());
    let msgs = vec![attest_listing(&suite)];
    let (mut suite, id) = with(suite, msgs);
    suite.vote("ana", id, Vote::Yes).unwrap();
}

#[test]
fn given_a_payment_when_a_holder_votes_it_counts() {
    let (mut suite, id) = paying();
    yes(&mut suite, id, &["ana", "ben"]);
    assert_eq!(sums(&suite, id), [400_000, 0, 0, 0, 0]);
}

#[test]
fn given_a_change_of_the_rules_when_a_holder_of_any_grant_votes_it_refuses() {
    for who in ["ana", "ben"] {
        let suite = started();
        let msgs = vec![new_rules(&suite, |rules| rules.proposals = 5)];
        barred(with(suite, msgs), who);
    }
}

#[test]
fn given_a_change_of_the_rules_when_he_holds_none_it_counts() {
    let suite = started();
    let msgs = vec![new_rules(&suite, |rules| rules.proposals = 5)];
    let (mut suite, id) = with(suite, msgs);
    yes(&mut suite, id, &["vera", "vito", "vlad"]);
    assert_eq!(sums(&suite, id), [600_000, 0, 0, 0, 0]);
}

#[test]
fn given_code_when_a_holder_of_any_grant_votes_it_refuses() {
    let suite = started();
    let msg = WasmMsg::ClearAdmin {
        contract_addr: suite.at("governance").into(),
    };
    barred(with(suite, vec![CosmosMsg::from(msg)]), "ben");
}

#[test]
fn given_a_cancelled_termination_when_a_holder_of_any_grant_votes_it_refuses() {
    let dan = |grants: &mut Vec<_>| grants.push(grant("vlad", "calendar", 1));
    let mut suite = begin(Suite::builder().by_vote().grants(dan).build());
    suite.announce("hr", "eve", leaving()).unwrap();
    let cancel = json!({ "cancel": { "grant": "eve", "change": "termination" } });
    let msgs = vec![call(suite.vault.as_str(), &cancel)];
    barred(with(suite, msgs), "vlad");
}

#[test]
fn given_a_dispute_when_a_voter_says_false_or_stands_it_counts() {
    let (mut suite, id) = disputing();
    suite.vote("vera", id, Vote::Yes).unwrap();
    suite.vote("ana", id, Vote::No).unwrap();
    suite.vote("vlad", id, Vote::Abstain).unwrap();
    assert_eq!(sums(&suite, id), [350_000, 300_000, 100_000, 0, 0]);
}

#[test]
fn given_a_dispute_when_a_voter_vetoes_it_refuses() {
    let (mut suite, id) = disputing();
    let text = "`veto` is no choice in a proposal of class dispute";
    suite.refuses(text, |suite| suite.vote("vera", id, Vote::Veto));
}

#[test]
fn given_a_dispute_when_an_interested_voter_votes_it_refuses() {
    barred(disputing(), "ben");
}

#[test]
fn given_a_testimony_when_he_is_interested_by_a_second_vault_it_refuses() {
    let suite = Suite::builder().by_vote().puppet().build();
    let mut suite = begin(suite);
    suite.plant("vlad", "volume");
    let msgs = vec![attest_listing(&suite)];
    let listing = opened(&suite.propose("vera", msgs).unwrap());
    suite.vote("vlad", listing, Vote::Yes).unwrap();
    barred(attesting_volume(suite), "vlad");
}
