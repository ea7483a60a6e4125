//! A suite that is added says who may vote on what: D9.

use cosmwasm_std::{CosmosMsg, WasmMsg};
use cw3::Vote;
use milegate_api::governance::{ExecuteMsg, Suite as NewSuite};
use milegate_core::governance::{Class, Recusal, Share, Shortfall, Status};
use milegate_tests::governance::{attest_listing, opened, to_itself};
use milegate_tests::suite::Suite;

use super::*;

/// A contract that says of anybody what its owner likes, to be added as a vault.
fn puppet() -> (Suite, CosmosMsg) {
    let suite = started(Suite::builder().puppet());
    let added = ExecuteMsg::AddSuite {
        suite: NewSuite {
            milestones: suite.group.to_string(),
            vaults: vec![suite.puppet().to_string()],
        },
    };
    let msg = to_itself(&suite, &added);
    (suite, msg)
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

fn clear(suite: &Suite) -> CosmosMsg {
    let contract_addr = suite.at("governance").into();
    WasmMsg::ClearAdmin { contract_addr }.into()
}

/// Who could add a vault that calls his opponents holders would change code without them.
#[test]
fn d9_a_suite_is_added_by_the_bar_of_all_that_its_vaults_can_bar_from() {
    let (mut suite, msg) = puppet();
    let (power, of) = (350_000u64.into(), 600_000u64.into());
    let threshold = Share::new(6_670);
    let why = Shortfall::Threshold {
        power,
        of,
        threshold,
    };
    let code = clear(&suite);
    assert_eq!(alone(&mut suite, code), Status::Rejected { why });
    assert_eq!(alone(&mut suite, msg), Status::Rejected { why });
}

#[test]
fn d9_a_vault_that_was_added_bars_its_holders_from_rules_and_code_alone() {
    let (mut suite, msg) = puppet();
    let id = opened(&suite.propose("vera", vec![msg]).unwrap());
    let terms = suite.tally(id).terms;
    assert_eq!((terms.class, terms.recusal), (Class::Code, Recusal::Grants));
    say_yes(&mut suite, id, &OTHERS);
    ripens(&mut suite, id);
    suite.carry("stranger", id).unwrap();
    suite.plant("vito", "listing");
    suite.chain.advance_blocks(1);
    let msgs = vec![clear(&suite)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    let text = "an interested voter";
    suite.refuses(text, |suite| suite.vote("vito", id, Vote::No));
    let msgs = vec![attest_listing(&suite)];
    let id = opened(&suite.propose("vera", msgs).unwrap());
    suite.vote("vito", id, Vote::No).unwrap();
}
