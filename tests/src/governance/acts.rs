//! Messages that proposals carry.

use cosmwasm_std::{BankMsg, CosmosMsg, WasmMsg, coins, to_json_binary};
use milegate_api::{governance, milestones};
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
    let attest = milestones::ExecuteMsg::Attest {
        milestone: "listing".into(),
        round: 1,
        witness: "vote".into(),
        as_of: START,
        valid_until: DEADLINE,
        evidence: evidence(),
    };
    call(suite.milestones.as_str(), &attest)
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
