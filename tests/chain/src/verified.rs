//! What `milegate verify` says of a vault on a node.

use cosmwasm_std::Addr;
use milegate_chain::Node;
use milegate_plan::{Codes, Plan};
use milegate_report::contracts;
use milegate_verify::{Options, Outcome, Verification, text, verify};

use crate::artifacts;

/// Every fact of a vault beside its plan, at the node's last block; `staged` before its money came.
pub fn verified(node: &Node, vault: &str, plan: &Plan, staged: bool) -> Verification {
    let (vault, block) = (Addr::unchecked(vault), node.latest().unwrap());
    let none: [String; 0] = [];
    let wired = contracts(&node.view_at(block.clone(), none), &vault).unwrap();
    let codes = Codes::read(&artifacts().join("checksums.txt")).unwrap();
    let options = Options {
        plan: Some(plan),
        codes: Some(&codes),
        staged,
        ..Options::default()
    };
    verify(&node.view_at(block, wired), &vault, options).unwrap()
}

/// Wants every fact to hold; who can mint is not looked at where a module of the chain can.
#[track_caller]
pub fn holds(verification: &Verification) {
    assert_eq!(failing(verification), [""; 0], "{}", text(verification));
    let unseen = facts(verification, Outcome::NotChecked);
    let seen = unseen.iter().all(|fact| *fact == "token");
    assert!(seen, "{}", text(verification));
}

/// The facts that do not hold.
pub fn failing(verification: &Verification) -> Vec<&'static str> {
    facts(verification, Outcome::Fail)
}

fn facts(verification: &Verification, outcome: Outcome) -> Vec<&'static str> {
    let facts = verification.facts.iter();
    let found = facts.filter(|fact| fact.outcome == outcome);
    found.map(|fact| fact.fact).collect()
}
