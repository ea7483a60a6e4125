//! What happens once, and in order: D15, D16.

use cosmwasm_std::CosmosMsg;
use cw3::Vote;
use milegate_api::common::Denom;
use milegate_api::governance::{ExecuteMsg, MigrateMsg};
use milegate_core::governance::Status;
use milegate_tests::governance::{call, opened, pay, terms, to_itself};
use milegate_tests::suite::{DENOM, Mood, Suite, address, count};
use serde_json::{Value, json};

use super::*;

/// What a governance is told at birth, once more.
fn setup(suite: &Suite) -> Value {
    let denom = Denom::Native(DENOM.into());
    let [stake, heir, hire] = ["stake", "heir", "hire"].map(|who| suite.at(who));
    let msg = terms(&stake, &heir, &[hire], denom);
    serde_json::to_value(msg).unwrap()
}

#[test]
fn d15_no_contract_is_born_twice() {
    let mut suite = started(Suite::builder());
    let setup = setup(&suite);
    for who in ["deployer", "governance", "vera"] {
        for contract in ["governance", "stake", "vault", "milestones"] {
            for msg in [
                setup.clone(),
                json!({ "instantiate": setup }),
                json!({ "migrate": {} }),
            ] {
                let before = suite.chain.state_hash();
                suite.send(who, contract, &msg, &[]).expect_err(contract);
                assert_eq!(suite.chain.state_hash(), before);
            }
        }
    }
}

#[test]
fn d15_a_migration_changes_no_byte_of_the_state() {
    let mut suite = rich(Suite::builder());
    let msgs = vec![pay(&suite, "buyer", 10)];
    backed(&mut suite, "vera", msgs, &["vera"]);
    let (governance, code) = (suite.at("governance"), next_code(&mut suite));
    let before = suite.chain.dump(&governance);
    suite
        .chain
        .migrate(&governance, &governance, code, &MigrateMsg {})
        .unwrap();
    assert_eq!(suite.chain.dump(&governance), before);
    assert_eq!(
        suite.chain.contract_info(&governance).unwrap().code_id,
        code.id
    );
}

#[test]
fn d15_a_migration_takes_no_setup() {
    let mut suite = started(Suite::builder());
    let (governance, code) = (suite.at("governance"), next_code(&mut suite));
    let setup = setup(&suite);
    let parts = setup.as_object().unwrap().clone();
    let single = parts.into_iter().map(|(name, part)| json!({ name: part }));
    for payload in single.chain([setup, json!({ "msg": {} })]) {
        let before = suite.chain.state_hash();
        let refused = suite
            .chain
            .migrate(&governance, &governance, code, &payload);
        refused.expect_err("a migration takes nothing");
        assert_eq!(suite.chain.state_hash(), before);
    }
}

