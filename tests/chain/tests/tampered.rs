//! A deployment that is not its plan, on a node: whoever funds it sees that, and the money stays.

use cosmwasm_std::Coin;
use milegate_chain::{ChainError, NodeDriver, funding, stages};
use milegate_plan::{Deployment, Plan, Role, Step, deploy, steps};
use milegate_tests_chain::{artifacts, failing, verified};
use milegate_verify::text;
use serde_json::json;

use crate::world::{codes, empty};

#[test]
fn a_tampered_deployment_fails_and_bounces_the_money() {
    let (net, home) = empty("tampered", &["--block", "50ms"]);
    let (plan, deployer) = (home.plan(), net.client("deployer"));
    let mallory = net.address("stranger");
    let steps = tampered(&plan, deployer.address(), mallory);
    let mut told = |_: milegate_chain::Told<'_>| {};
    let mut driver = NodeDriver::new(&deployer, artifacts(), &steps, &mut told).unwrap();
    deploy(&steps, &mut driver).unwrap();

    let place = Deployment::predict(&plan, &codes(), deployer.address()).unwrap();
    let vault = &place.contracts[&Role::Vault];
    let verification = verified(net.node(), vault, &plan, true);
    let wrong = failing(&verification);
    assert_eq!(
        wrong,
        ["upgrades", "seal-digest", "grants"],
        "{}",
        text(&verification)
    );
    let said = |fact: &str| verification.fact(fact).unwrap().values.join("\n");
    assert!(
        said("upgrades").contains(&format!("{mallory} can replace its code")),
        "{}",
        said("upgrades")
    );
    assert!(said("grants").contains("ada"), "{}", said("grants"));

    // Who did not look loses nothing: the message carries the digest of the plan.
    let foundation = net.client("foundation");
    let seal = funding(&plan, &codes(), net.node(), deployer.address()).unwrap();
    let before = funds(&net, foundation.address());
    match foundation.send(&[seal], "") {
        Err(ChainError::Refused { reason, .. }) => assert!(reason.contains("digest"), "{reason}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(funds(&net, foundation.address()), before);
}

/// The plan's steps up to its money, but the first grant and the governance's code are somebody else's.
fn tampered(plan: &Plan, deployer: &str, mallory: &str) -> Vec<Step> {
    let mut steps = stages(&steps(plan, &codes(), deployer).unwrap()).0.to_vec();
    for step in &mut steps {
        match step {
            Step::Instantiate {
                role: Role::Governance,
                admin,
                ..
            } => *admin = Some(mallory.to_owned()),
            Step::Execute { msg, .. } => {
                msg["add_grants"]["grants"][0]["owner"] = json!(mallory);
                msg["add_grants"]["grants"][0]["payee"] = json!(mallory);
            }
            _ => {}
        }
    }
    steps
}

fn funds(net: &milegate_tests_chain::Localnet, address: &str) -> Coin {
    let amount = net.node().bank_balance(address, "uwld", None).unwrap();
    Coin::new(amount, "uwld")
}
