//! Proofs in the tail, and planted grants: spec 4, D12.

use cw3::Vote;
use milegate_core::governance::{Shortfall, Status};
use milegate_tests::governance::attest_listing;
use milegate_tests::suite::{Suite, says};

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
    suite.refuses("an interested voter", |suite| suite.vote("ana", id, Vote::Yes));
    let receipt = suite.prove("stranger", id, "ana").unwrap();
    says(&receipt, "governance_proven", &[("effect", "recused"), ("power", "300000")]);
    suite.refuses("the voter has been recused", |suite| suite.vote("ana", id, Vote::Yes));
    for who in ["vera", "ben"] {
        let text = "the voter is not interested";
        suite.refuses(text, |suite| suite.prove("ana", id, who));
    }
}
