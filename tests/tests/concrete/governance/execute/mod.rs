mod disputes;
mod outcomes;

use cosmwasm_std::{BankMsg, CosmosMsg, HexBinary, coins};
use milegate_api::governance::{CodePin, ExecuteMsg};
use milegate_api::milestones::Stage;
use milegate_core::governance::Status;
use milegate_tests::governance::{DEPOSIT, Source, attest_listing, burn, call, opened, pay};
use milegate_tests::suite::{BOND_DENOM, Mood, Suite, address, bond, is_native, says};
use serde_json::json;

use super::kit::*;

/// A payment of bonds to `buyer`.
fn pay_bonds(suite: &Suite, amount: u128) -> CosmosMsg {
    BankMsg::Send {
        to_address: suite.at("buyer").into(),
        amount: coins(amount, BOND_DENOM),
    }
    .into()
}

#[test]
fn given_it_may_be_executed_when_anyone_does_it_runs_its_messages_once() {
    let (mut suite, id) = executable(carried(paying()));
    let before = suite.balance("buyer");
    let receipt = suite.carry("stranger", id).unwrap();
    let wanted = [
        ("proposal", "1"),
        ("sender", &address("stranger")),
        ("task", "messages"),
    ];
    says(&receipt, "governance_executed", &wanted);
    assert_eq!(suite.balance("buyer") - before, 10);
    assert_eq!(suite.balance("governance"), TREASURY - 10);
    let at = suite.point();
    assert_eq!(suite.status(id), Status::Executed { at });
    let text = format!("the proposal was executed at {at}");
    suite.refuses(&text, |suite| suite.carry("vera", id));
}

#[test]
fn given_it_may_be_executed_when_it_testifies_it_is_recorded() {
    let (mut suite, id) = executable(carried(attesting()));
    suite.carry("stranger", id).unwrap();
    let stage = suite.milestone("listing").stage;
    assert!(matches!(stage, Stage::Pending { .. }), "{stage:?}");
}

#[test]
fn given_it_may_be_executed_when_it_has_several_messages_it_runs_all_in_order() {
    let suite = started();
    let msgs = vec![pay(&suite, "buyer", 10), burn(5), attest_listing(&suite)];
    let (mut suite, id) = executable(carried(with(suite, msgs)));
    let receipt = suite.carry("stranger", id).unwrap();
    assert_eq!(suite.balance("governance"), TREASURY - 15);
    let types: Vec<_> = receipt
        .events
        .iter()
        .map(|event| event.ty.as_str())
        .collect();
    let place = |ty: &str| types.iter().position(|found| *found == ty).expect(ty);
    assert!(place("wasm-governance_executed") < place("transfer"));
    assert!(place("transfer") < place("burn"));
    assert!(place("burn") < place("wasm-milestones_attested"));
}

#[test]
fn given_it_may_be_executed_when_a_message_fails_it_refuses_and_may_be_tried_again() {
    let suite = started();
    let msgs = vec![pay(&suite, "buyer", 10), pay(&suite, "buyer", 900)];
    let (mut suite, id) = executable(carried(with(suite, msgs)));
    let (governance, hole) = (suite.at("governance"), suite.at("heir"));
    let all = milegate_tests::suite::tok(TREASURY - 905);
    suite.chain.send(&governance, &hole, &all).unwrap();
    refused(&mut suite, "insufficient funds", |suite| {
        suite.carry("stranger", id)
    });
    assert!(matches!(suite.status(id), Status::Executable { .. }));
    suite.gift("governance", 5, 0);
    suite.carry("stranger", id).unwrap();
    assert_eq!(suite.balance("governance"), 0);
}

#[test]
fn given_it_may_be_executed_when_a_token_calls_back_it_pays_once() {
    let mut suite = begin(Suite::builder().rogue().by_vote().build());
    let gift = json!({ "transfer": { "recipient": suite.at("governance"), "amount": "100" } });
    suite.tell_token("heir", &gift).unwrap();
    let transfer = json!({ "transfer": { "recipient": suite.at("buyer"), "amount": "1" } });
    let rules = |rules: &mut milegate_core::governance::Rules| {
        rules.uncited[0].denom = format!("cw20:{}", suite.token());
    };
    let mut new = suite.governance().rules;
    new.revision += 1;
    rules(&mut new);
    let msg = ExecuteMsg::SetRules { rules: new };
    suite.tell_governance("governance", &msg).unwrap();
    let msgs = vec![call(suite.token().as_str(), &transfer)];
    let (mut suite, id) = executable(carried(with(suite, msgs)));
    let again = ExecuteMsg::Execute { proposal_id: id };
    suite.mood(Mood {
        then: Some((
            suite.at("governance").into(),
            cosmwasm_std::to_json_binary(&again).unwrap(),
        )),
        ..Mood::default()
    });
    let before = suite.balance("buyer");
    suite.carry("stranger", id).unwrap();
    assert_eq!(suite.balance("buyer") - before, 1);
}

