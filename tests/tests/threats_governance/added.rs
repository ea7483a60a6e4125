//! A suite that is added says who may vote on what: D9.

use cosmwasm_std::{CosmosMsg, WasmMsg};
use cw3::Vote;
use milegate_api::governance::{ExecuteMsg, Suite as NewSuite};
use milegate_core::governance::{Class, Recusal, Share, Shortfall, Status, Terms};
use milegate_tests::governance::{opened, to_itself};
use milegate_tests::suite::{Suite, address};

use super::*;

/// A contract that says of anybody what its owner likes, to be added as a vault.
fn addition(suite: &Suite) -> CosmosMsg {
    let [milestones, vault] = ["heir", "hire"].map(address);
    let added = NewSuite {
        milestones,
        vaults: vec![vault],
    };
    to_itself(suite, &ExecuteMsg::AddSuite { suite: added })
}

/// `vera` has 350 of the 600 that hold no grants: more than half, less than two thirds.
fn alone(suite: &mut Suite, msg: CosmosMsg) -> Status {
    let id = backed(suite, "vera", vec![msg], &["vera"]);
    for who in ["vito", "vlad"] {
        suite.vote(who, id, Vote::No).unwrap();
    }
    ripens(suite, id);
    let _ = suite.carry("vera", id);
    suite.status(id)
}

fn terms(suite: &Suite, msg: CosmosMsg) -> Terms {
    let mut suite = suite.clone();
    let id = opened(&suite.propose("vera", vec![msg]).unwrap());
    suite.tally(id).terms
}

fn clear(suite: &Suite) -> CosmosMsg {
    let contract_addr = suite.at("governance").into();
    WasmMsg::ClearAdmin { contract_addr }.into()
}

/// Who could add a vault that calls his opponents holders would change code without them.
#[test]
fn d9_a_suite_is_added_by_the_bar_of_all_that_its_vaults_can_bar_from() {
    let mut suite = started(Suite::builder());
    let msg = addition(&suite);
    let (power, of) = (350_000u64.into(), 600_000u64.into());
    let threshold = Share::new(6_670);
    let why = Shortfall::Threshold {
        power,
        of,
        threshold,
    };
    let code = clear(&suite);
    let bar = terms(&suite, code.clone());
    assert_eq!(terms(&suite, msg.clone()), bar);
    assert_eq!((bar.class, bar.recusal), (Class::Code, Recusal::Grants));
    assert_eq!(alone(&mut suite, code), Status::Rejected { why });
    assert_eq!(alone(&mut suite, msg), Status::Rejected { why });
}
