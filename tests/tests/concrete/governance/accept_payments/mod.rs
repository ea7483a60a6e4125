use milegate_api::governance::{ExecuteMsg, PayeeResponse, QueryMsg};
use milegate_tests::suite::{Suite, bond, says};

use super::kit::*;

fn accepts(suite: &Suite, who: &str) -> bool {
    let address = suite.at(who).into_string();
    let answer: PayeeResponse = suite.ask_governance(&QueryMsg::Payee { address });
    answer.accepts
}

#[test]
fn when_anyone_says_so_it_remembers() {
    let mut suite = started();
    for who in ["stranger", "ana", "vault"] {
        assert!(!accepts(&suite, who));
        let receipt = suite.accepts_payments(who).unwrap();
        let address = suite.at(who).into_string();
        let wanted = [("payee", address.as_str())];
        says(&receipt, "governance_payments_accepted", &wanted);
        assert!(accepts(&suite, who));
    }
}

#[test]
fn when_he_has_said_so_it_refuses() {
    let mut suite = started();
    let text = format!("{} accepts payments already", suite.at("buyer"));
    suite.refuses(&text, |suite| suite.accepts_payments("buyer"));
}

#[test]
fn when_funds_are_attached_it_refuses() {
    let msg = ExecuteMsg::AcceptPayments {};
    let text = "the message takes no funds, sent 1ubond";
    started().refuses(text, |suite| {
        suite.send("heir", "governance", &msg, &bond(1))
    });
}
