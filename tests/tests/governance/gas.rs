//! What a proposal costs, beside a cw3 multisig on the same power source with the same texts.

use cosmwasm_std::{Addr, CosmosMsg, Decimal, Uint128, coin};
use cw_utils::{Duration, Threshold};
use cw3::Vote;
use cw3_flex_multisig::msg::{ExecuteMsg as Flex, InstantiateMsg};
use milegate_tests::governance::{attest_listing, opened, pay};
use milegate_tests::suite::{DENOM, START, Suite, is_native, wasm};
use serde_json::json;

/// A plan by vote, without deposits, and a cw3 multisig of the same voters.
fn world() -> (Suite, Addr) {
    let free = Suite::builder().rules(|msg| msg.rules.deposit = Uint128::zero());
    let mut suite = free.build();
    let code = suite.chain.store_code(&wasm("cw3_flex_multisig")).unwrap();
    let msg = InstantiateMsg {
        group_addr: suite.at("stake").into_string(),
        threshold: Threshold::ThresholdQuorum {
            threshold: Decimal::percent(50),
            quorum: Decimal::percent(20),
        },
        max_voting_period: Duration::Time(3 * 86_400),
        executor: None,
        proposal_deposit: None,
    };
    let deployer = suite.at("deployer");
    let born = suite
        .chain
        .instantiate(&deployer, code, &msg, &[], "flex", None);
    let (flex, _) = born.unwrap();
    for who in [suite.at("governance"), flex.clone()] {
        suite.chain.mint(&who, &[coin(1_000, DENOM)]);
    }
    suite.until(START + 1);
    suite.accepts_payments("buyer").unwrap();
    (suite, flex)
}

#[derive(Debug)]
struct Costs {
    propose: u64,
    vote: u64,
    execute: u64,
}

fn ours(suite: &mut Suite, msg: CosmosMsg, runs: bool) -> Costs {
    let propose = suite.propose("vito", vec![msg]).unwrap();
    let id = opened(&propose);
    suite.vote("vito", id, Vote::Yes).unwrap();
    let vote = suite.vote("vera", id, Vote::Yes).unwrap().gas_used;
    suite.voting_passes();
    suite.delay_passes(id);
    let execute = match runs {
        true => suite.carry("stranger", id).unwrap().gas_used,
        false => 0,
    };
    Costs {
        propose: propose.gas_used,
        vote,
        execute,
    }
}

fn theirs(suite: &mut Suite, flex: &Addr, msg: CosmosMsg, runs: bool) -> Costs {
    let mut tell = |who: &str, msg: &Flex| {
        let who = suite.at(who);
        suite.chain.execute(&who, flex, msg, &[]).unwrap().gas_used
    };
    let propose = Flex::Propose {
        title: "a proposal".into(),
        description: "why".into(),
        msgs: vec![msg],
        latest: None,
    };
    let vote = Flex::Vote {
        proposal_id: 1,
        vote: Vote::Yes,
    };
    let (propose, vote) = (tell("vito", &propose), tell("vera", &vote));
    let execute = match runs {
        true => tell("stranger", &Flex::Execute { proposal_id: 1 }),
        false => 0,
    };
    Costs {
        propose,
        vote,
        execute,
    }
}

/// One read, one write, one event, one smart query to a compiled cw4 group.
fn floor(suite: &mut Suite) -> u64 {
    let code = suite.chain.store_code(&wasm("milegate_floor")).unwrap();
    let [deployer, vera, group] = ["deployer", "vera", "group"].map(|who| suite.at(who));
    let born = suite
        .chain
        .instantiate(&deployer, code, &json!({}), &[], "floor", None);
    let floor = born.unwrap().0;
    let touch = json!({ "touch_and_query": { "group": group, "member": vera } });
    suite.chain.execute(&vera, &floor, &touch, &[]).unwrap();
    let receipt = suite.chain.execute(&vera, &floor, &touch, &[]);
    receipt.unwrap().gas_used
}

#[test]
fn a_proposal_costs_no_more_than_in_a_cw3_multisig() {
    if is_native() {
        return;
    }
    for (name, runs) in [("attest", false), ("pay", true)] {
        let (mut suite, flex) = world();
        let floor = floor(&mut suite);
        let msg = match runs {
            true => pay(&suite, "buyer", 10),
            false => attest_listing(&suite),
        };
        let theirs = theirs(&mut suite, &flex, msg.clone(), runs);
        let ours = ours(&mut suite, msg, runs);
        println!("{name}: ours {ours:?}, cw3-flex {theirs:?}, the floor with a query {floor}");
        assert!(
            ours.vote * 100 <= floor * 108,
            "{name}: a vote takes {}, the floor {floor}",
            ours.vote
        );
        assert!(ours.vote < theirs.vote, "{name}: {ours:?} {theirs:?}");
        assert!(
            ours.propose <= theirs.propose,
            "{name}: {ours:?} {theirs:?}"
        );
        assert!(
            ours.execute <= theirs.execute,
            "{name}: {ours:?} {theirs:?}"
        );
    }
}
