//! What was voted on is what runs, and to whom it pays: D5, D6.

use cosmwasm_std::{BankMsg, CosmosMsg, coins};
use cw3::ProposalResponse;
use milegate_api::governance::{ExecuteMsg, MigrateMsg, QueryMsg};
use milegate_core::governance::Refusal;
use milegate_tests::governance::{call, opened, pay, to_itself};
use milegate_tests::suite::{DENOM, Suite, address};
use serde_json::json;

use super::*;

#[test]
fn d5_a_target_migrated_between_vote_and_execution_is_not_called() {
    let mut suite = started(Suite::builder());
    let (token, code, other) = token(&mut suite);
    let transfer = json!({ "transfer": { "recipient": address("buyer"), "amount": "7" } });
    let msgs = vec![call(token.as_str(), &transfer)];
    let id = backed(&mut suite, "vera", msgs, &OTHERS);
    ripens(&mut suite, id);
    let stranger = suite.at("stranger");
    suite
        .chain
        .migrate(&stranger, &token, other, &json!({}))
        .unwrap();
    let (was, is) = (code.id, other.id);
    let text = format!("{token} ran code {was} when this was proposed, and runs {is}");
    suite.refuses(&text, |suite| suite.carry("stranger", id));
    suite
        .chain
        .migrate(&stranger, &token, code, &json!({}))
        .unwrap();
    suite.carry("stranger", id).unwrap();
}

#[test]
fn d5_a_governance_that_was_migrated_meanwhile_runs_no_older_change_of_itself() {
    let mut suite = started(Suite::builder());
    let (governance, code) = (suite.at("governance"), next_code(&mut suite));
    let was = suite.chain.contract_info(&governance).unwrap().code_id;
    let migrate: CosmosMsg = cosmwasm_std::WasmMsg::Migrate {
        contract_addr: governance.to_string(),
        new_code_id: code.id,
        msg: to_json_binary(&MigrateMsg {}).unwrap(),
    }
    .into();
    let first = opened(
        &suite
            .propose_more("vera", vec![migrate], None, vec![pin(code)])
            .unwrap(),
    );
    say_yes(&mut suite, first, &OTHERS);
    let remove = to_itself(&suite, &ExecuteMsg::SetGuardian { guardian: None });
    let second = backed(&mut suite, "vera", vec![remove], &OTHERS);
    ripens(&mut suite, first);
    suite.carry("stranger", first).unwrap();
    let is = code.id;
    let text = format!("{governance} ran code {was} when this was proposed, and runs {is}");
    suite.refuses(&text, |suite| suite.carry("stranger", second));
}

#[test]
fn d5_a_proposal_is_never_rewritten() {
    let mut suite = rich(Suite::builder());
    let read = |suite: &Suite, proposal_id| -> (ProposalResponse, _) {
        let told = suite.ask_governance(&QueryMsg::Proposal { proposal_id });
        (told, suite.tally(proposal_id).asked)
    };
    let msgs = vec![pay(&suite, "buyer", 10)];
    let id = opened(&suite.propose("vera", msgs.clone()).unwrap());
    let before = read(&suite, id);
    let text = Refusal::Running {}.to_string();
    for who in ["vera", "stranger"] {
        let again = msgs.clone();
        suite.refuses(&text, |suite| suite.propose(who, again));
    }
    for amount in 11..13 {
        let other = vec![pay(&suite, "buyer", amount)];
        let next = opened(&suite.propose("vera", other).unwrap());
        assert_ne!(next, id);
        assert_ne!(read(&suite, next).0.msgs, before.0.msgs);
    }
    assert_eq!(read(&suite, id), before);
    say_yes(&mut suite, id, &["vera"]);
    ripens(&mut suite, id);
    assert_eq!(suite.gain("buyer", |suite| suite.carry("stranger", id)), 10);
    assert_eq!(read(&suite, id).0.msgs, before.0.msgs);
}

fn send(to: &str) -> CosmosMsg {
    BankMsg::Send {
        to_address: to.into(),
        amount: coins(1, DENOM),
    }
    .into()
}

#[test]
fn d6_nobody_is_paid_who_has_not_said_that_he_is_there() {
    let mut suite = rich(Suite::builder());
    let silent =
        |who: &str| format!("{who} has not accepted payments: let it send `accept_payments` first");
    let nobody = suite.chain.address("nobody has this key").into_string();
    let vault = suite.vault.to_string();
    for who in [address("stranger"), nobody, vault] {
        for text in [who.clone(), who.to_uppercase()] {
            suite.refuses(&silent(&who), |suite| {
                suite.propose("vera", vec![send(&text)])
            });
            let bundle = vec![pay(&suite, "buyer", 1), send(&text)];
            suite.refuses(&silent(&who), |suite| suite.propose("vera", bundle));
        }
    }
    suite
        .propose("vera", vec![send(&address("buyer").to_uppercase())])
        .unwrap();
}

#[test]
fn d6_a_look_alike_of_who_is_there_is_refused() {
    let mut suite = rich(Suite::builder());
    let buyer = address("buyer");
    for text in [
        buyer.replace("wasm1", "wasn1"),
        buyer.replace("wasm1", "osmo1"),
        format!("{buyer} "),
        format!("{}q", &buyer[..buyer.len() - 1]),
        format!("{}p", &buyer[..buyer.len() - 1]),
        buyer.replacen("wasm1", "wasm1l", 1),
    ] {
        let before = suite.chain.state_hash();
        if text != buyer {
            suite.propose("vera", vec![send(&text)]).expect_err(&text);
        }
        assert_eq!(suite.chain.state_hash(), before);
    }
}
