//! Those who gain have the stake: D12.

use cw3::Vote;
use milegate_api::milestones::Stage;
use milegate_core::governance::{Shortfall, Status};
use milegate_tests::governance::{attest_listing, opened};
use milegate_tests::suite::{Suite, grant};

use super::every::messages;
use super::*;

const INSIDERS: [&str; 2] = ["ana", "ben"];

/// Nine tenths of the stake belong to two who hold grants behind every milestone, a fiftieth to
/// `vera`.
fn owned() -> Suite {
    let staked = [("ana", 500), ("ben", 400), ("vera", 20), ("vlad", 80)];
    let builder = Suite::builder().staked(&staked).grants(|grants| {
        for (who, schedule) in [("ana", "seed"), ("ben", "core")] {
            let mut more = grant(&format!("{who}-{schedule}"), schedule, 10);
            more.owner = milegate_tests::suite::address(who);
            grants.push(more);
        }
    });
    rich(builder)
}

/// Whatever was tried, time passes, and nothing has been opened.
#[track_caller]
fn stays_locked(mut suite: Suite, what: &str) {
    suite.window_passes();
    let _ = suite.conclude("listing");
    suite.notice_passes();
    let stage = suite.milestone("listing").stage;
    assert!(matches!(stage, Stage::Open { .. }), "{what}: {stage:?}");
    for grant in ["ana", "ben", "ana-seed", "ben-core", "eve"] {
        let figures = suite.grant(grant).figures;
        let out = figures.claimed + figures.claimable;
        assert!(out.is_zero(), "{what}: {grant} {figures:?}");
    }
}

#[test]
fn d12_insiders_unlock_nothing_by_any_message_they_send() {
    let suite = owned();
    for who in INSIDERS {
        for one in messages(&suite, who) {
            let mut suite = suite.clone();
            let _ = suite.send(who, one.contract, &one.msg, &one.coins);
            stays_locked(suite, &format!("{who} sends {}", one.name));
        }
    }
}

#[test]
fn d12_insiders_unlock_nothing_by_any_message_they_propose() {
    let suite = owned();
    for one in messages(&suite, "ana") {
        let mut suite = suite.clone();
        let msg = cosmwasm_std::WasmMsg::Execute {
            contract_addr: suite.at(one.contract).into(),
            msg: to_json_binary(&one.msg).unwrap(),
            funds: one.coins.clone(),
        };
        let Ok(receipt) = suite.propose("ana", vec![msg.into()]) else {
            continue;
        };
        let id = opened(&receipt);
        for who in INSIDERS {
            let _ = suite.vote(who, id, Vote::Yes);
        }
        ripens(&mut suite, id);
        let _ = suite.carry("ana", id);
        stays_locked(suite, &format!("a proposal to send {}", one.name));
    }
}

#[test]
fn d12_insiders_unlock_nothing_through_a_multisig_of_theirs() {
    let mut suite = owned();
    let flex = suite.multisig();
    let ana = suite.at("ana");
    for one in messages(&suite, "ana") {
        let mut suite = suite.clone();
        let msg = cosmwasm_std::WasmMsg::Execute {
            contract_addr: suite.at(one.contract).into(),
            msg: to_json_binary(&one.msg).unwrap(),
            funds: one.coins.clone(),
        };
        suite.prepares(&flex, vec![msg.into()]);
        let _ = suite.chain.execute(&ana, &flex, &relay(1), &[]);
        stays_locked(suite, &format!("a multisig sends {}", one.name));
    }
}

#[test]
fn d12_a_grant_handed_to_a_friend_leaves_its_owner_barred() {
    let mut suite = owned();
    for (grant, who) in [("ana", "ana"), ("ben-core", "ben")] {
        suite.sells(who, grant, "heir").unwrap();
    }
    suite.chain.advance_blocks(1);
    let msgs = vec![attest_listing(&suite)];
    let id = opened(&suite.propose("heir", msgs).unwrap());
    for who in INSIDERS {
        let text = "an interested voter";
        suite.refuses(text, |suite| suite.vote(who, id, Vote::Yes));
    }
}

#[test]
fn d12_a_fiftieth_that_proves_all_others_recused_opens_no_gate_alone() {
    let mut suite = owned();
    let msgs = vec![attest_listing(&suite)];
    let id = backed(&mut suite, "vera", msgs, &["vera"]);
    for who in INSIDERS {
        suite.prove("vera", id, who).unwrap();
    }
    assert_eq!(suite.tally(id).tally.recused.u64(), 900_000);
    ripens(&mut suite, id);
    let (power, least) = (20_000u64.into(), 50_000u64.into());
    let why = Shortfall::Floor { power, least };
    assert_eq!(suite.status(id), Status::Rejected { why });
    stays_locked(suite, "a fiftieth alone");
}

/// The rest of a tenth can open it, if it wants to: recusal moves the quorum, not the floor.
#[test]
fn d12_the_rest_decides_without_those_who_gain() {
    let mut suite = owned();
    let msgs = vec![attest_listing(&suite)];
    let id = backed(&mut suite, "vera", msgs, &["vera", "vlad"]);
    for who in INSIDERS {
        suite.prove("vera", id, who).unwrap();
    }
    ripens(&mut suite, id);
    suite.carry("stranger", id).unwrap();
    let stage = suite.milestone("listing").stage;
    assert!(matches!(stage, Stage::Pending { .. }), "{stage:?}");
}
