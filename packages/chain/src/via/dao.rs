//! Proposals of a DAO of DAO DAO, as its contracts read them: `dao-dao-core`, `dao-proposal-single` and
//! `dao-pre-propose-single` of crates.io, 2.6.0 (github.com/DA0-DA0/dao-contracts).

use cosmwasm_std::{Coin, Uint128};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::ChainError;
use crate::node::Node;

/// How many of a DAO's modules are looked at.
const MODULES: u32 = 10;

/// Where a DAO takes proposals that are voted up or down.
#[derive(Debug)]
pub(super) enum Door {
    /// At its proposal module, from anybody.
    Module(String),
    /// At the module before it, which asks who proposes and takes deposits.
    PrePropose(String),
}

impl Door {
    /// That of the first active module of single choice.
    pub(super) fn of(node: &Node, core: &str) -> Result<Self, ChainError> {
        let listed =
            json!({ "active_proposal_modules": { "start_after": null, "limit": MODULES } });
        let modules: Vec<Module> = node.query(core, &listed)?;
        for Module { address } in modules {
            let info: Info = node.query(&address, &json!({ "info": {} }))?;
            if info.info.contract.ends_with("dao-proposal-single") {
                let policy: Value =
                    node.query(&address, &json!({ "proposal_creation_policy": {} }))?;
                return Ok(Door::under(address, &policy));
            }
        }
        let what = format!("dao {core}");
        let why = "it has no active module of single choice (dao-proposal-single)";
        Err(ChainError::refused(what, why))
    }

    fn under(module: String, policy: &Value) -> Self {
        match policy["module"]["addr"].as_str() {
            Some(before) => Door::PrePropose(before.to_owned()),
            None => Door::Module(module),
        }
    }

    /// The contract that takes the proposal.
    pub(super) fn into_address(self) -> String {
        match self {
            Door::Module(address) | Door::PrePropose(address) => address,
        }
    }

    /// Its message.
    pub(super) fn propose(&self, title: &str, description: &str, msgs: &[Value]) -> Value {
        let proposal = json!({ "title": title, "description": description, "msgs": msgs });
        let propose = json!({ "propose": proposal });
        match self {
            Door::Module(_) => propose,
            Door::PrePropose(_) => json!({ "propose": { "msg": propose } }),
        }
    }

    /// The coins that it asks for; of a token the proposer must have allowed it to take as many.
    pub(super) fn deposit(&self, node: &Node, proposer: &str) -> Result<Vec<Coin>, ChainError> {
        let Door::PrePropose(module) = self else {
            return Ok(vec![]);
        };
        let config: Config = node.query(module, &json!({ "config": {} }))?;
        let Some(Deposit { denom, amount }) = config.deposit_info else {
            return Ok(vec![]);
        };
        let token = match denom {
            Denom::Native(denom) => return Ok(vec![Coin::new(amount, denom)]),
            Denom::Cw20(token) => token,
        };
        let asked = json!({ "allowance": { "owner": proposer, "spender": module } });
        let allowed: Allowance = node.query(&token, &asked)?;
        match allowed.allowance >= amount {
            true => Ok(vec![]),
            false => Err(ChainError::refused(
                format!("dao module {module}"),
                format!(
                    "a proposal costs {amount} of token {token}, and {proposer} lets it take {}: tell the token \
                     {{\"increase_allowance\":{{\"spender\":\"{module}\",\"amount\":\"{amount}\"}}}} first",
                    allowed.allowance
                ),
            )),
        }
    }
}

#[derive(Deserialize)]
struct Module {
    address: String,
}

#[derive(Deserialize)]
struct Info {
    info: Version,
}

#[derive(Deserialize)]
struct Version {
    contract: String,
}

#[derive(Deserialize)]
struct Config {
    deposit_info: Option<Deposit>,
}

#[derive(Deserialize)]
struct Deposit {
    denom: Denom,
    amount: Uint128,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Denom {
    Native(String),
    Cw20(String),
}

#[derive(Deserialize)]
struct Allowance {
    allowance: Uint128,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ProposalCreationPolicy` of dao-voting 2.6.0, `src/pre_propose.rs`.
    #[test]
    fn the_policy_says_who_takes_proposals() {
        let door = |policy: Value| Door::under("module".into(), &policy).into_address();
        assert_eq!(door(json!({ "anyone": {} })), "module");
        assert_eq!(door(json!({ "module": { "addr": "before" } })), "before");
    }

    /// `ExecuteMsg::Propose(SingleChoiceProposeMsg)` of dao-proposal-single 2.6.0, whose `proposer` must
    /// be none, and `ExecuteMsg::Propose { msg: ProposeMessage }` of dao-pre-propose-single 2.6.0, which
    /// knows no `proposer`. Both refuse fields that they do not know; `vote` may be missing.
    #[test]
    fn the_messages_are_those_of_dao_dao() {
        let msgs = [json!({ "bank": { "send": { "to_address": "a", "amount": [] } } })];
        let proposal = json!({ "title": "T", "description": "D", "msgs": msgs });
        let module = Door::Module("m".into()).propose("T", "D", &msgs);
        assert_eq!(module, json!({ "propose": proposal }));
        let before = Door::PrePropose("p".into()).propose("T", "D", &msgs);
        assert_eq!(
            before,
            json!({ "propose": { "msg": { "propose": proposal } } })
        );
    }

    /// `Config` of dao-pre-propose-base 2.6.0 with `CheckedDepositInfo` of dao-voting 2.6.0.
    #[test]
    fn a_deposit_is_read_as_the_module_tells_it() {
        let config = json!({
            "deposit_info": { "denom": { "native": "ujuno" }, "amount": "5", "refund_policy": "always" },
            "submission_policy": { "anyone": { "denylist": [] } },
        });
        let config: Config = serde_json::from_value(config).unwrap();
        let Some(Deposit {
            denom: Denom::Native(denom),
            amount,
        }) = config.deposit_info
        else {
            panic!("no coins");
        };
        assert_eq!((denom.as_str(), amount.u128()), ("ujuno", 5));
        let free: Config = serde_json::from_value(json!({ "deposit_info": null })).unwrap();
        assert!(free.deposit_info.is_none());
    }
}
