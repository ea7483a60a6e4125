//! Who may be paid, and how much without a signal.

use cosmwasm_std::{BankMsg, CosmosMsg, WasmMsg, coins};
use milegate_tests::governance::{attest_listing, burn, call, opened, pay};
use milegate_tests::suite::{Answer, DENOM, PURSE, Suite, address};
use serde_json::json;

use super::super::kit::*;

fn to(to_address: String, amount: u128, denom: &str) -> CosmosMsg {
    let amount = coins(amount, denom);
    BankMsg::Send { to_address, amount }.into()
}

/// Pays `buyer` more than goes without a signal, citing this.
fn large(suite: &mut Suite, cites: Option<u64>) -> Answer {
    let msgs = vec![pay(suite, "buyer", 5_000)];
    suite.propose_more("ana", msgs, cites, vec![])
}

#[test]
fn given_a_payment_when_its_recipient_is_silent_it_refuses() {
    let mut suite = started();
    for who in ["heir", "vault", "governance"] {
        let at = suite.at(who);
        let text = format!("{at} has not accepted payments: let it send `accept_payments` first");
        let msgs = vec![pay(&suite, who, 10)];
        suite.refuses(&text, |suite| suite.propose("vera", msgs));
    }
}

#[test]
fn given_a_payment_when_one_of_two_recipients_is_silent_it_refuses() {
    let mut suite = started();
    let at = address("heir");
    let text = format!("{at} has not accepted payments: let it send `accept_payments` first");
    let msgs = vec![pay(&suite, "buyer", 1), pay(&suite, "heir", 1)];
    suite.refuses(&text, |suite| suite.propose("vera", msgs));
}

#[test]
fn given_a_payment_when_its_recipient_is_written_in_capitals_it_is_known() {
    let mut suite = started();
    let upper = address("buyer").to_uppercase();
    let msgs = vec![to(upper, 10, DENOM)];
    let (mut suite, id) = executable(carried(with(suite.clone(), msgs)));
    suite.carry("stranger", id).unwrap();
    assert_eq!(suite.balance("buyer"), PURSE + 10);
    let mut other = started();
    let at = address("heir");
    let text = format!("{at} has not accepted payments: let it send `accept_payments` first");
    let msgs = vec![to(at.to_uppercase(), 10, DENOM)];
    other.refuses(&text, |suite| suite.propose("vera", msgs));
}

#[test]
fn given_a_payment_when_its_recipient_is_no_address_it_refuses() {
    let mut suite = started();
    for who in ["buyer", ""] {
        let msgs = vec![to(who.into(), 10, DENOM)];
        refused(&mut suite, "Generic error: ", |suite| {
            suite.propose("vera", msgs)
        });
    }
}

#[test]
fn given_a_payment_when_it_is_the_most_it_needs_no_signal() {
    let mut suite = started();
    let most = pay(&suite, "buyer", 1_000);
    suite.propose("vera", vec![most]).unwrap();
    suite.propose("vera", vec![burn(1_000)]).unwrap();
}

#[test]
fn given_a_payment_when_it_is_more_it_refuses() {
    let mut suite = started();
    let text = "1001 utok are paid, 1000 need no signal: cite one that has been answered";
    let msgs = [
        vec![pay(&suite, "buyer", 1_001)],
        vec![burn(1_001)],
        vec![pay(&suite, "buyer", 500), burn(501)],
    ];
    for msgs in msgs {
        suite.refuses(text, |suite| suite.propose("vera", msgs));
    }
}

#[test]
fn given_a_payment_when_the_denom_is_not_listed_it_refuses() {
    let mut suite = started();
    let text = "1 uatom are paid, 0 need no signal: cite one that has been answered";
    let msgs = vec![to(address("buyer"), 1, "uatom")];
    suite.refuses(text, |suite| suite.propose("vera", msgs));
}

#[test]
fn given_a_payment_when_funds_are_attached_to_a_call_it_counts_them() {
    let mut suite = started();
    let with_funds = |suite: &Suite, amount: u128| match attest_listing(suite) {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr, msg, ..
        }) => vec![CosmosMsg::from(WasmMsg::Execute {
            contract_addr,
            msg,
            funds: coins(amount, DENOM),
        })],
        other => vec![other],
    };
    let text = "1001 utok are paid, 1000 need no signal: cite one that has been answered";
    let msgs = with_funds(&suite, 1_001);
    suite.refuses(text, |suite| suite.propose("vera", msgs));
    let msgs = with_funds(&suite, 1_000);
    suite.propose("vera", msgs).unwrap();
    assert_eq!(suite.tally(1).terms.class.word(), "spend");
}

#[test]
fn given_a_payment_when_a_token_is_paid_it_counts_that_too() {
    let mut suite = begin(Suite::builder().cw20().by_vote().build());
    let token = suite.token();
    let transfer = json!({ "transfer": { "recipient": suite.at("buyer"), "amount": "1" } });
    let text =
        format!("1 cw20:{token} are paid, 0 need no signal: cite one that has been answered");
    let msgs = vec![call(token.as_str(), &transfer)];
    suite.refuses(&text, |suite| suite.propose("vera", msgs));
    let transfer = json!({ "transfer": { "recipient": suite.at("heir"), "amount": "1" } });
    let at = address("heir");
    let text = format!("{at} has not accepted payments: let it send `accept_payments` first");
    let msgs = vec![call(token.as_str(), &transfer)];
    suite.refuses(&text, |suite| suite.propose("vera", msgs));
}

#[test]
fn given_a_payment_when_the_sum_is_out_of_range_it_refuses() {
    let mut suite = started();
    let text = "the sum of the payments is out of range";
    let msgs = vec![burn(u128::MAX), burn(1)];
    suite.refuses(text, |suite| suite.propose("vera", msgs));
}

#[test]
fn given_a_large_payment_when_an_answered_signal_is_cited_it_opens() {
    let (mut suite, id) = asking();
    suite.answer("vera", id, 0).unwrap();
    let (mut suite, id) = decided((suite, id));
    let receipt = large(&mut suite, Some(id)).unwrap();
    let asked = suite.tally(opened(&receipt)).asked;
    let milegate_api::governance::Asked::Messages { cites, .. } = asked else {
        panic!("{asked:?}")
    };
    assert_eq!(cites, Some(id));
}

#[test]
fn given_a_large_payment_when_what_is_cited_is_not_answered_it_refuses() {
    let cases = [
        (asking(), "voting"),
        (in_tail(asking()), "tail"),
        (decided(asking()), "rejected"),
        (executable(carried(paying())), "executable"),
        (disputing(), "voting"),
    ];
    for ((mut suite, id), status) in cases {
        let text = format!(
            "5000 utok are paid, 1000 need no signal: cite one that has been answered, the one \
             cited is {status}"
        );
        suite.refuses(&text, |suite| large(suite, Some(id)));
    }
}

#[test]
fn given_a_large_payment_when_what_is_cited_does_not_exist_it_refuses() {
    let (mut suite, _) = asking();
    for id in [0, 2] {
        let text = format!("no proposal {id}");
        suite.refuses(&text, |suite| large(suite, Some(id)));
    }
}

#[test]
fn given_a_payment_that_needs_none_when_something_is_cited_it_opens_all_the_same() {
    let (mut suite, id) = asking();
    let msgs = vec![pay(&suite, "buyer", 10)];
    suite.propose_more("ana", msgs, Some(id), vec![]).unwrap();
}