#[test]
fn d15_a_migration_with_setup_fails_when_the_proposal_runs_and_takes_all_back() {
    let mut suite = started(Suite::builder());
    let code = next_code(&mut suite);
    let migrate: CosmosMsg = cosmwasm_std::WasmMsg::Migrate {
        contract_addr: suite.at("governance").into(),
        new_code_id: code.id,
        msg: to_json_binary(&setup(&suite)).unwrap(),
    }
    .into();
    let id = opened(
        &suite
            .propose_more("vera", vec![migrate], None, vec![pin(code)])
            .unwrap(),
    );
    say_yes(&mut suite, id, &OTHERS);
    ripens(&mut suite, id);
    let before = suite.chain.state_hash();
    suite
        .carry("stranger", id)
        .expect_err("a migration takes nothing");
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn d16_a_proposal_that_acts_on_proposals_is_refused() {
    let mut suite = started(Suite::builder());
    let proposal_id = 1;
    for msg in [
        ExecuteMsg::Execute { proposal_id },
        ExecuteMsg::Vote {
            proposal_id,
            vote: Vote::Yes,
        },
        ExecuteMsg::Close { proposal_id },
        ExecuteMsg::Cancel { proposal_id },
    ] {
        let msgs = vec![to_itself(&suite, &msg)];
        let text = "a proposal cannot act on proposals";
        suite.refuses(text, |suite| suite.propose("vera", msgs));
    }
}

/// A token of which the governance has 1,000, and a payment of it that calls back.
fn callback(msg: &ExecuteMsg) -> (Suite, u64) {
    let mut suite = started(Suite::builder().rogue());
    let governance = suite.at("governance");
    let mint = json!({ "mint": { "recipient": governance, "amount": "1000" } });
    suite.tell_token("stranger", &mint).unwrap();
    let then = Some((governance.to_string(), to_json_binary(msg).unwrap()));
    suite.mood(Mood {
        then,
        ..Mood::default()
    });
    let transfer = json!({ "transfer": { "recipient": address("buyer"), "amount": "300" } });
    let msgs = vec![call(suite.token().as_str(), &transfer)];
    let id = backed(&mut suite, "vera", msgs, &OTHERS);
    ripens(&mut suite, id);
    (suite, id)
}

#[test]
fn d16_a_proposal_that_comes_back_to_itself_runs_once() {
    let proposal_id = 1;
    for msg in [
        ExecuteMsg::Execute { proposal_id },
        ExecuteMsg::Vote {
            proposal_id,
            vote: Vote::No,
        },
        ExecuteMsg::Cancel { proposal_id },
    ] {
        let (mut suite, id) = callback(&msg);
        let mut receipt = None;
        let paid = suite.gain("buyer", |suite| {
            let carried = suite.carry("stranger", id)?;
            receipt = Some(carried.clone());
            Ok(carried)
        });
        assert_eq!(paid, 300, "{msg:?}");
        assert_eq!(count(&receipt.unwrap(), "governance_executed"), 1);
        assert!(matches!(suite.status(id), Status::Executed { .. }));
    }
}

#[test]
fn d16_a_deposit_that_is_released_while_its_proposal_runs_is_released_once() {
    let (mut suite, id) = callback(&ExecuteMsg::Close { proposal_id: 1 });
    let before = suite.bonds("vera");
    suite.carry("stranger", id).unwrap();
    let _ = suite.close("stranger", id);
    let deposit = milegate_tests::governance::DEPOSIT;
    assert_eq!(
        (suite.bonds("vera") - before, suite.bonds("governance")),
        (deposit, 0)
    );
}

#[test]
fn d16_through_a_multisig_as_a_relay_it_is_harmless() {
    let mut suite = rich(Suite::builder());
    let flex = suite.multisig();
    let id = 1;
    let again = to_itself(&suite, &ExecuteMsg::Execute { proposal_id: id });
    suite.prepares(&flex, vec![again]);
    let msgs = vec![pay(&suite, "buyer", 300), call(flex.as_str(), &relay(1))];
    backed(&mut suite, "vera", msgs, &OTHERS);
    ripens(&mut suite, id);
    let before = suite.chain.state_hash();
    let refused = suite.carry("stranger", id).unwrap_err();
    assert!(
        refused.reason.starts_with("the proposal was executed at"),
        "{refused}"
    );
    assert_eq!(suite.chain.state_hash(), before);
}

#[test]
fn d16_messages_run_in_the_order_that_was_voted_on() {
    let mut suite = rich(Suite::builder());
    let amounts = [3, 1, 4, 15, 9, 2, 6];
    let msgs = amounts.map(|amount| pay(&suite, "buyer", amount)).to_vec();
    let id = backed(&mut suite, "vera", msgs, &["vera"]);
    ripens(&mut suite, id);
    let receipt = suite.carry("stranger", id).unwrap();
    let events = receipt.events.iter().filter(|event| event.ty == "transfer");
    let paid: Vec<String> = events
        .map(|event| {
            event
                .attributes
                .iter()
                .find(|a| a.key == "amount")
                .unwrap()
                .value
                .clone()
        })
        .collect();
    assert_eq!(paid, amounts.map(|amount| format!("{amount}utok")));
}