#[test]
fn given_it_may_be_executed_when_it_was_closed_before_it_runs() {
    let (mut suite, id) = executable(carried(paying()));
    suite.close("stranger", id).unwrap();
    suite.carry("stranger", id).unwrap();
    assert!(suite.tally(id).closed);
}

#[test]
fn given_it_may_be_executed_when_a_contract_that_it_calls_runs_other_code_it_refuses() {
    let mut suite = started();
    let source = Source::default();
    let [contract, other] = [(); 2].map(|()| suite.source(&source, Some("stranger")));
    let [code, new] = [&contract, &other].map(|contract| {
        let info = suite.chain.contract_info(contract).unwrap();
        suite.chain.code_info(info.code_id).unwrap()
    });
    let msgs = vec![call(contract.as_str(), &source)];
    let (mut suite, id) = executable(carried(with(suite, msgs)));
    let stranger = suite.at("stranger");
    let moves = |suite: &mut Suite, code| {
        let moved = suite.chain.migrate(&stranger, &contract, code, &json!({}));
        moved.unwrap();
    };
    moves(&mut suite, new);
    let text = format!(
        "{contract} ran code {} when this was proposed, and runs {}",
        code.id, new.id
    );
    suite.refuses(&text, |suite| suite.carry("stranger", id));
    moves(&mut suite, code);
    suite.carry("stranger", id).unwrap();
}

#[test]
fn given_it_may_be_executed_when_its_payments_would_touch_deposits_it_refuses() {
    let limits = |msg: &mut milegate_api::governance::InstantiateMsg| {
        msg.rules.uncited[0].denom = BOND_DENOM.into();
    };
    let mut suite = begin(Suite::builder().rules(limits).build());
    suite.gift("governance", 0, 40);
    let msgs = vec![pay_bonds(&suite, 41)];
    let (mut suite, id) = executable(carried(with(suite, msgs)));
    let text = "41 are paid, 40 are held above the deposits of 500";
    suite.refuses(text, |suite| suite.carry("stranger", id));
    suite.gift("governance", 0, 1);
    suite.carry("stranger", id).unwrap();
    assert_eq!(held(&suite), [DEPOSIT, DEPOSIT, 0]);
}

#[test]
fn given_it_may_be_executed_when_others_have_deposits_it_counts_them_all() {
    let limits = |msg: &mut milegate_api::governance::InstantiateMsg| {
        msg.rules.uncited[0].denom = BOND_DENOM.into();
    };
    let mut suite = begin(Suite::builder().rules(limits).build());
    suite.gift("governance", 0, 40);
    let msgs = vec![pay_bonds(&suite, 30), pay_bonds(&suite, 11)];
    let (mut suite, id) = executable(carried(with(suite, msgs)));
    suite.ask_community("ana", "why?", &["yes", "no"]).unwrap();
    let text = "41 are paid, 40 are held above the deposits of 1000";
    suite.refuses(text, |suite| suite.carry("stranger", id));
    suite.close("stranger", id).unwrap();
    let text = "41 are paid, 40 are held above the deposits of 500";
    suite.refuses(text, |suite| suite.carry("stranger", id));
}

#[test]
fn given_it_may_be_executed_when_it_instantiates_pinned_code_it_does() {
    if is_native() {
        return;
    }
    let mut suite = started();
    let code = suite.code_of("group");
    let msg = cosmwasm_std::WasmMsg::Instantiate {
        admin: None,
        code_id: code.id,
        msg: cosmwasm_std::to_json_binary(&json!({ "admin": null, "members": [] })).unwrap(),
        funds: vec![],
        label: "group".into(),
    };
    let pin = CodePin {
        code_id: code.id,
        checksum: HexBinary::from(code.checksum.as_slice()),
    };
    let receipt = suite.propose_more("vera", vec![msg.into()], None, vec![pin]);
    let id = opened(&receipt.unwrap());
    let (mut suite, id) = executable(carried((suite, id)));
    let receipt = suite.carry("stranger", id).unwrap();
    assert!(receipt.events.iter().any(|event| event.ty == "instantiate"));
}

#[test]
fn given_it_may_be_executed_when_funds_are_attached_it_refuses() {
    let (mut suite, proposal_id) = executable(carried(paying()));
    let msg = ExecuteMsg::Execute { proposal_id };
    let text = "the message takes no funds, sent 1ubond";
    suite.refuses(text, |suite| {
        suite.send("vera", "governance", &msg, &bond(1))
    });
}
