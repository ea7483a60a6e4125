//! Governance by vote: the canonical plan with a stake and a governance that is the witness of
//! `listing`, the court of the other milestones, and the vault's governance.

mod acts;
mod found;
mod multisig;
mod rules;
mod source;
mod verbs;

pub use acts::{
    attest, attest_listing, burn, call, new_guardian, new_rules, new_suite, pay, retract_listing,
    to_itself,
};
pub(crate) use rules::stake as stake_terms;
pub use rules::{DEPOSIT, GUARD_EXPIRES, UNCITED, VOTING, rule, rules, terms};
pub use source::Source;
pub use verbs::opened;

use cosmwasm_std::{Addr, coin, to_json_binary};
use embedded_chain::{Chain, Code};
use serde_json::json;

use crate::suite::{DENOM, address, is_native, wasm};

/// Everybody who has staked before a test begins, and how many thousand tokens: `ana` and `ben` hold
/// grants, the others none. A million in all.
pub const STAKED: [(&str, u64); 5] = [
    ("ana", 300),
    ("ben", 100),
    ("vera", 350),
    ("vito", 150),
    ("vlad", 100),
];

/// Base units that weigh 1: one whole token.
pub const WEIGHT: u128 = 1_000_000;

/// The stake and the governance of a deployed plan.
#[derive(Clone, Debug)]
pub struct Voting {
    /// The stake.
    pub stake: Addr,
    /// The governance.
    pub governance: Addr,
}

/// The codes that a vote takes.
#[derive(Clone, Copy)]
pub(crate) struct Codes {
    pub stake: Code,
    pub governance: Code,
}

pub(crate) fn store(chain: &mut Chain) -> Codes {
    if is_native() {
        return native(chain);
    }
    let mut code = |name: &str| chain.store_code(&wasm(name)).expect("a sound artifact");
    Codes {
        stake: code("milegate_stake"),
        governance: code("milegate_governance"),
    }
}

fn native(chain: &mut Chain) -> Codes {
    use cw_multi_test::ContractWrapper;
    let stake = ContractWrapper::new(
        milegate_stake::contract::execute,
        milegate_stake::contract::instantiate,
        milegate_stake::contract::query,
    );
    let governance = ContractWrapper::new(
        milegate_governance::execute,
        milegate_governance::instantiate,
        milegate_governance::query,
    )
    .with_migrate(milegate_governance::migrate);
    Codes {
        stake: chain.store_native(Box::new(stake)),
        governance: chain.store_native(Box::new(governance)),
    }
}

/// Whoever is to vote stakes, a block before anything is proposed.
pub(crate) fn stake(
    chain: &mut Chain,
    stake: &Addr,
    token: Option<&Addr>,
    staked: &[(String, u64)],
) {
    for (who, thousands) in staked {
        let who = Addr::unchecked(address(who));
        let amount = u128::from(*thousands) * 1_000 * WEIGHT;
        let staked = match token {
            None => chain.execute(
                &who,
                stake,
                &milegate_api::stake::ExecuteMsg::Bond {},
                &[coin(amount, DENOM)],
            ),
            Some(token) => {
                let bond = to_json_binary(&milegate_api::stake::ReceiveMsg::Bond {});
                let send = json!({ "send": {
                    "contract": stake,
                    "amount": amount.to_string(),
                    "msg": bond.expect("JSON"),
                } });
                chain.execute(&who, token, &send, &[])
            }
        };
        staked.expect("a stake that its owner has");
    }
    chain.advance_blocks(1);
}
