//! What the governance holds leaves by executed proposals alone, and deposits not even by them: D19.

use cosmwasm_std::{BankMsg, CosmosMsg, coins};
use milegate_api::governance::{DepositsResponse, QueryMsg};
use milegate_core::governance::{Payment, Refusal};
use milegate_tests::governance::{DEPOSIT, opened, pay};
use milegate_tests::suite::{BOND_DENOM, Suite};

use super::every::messages;
use super::*;

/// A treasury in both denoms, a proposal that is voted on, one that waits for its delay, one that
/// failed.
fn treasury() -> Suite {
    let free = |msg: &mut milegate_api::governance::InstantiateMsg| {
        msg.rules.uncited.push(Payment {
            denom: BOND_DENOM.into(),
            amount: 100_000u128.into(),
        });
    };
    let mut suite = rich(Suite::builder().rules(free));
    let governance = suite.at("governance");
    suite.chain.mint(&governance, &[coin(50, BOND_DENOM)]);
    let msgs = vec![pay(&suite, "buyer", 1)];
    backed(&mut suite, "vera", msgs, &["vera"]);
    let msgs = vec![pay(&suite, "buyer", 2)];
    suite.propose("vito", msgs).unwrap();
    suite.voting_passes();
    suite.tail_passes();
    let msgs = vec![pay(&suite, "buyer", 3)];
    suite.propose("vlad", msgs).unwrap();
    suite
}

/// What the governance has, deposits aside.
fn chest(suite: &Suite) -> [u128; 2] {
    let deposits: DepositsResponse = suite.ask_governance(&QueryMsg::Deposits {});
    let held = deposits.held.u128();
    [
        suite.balance("governance"),
        suite.bonds("governance") - held,
    ]
}

#[test]
fn d19_no_message_of_anybody_takes_money_out() {
    let suite = treasury();
    let before = chest(&suite);
    for who in ["stranger", "ana", "vera", "guardian", "deployer"] {
        for one in messages(&suite, who) {
            let mut suite = suite.clone();
            let _ = suite.send(who, one.contract, &one.msg, &one.coins);
            for (now, before) in chest(&suite).into_iter().zip(before) {
                assert!(now >= before, "{who} sends {}", one.name);
            }
        }
    }
}

#[test]
fn d19_nor_does_a_message_through_a_multisig() {
    let mut suite = treasury();
    let flex = suite.multisig();
    let before = chest(&suite);
    for one in messages(&suite, "vera") {
        let mut suite = suite.clone();
        let msg: CosmosMsg = cosmwasm_std::WasmMsg::Execute {
            contract_addr: suite.at(one.contract).into(),
            msg: to_json_binary(&one.msg).unwrap(),
            funds: one.coins.clone(),
        }
        .into();
        let _ = suite.through(&flex, 1, vec![msg]);
        for (now, before) in chest(&suite).into_iter().zip(before) {
            assert!(now >= before, "{}", one.name);
        }
    }
}

#[test]
fn d19_nothing_is_paid_before_a_vote_has_ended_nor_after_it_has_failed() {
    let mut suite = treasury();
    for id in [1, 3] {
        let text = too_early(&suite, id);
        suite.refuses(&text, |suite| suite.carry("stranger", id));
    }
    let refused = suite.carry("stranger", 2).unwrap_err();
    assert!(
        refused.reason.starts_with("the proposal has not passed"),
        "{refused}"
    );
}

fn bonds_to(suite: &Suite, amount: u128) -> CosmosMsg {
    BankMsg::Send {
        to_address: suite.at("buyer").into(),
        amount: coins(amount, BOND_DENOM),
    }
    .into()
}

#[test]
fn d19_deposits_of_others_are_not_paid_away() {
    let mut suite = treasury();
    suite.close("stranger", 2).unwrap();
    let msgs = vec![bonds_to(&suite, 20), bonds_to(&suite, 31)];
    let id = backed(&mut suite, "ben", msgs, &["vera"]);
    ripens(&mut suite, id);
    let (amount, free, held) = (51u128.into(), 50u128.into(), (3 * DEPOSIT).into());
    let text = Refusal::HeldDeposits { amount, free, held }.to_string();
    suite.refuses(&text, |suite| suite.carry("stranger", id));
    for id in [1, 3, id] {
        let returned = suite
            .bond_gain(["vera", "vlad", "ben"][(id as usize / 2).min(2)], |suite| {
                suite.close("stranger", id)
            });
        assert_eq!(returned, DEPOSIT as i128);
    }
    suite
        .chain
        .mint(&suite.at("governance"), &[coin(1, BOND_DENOM)]);
    suite.carry("stranger", id).unwrap();
    assert_eq!(suite.bonds("governance"), 0);
}

#[test]
fn d19_a_large_payment_needs_a_question_that_was_answered() {
    let mut suite = rich(Suite::builder());
    let msgs = vec![pay(&suite, "buyer", 1_001)];
    let text = "1001 utok are paid, 1000 need no signal: cite one that has been answered";
    suite.refuses(text, |suite| suite.propose("vera", msgs.clone()));
    let signal = opened(&suite.ask_community("vera", "pay?", &["yes", "no"]).unwrap());
    suite.answer("vera", signal, 0).unwrap();
    let early = suite.propose_more("vera", msgs.clone(), Some(signal), vec![]);
    early.expect_err("it is voted on");
    suite.voting_passes();
    suite.tail_passes();
    suite
        .propose_more("vera", msgs, Some(signal), vec![])
        .unwrap();
}
