//! Proofs in the tail, and planted grants: spec 4, D12.

use cw3::Vote;
use milegate_api::governance::ExecuteMsg;
use milegate_core::governance::{Refusal, Shortfall, Status};
use milegate_tests::governance::{attest_listing, pay, to_itself};
use milegate_tests::suite::{DAY, START, Suite, address, grant, says};

use super::*;

/// 150 of 1,000 vote yes; with `ana`'s 300 recused that is a quorum of a fifth, without it is not.
fn close_call() -> (Suite, u64) {
    let mut suite = started(Suite::builder());
    let msgs = vec![attest_listing(&suite)];
    let id = backed(&mut suite, "vito", msgs, &["vito"]);
    (suite, id)
}

#[test]
fn d12_a_proof_in_the_tail_turns_no_failed_quorum() {
    let (mut suite, id) = close_call();
    let mut timely = suite.clone();
    timely.prove("vito", id, "ana").unwrap();
    ripens(&mut timely, id);
    assert!(matches!(timely.status(id), Status::Executable { .. }));
    suite.voting_passes();
    let receipt = suite.prove("vito", id, "ana").unwrap();
    says(&receipt, "governance_proven", &[("effect", "nothing")]);
    suite.tail_passes();
    let (cast, least) = (150_000u64.into(), 200_000u64.into());
    let why = Shortfall::Quorum { cast, least };
    assert_eq!(suite.status(id), Status::Rejected { why });
}

#[test]
fn d12_who_gains_is_refused_and_proven_by_anyone_while_votes_are_taken() {
    let (mut suite, id) = close_call();
    suite.refuses("an interested voter", |suite| {
        suite.vote("ana", id, Vote::Yes)
    });
    let receipt = suite.prove("stranger", id, "ana").unwrap();
    says(
        &receipt,
        "governance_proven",
        &[("effect", "recused"), ("power", "300000")],
    );
    suite.refuses("the voter has been recused", |suite| {
        suite.vote("ana", id, Vote::Yes)
    });
    for who in ["vera", "ben"] {
        let text = "the voter is not interested";
        suite.refuses(text, |suite| suite.prove("ana", id, who));
    }
}

/// The assigner makes a grant behind `listing` for `vito`, who voted against him.
fn plants(suite: &mut Suite) -> Answer {
    let mut planted = grant("planted", "core", 1);
    planted.owner = address("vito");
    suite.assign("hirer", "team", planted)
}

#[test]
fn d12_a_grant_planted_in_the_last_block_of_the_voting_or_the_tail_proves_nothing() {
    for in_tail in [false, true] {
        let mut suite = started(Suite::builder().with_reserve());
        let msgs = vec![attest_listing(&suite)];
        let id = backed(&mut suite, "vera", msgs, &[]);
        suite.vote("vito", id, Vote::No).unwrap();
        let tally = suite.tally(id);
        let end = if in_tail {
            tally.tail_ends
        } else {
            tally.voting_ends
        };
        suite.until(end.time - 1);
        plants(&mut suite).unwrap();
        assert!(!suite.is_free("vito"));
        let before = suite.tally(id).tally;
        let text = "the voter is not interested";
        for who in ["hirer", "stranger", "vera"] {
            suite.refuses(text, |suite| suite.prove(who, id, "vito"));
        }
        suite.until(end.time);
        if !in_tail {
            suite.refuses(text, |suite| suite.prove("hirer", id, "vito"));
        }
        assert_eq!(suite.tally(id).tally, before);
    }
}

#[test]
fn d12_a_payee_named_while_a_vote_runs_is_not_silenced() {
    let slow = |msg: &mut milegate_api::governance::InstantiateMsg| {
        msg.rules.attest.voting.seconds = 30 * DAY;
    };
    let mut suite = started(Suite::builder().rules(slow));
    let msgs = vec![attest_listing(&suite)];
    let id = backed(&mut suite, "vera", msgs, &[]);
    suite.pays("ana", "ana", "vito").unwrap();
    assert!(!suite.is_free("vito"));
    let text = "the voter is not interested";
    suite.refuses(text, |suite| suite.prove("ana", id, "vito"));
    suite.vote("vito", id, Vote::No).unwrap();
}

#[test]
fn d12_a_grant_planted_before_the_opening_is_given_up_and_its_holder_votes() {
    let mut suite = started(Suite::builder().with_reserve());
    plants(&mut suite).unwrap();
    let msgs = vec![attest_listing(&suite)];
    let id = backed(&mut suite, "vera", msgs, &[]);
    suite.prove("hirer", id, "vito").unwrap();
    suite.refuses("the voter is still interested", |suite| {
        suite.readmit("vito", id, "vito")
    });
    suite.renounce("vito", "planted").unwrap();
    suite.readmit("stranger", id, "vito").unwrap();
    suite.vote("vito", id, Vote::No).unwrap();
    let tally = suite.tally(id).tally;
    assert_eq!((tally.no.u64(), tally.recused.u64()), (150_000, 0));
}

/// Until the milestones start a vault may be sealed, so holders are not known.
#[test]
fn d12_nothing_that_bars_holders_opens_before_all_of_them_are_known() {
    let mut suite = Suite::builder().by_vote().draft();
    suite.accepts_payments("buyer").unwrap();
    let remove = to_itself(&suite, &ExecuteMsg::SetGuardian { guardian: None });
    let barring = [remove, clear(&suite)];
    for wait in [0, START - 1 - suite.now()] {
        suite.until(suite.now() + wait);
        let (start, now) = (START, suite.now());
        let text = Refusal::BeforeStart { start, now }.to_string();
        for msg in barring.clone() {
            suite.refuses(&text, |suite| suite.propose("vera", vec![msg]));
        }
        let bundle = vec![pay(&suite, "buyer", 1), clear(&suite)];
        suite.refuses(&text, |suite| suite.propose("vera", bundle));
    }
    let msgs = vec![pay(&suite, "buyer", 1)];
    suite
        .propose("vera", msgs)
        .expect("nobody is barred from it");
    suite.until(START);
    suite.seal().expect_err("it is too late");
    for msg in barring {
        suite.propose("vera", vec![msg]).unwrap();
    }
}

fn clear(suite: &Suite) -> CosmosMsg {
    let contract_addr = suite.at("governance").into();
    cosmwasm_std::WasmMsg::ClearAdmin { contract_addr }.into()
}
