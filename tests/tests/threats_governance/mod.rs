//! Threats to a governance, by the rows of the catalogue: D1 to D19, and A9. A test is named after
//! the row that it answers.

mod added;
mod bounds;
mod class;
mod content;
mod delay;
mod every;
mod insiders;
mod money;
mod once;
mod power;
mod routes;
mod spam;
mod tail;
mod tally;

use cosmwasm_std::{Addr, CosmosMsg, Uint128, coin, to_json_binary};
use cw3::Vote;
use cw3_flex_multisig::msg::ExecuteMsg as Flex;
use embedded_chain::Code;
use milegate_api::governance::CodePin;
use milegate_api::stake;
use milegate_core::Point;
use milegate_core::governance::{Class, Refusal, Rule, Rules};
use milegate_tests::governance::{WEIGHT, opened};
use milegate_tests::suite::{Answer, Builder, DENOM, START, Suite, wasm};
use serde::Serialize;
use serde_json::json;

/// Everybody who has staked and holds no grant: 600 of 1,000.
const OTHERS: [&str; 3] = ["vera", "vito", "vlad"];

/// A plan governed by vote, once its milestones have started.
fn started(builder: Builder) -> Suite {
    let mut suite = builder.by_vote().build();
    suite.until(START + 1);
    suite
}

/// The same, with a treasury, and `buyer` who takes payments.
fn rich(builder: Builder) -> Suite {
    let mut suite = started(builder);
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &[coin(1_000, DENOM)]);
    suite.accepts_payments("buyer").unwrap();
    suite
}

/// Opens a proposal, and votes for it.
#[track_caller]
fn backed(suite: &mut Suite, by: &str, msgs: Vec<CosmosMsg>, voters: &[&str]) -> u64 {
    let id = opened(&suite.propose(by, msgs).expect("a proposal"));
    say_yes(suite, id, voters);
    id
}

#[track_caller]
fn say_yes(suite: &mut Suite, id: u64, voters: &[&str]) {
    for who in voters {
        suite.vote(who, id, Vote::Yes).expect("a ballot");
    }
}

/// The first block that may execute a proposal.
fn ripens(suite: &mut Suite, id: u64) {
    let from = suite.tally(id).executable;
    suite.until(from.time);
}

/// Goes to exactly these points on both clocks.
fn at(suite: &mut Suite, point: Point) {
    let mut block = suite.chain.block();
    block.height = point.height;
    block.time = cosmwasm_std::Timestamp::from_seconds(point.time);
    suite.chain.set_block(block);
}

fn too_early(suite: &Suite, id: u64) -> String {
    let (from, now) = (suite.tally(id).executable, suite.point());
    Refusal::TooEarly { from, now }.to_string()
}

fn no_power() -> String {
    Refusal::NoPower {}.to_string()
}

/// Stakes thousands of tokens.
fn bonds(suite: &mut Suite, who: &str, thousands: u128) -> Answer {
    let purse = [coin(thousands * 1_000 * WEIGHT, DENOM)];
    suite.send(who, "stake", &stake::ExecuteMsg::Bond {}, &purse)
}

/// Unstakes thousands of tokens.
fn unbonds(suite: &mut Suite, who: &str, thousands: u128) -> Answer {
    let tokens = Uint128::new(thousands * 1_000 * WEIGHT);
    suite.send(who, "stake", &stake::ExecuteMsg::Unbond { tokens }, &[])
}

/// What weighs in a proposal so far.
fn cast(suite: &Suite, id: u64) -> u64 {
    suite.tally(id).tally.cast().u64()
}

fn rule_of(rules: &mut Rules, class: Class) -> &mut Rule {
    match class {
        Class::Signal => &mut rules.signal,
        Class::Dispute => &mut rules.dispute,
        Class::Attest => &mut rules.attest,
        Class::Spend => &mut rules.spend,
        Class::Rules => &mut rules.rules,
        Class::Code => &mut rules.code,
    }
}

fn pin(code: Code) -> CodePin {
    CodePin {
        code_id: code.id,
        checksum: code.checksum.as_slice().into(),
    }
}

/// The code of the governance once more, under another number.
fn next_code(suite: &mut Suite) -> Code {
    suite
        .chain
        .store_code(&wasm("milegate_governance"))
        .unwrap()
}

/// A `cw20-base` that `stranger` may migrate, of which the governance has 1,000; and its code once
/// more, under another number.
fn token(suite: &mut Suite) -> (Addr, Code, Code) {
    let [code, other] = [0, 1].map(|_| suite.chain.store_code(&wasm("cw20_base")).unwrap());
    let purse = json!({ "address": suite.at("governance"), "amount": "1000" });
    let msg = json!({ "name": "token", "symbol": "TOK", "decimals": 6,
        "initial_balances": [purse], "mint": null, "marketing": null });
    let (deployer, admin) = (suite.at("deployer"), suite.at("stranger"));
    let born = suite
        .chain
        .instantiate(&deployer, code, &msg, &[], "token", Some(&admin));
    (born.unwrap().0, code, other)
}

/// Executes the multisig's proposal of this number.
fn relay(proposal_id: u64) -> Flex {
    Flex::Execute { proposal_id }
}

/// A call with coins.
fn paying(contract: &Addr, msg: &impl Serialize, amount: u128, denom: &str) -> CosmosMsg {
    cosmwasm_std::WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: to_json_binary(msg).unwrap(),
        funds: vec![coin(amount, denom)],
    }
    .into()
}
