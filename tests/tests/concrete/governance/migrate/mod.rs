use cosmwasm_std::{CosmosMsg, HexBinary, WasmMsg};
use embedded_chain::Code;
use milegate_api::governance::CodePin;
use milegate_tests::suite::{Answer, Suite, is_native, wasm};
use serde_json::json;

use super::kit::*;

/// The chain's own message, from whoever.
fn migrate(suite: &mut Suite, who: &str, code: Code) -> Answer {
    let (who, governance) = (suite.at(who), suite.at("governance"));
    suite.chain.migrate(&who, &governance, code, &json!({}))
}

fn stored(suite: &mut Suite, name: &str) -> Code {
    suite.chain.store_code(&wasm(name)).unwrap()
}

#[test]
fn given_a_proposal_with_the_checksum_when_it_is_executed_it_changes_the_code_alone() {
    if is_native() {
        return;
    }
    let mut suite = started();
    let code = stored(&mut suite, "milegate_governance");
    let pin = CodePin {
        code_id: code.id,
        checksum: HexBinary::from(code.checksum.as_slice()),
    };
    let msg = WasmMsg::Migrate {
        contract_addr: suite.at("governance").into(),
        new_code_id: code.id,
        msg: b"{}".into(),
    };
    let before = suite.governance();
    let opened = suite.propose_more("vera", vec![CosmosMsg::from(msg)], None, vec![pin]);
    opened.unwrap();
    let (mut suite, id) = executable(carried((suite, 1)));
    suite.carry("stranger", id).unwrap();
    assert_eq!(suite.code_of("governance").id, code.id);
    let after = suite.governance();
    assert_eq!((after.rules, after.proposals), (before.rules, 1));
}

#[test]
fn given_the_governance_itself_when_the_code_is_another_contracts_it_refuses() {
    if is_native() {
        return;
    }
    let mut suite = started();
    for name in ["milegate_vesting", "milegate_stake", "cw20_base"] {
        let code = stored(&mut suite, name);
        let before = suite.chain.state_hash();
        migrate(&mut suite, "governance", code).expect_err("another contract's code");
        assert_eq!(suite.chain.state_hash(), before);
    }
}

#[test]
fn given_the_governance_itself_when_what_it_was_is_another_contract_it_refuses() {
    if is_native() {
        return;
    }
    let mut suite = started();
    let code = suite.code_of("governance");
    let deployer = suite.at("deployer");
    let stake = suite.code_of("group");
    let msg = json!({ "admin": null, "members": [] });
    let chain = &mut suite.chain;
    let born = chain.instantiate(&deployer, stake, &msg, &[], "g", Some(&deployer));
    let (group, _) = born.unwrap();
    let before = suite.chain.state_hash();
    let told = suite.chain.migrate(&deployer, &group, code, &json!({}));
    let reason = told.expect_err("a group").reason;
    let text =
        "Generic error: Cannot migrate from crates.io:cw4-group to crates.io:milegate-governance";
    assert_eq!(reason, text);
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn given_somebody_else_it_refuses() {
    let mut suite = started();
    let code = suite.code_of("governance");
    for who in ["deployer", "guardian", "vera"] {
        let before = suite.chain.state_hash();
        migrate(&mut suite, who, code).expect_err("not its admin");
        assert_eq!(suite.chain.state_hash(), before);
    }
}
