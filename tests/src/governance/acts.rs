//! Messages that proposals carry.

use cosmwasm_std::{BankMsg, CosmosMsg, WasmMsg, coins, to_json_binary};
use milegate_api::governance::Guardian;
use milegate_api::{governance, milestones};
use milegate_core::governance::Rules;
use serde::Serialize;

use crate::suite::{DEADLINE, DENOM, START, Suite, evidence};

/// A call without funds.
pub fn call(contract: &str, msg: &impl Serialize) -> CosmosMsg {
    WasmMsg::Execute {
        contract_addr: contract.into(),
        msg: to_json_binary(msg).expect("JSON"),
        funds: vec![],
    }
    .into()
}

/// The governance testifies that `listing` was reached at the milestones' start.
pub fn attest_listing(suite: &Suite) -> CosmosMsg {
    attest(suite, "listing")
}

/// It takes that back.
pub fn retract_listing(suite: &Suite) -> CosmosMsg {
    let retract = milestones::ExecuteMsg::Retract {
        milestone: "listing".into(),
        round: 1,
        witness: "vote".into(),
    };
    call(suite.milestones.as_str(), &retract)
}

/// A payment in the vault's denom.
pub fn pay(suite: &Suite, who: &str, amount: u128) -> CosmosMsg {
    BankMsg::Send {
        to_address: suite.at(who).into_string(),
        amount: coins(amount, DENOM),
    }
    .into()
}

/// A message of the governance to itself.
pub fn to_itself(suite: &Suite, msg: &governance::ExecuteMsg) -> CosmosMsg {
    call(suite.at("governance").as_str(), msg)
}

/// Part of the treasury is burnt.
pub fn burn(amount: u128) -> CosmosMsg {
    BankMsg::Burn {
        amount: coins(amount, DENOM),
    }
    .into()
}

/// The governance testifies to a milestone, whatever its witnesses are.
pub fn attest(suite: &Suite, milestone: &str) -> CosmosMsg {
    let attest = milestones::ExecuteMsg::Attest {
        milestone: milestone.into(),
        round: 1,
        witness: "vote".into(),
        as_of: START,
        valid_until: DEADLINE,
        evidence: evidence(),
    };
    call(suite.milestones.as_str(), &attest)
}

/// It changes its own rules.
pub fn new_rules(suite: &Suite, change: impl FnOnce(&mut Rules)) -> CosmosMsg {
    let mut rules = suite.governance().rules;
    rules.revision += 1;
    change(&mut rules);
    to_itself(suite, &governance::ExecuteMsg::SetRules { rules })
}

/// It changes its guardian.
pub fn new_guardian(suite: &Suite, guardian: Option<(&str, u64)>) -> CosmosMsg {
    let guardian = guardian.map(|(who, expires)| Guardian {
        address: suite.at(who).into_string(),
        expires,
    });
    to_itself(suite, &governance::ExecuteMsg::SetGuardian { guardian })
}

/// It learns of milestones and vaults, by word or address.
pub fn new_suite(suite: &Suite, milestones: &str, vaults: &[&str]) -> CosmosMsg {
    let at = |who: &str| suite.at(who).into_string();
    let suite_msg = governance::Suite {
        milestones: at(milestones),
        vaults: vaults.iter().map(|vault| at(vault)).collect(),
    };
    to_itself(
        suite,
        &governance::ExecuteMsg::AddSuite { suite: suite_msg },
    )
}
