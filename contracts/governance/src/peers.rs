//! What is asked of others. Power comes from a cw4 contract that answers members and total at every
//! past height.

use cosmwasm_std::{
    Addr, BankQuery, Coin, Env, HexBinary, QuerierWrapper, QueryRequest, StdError, StdResult,
    Uint64, Uint128, WasmQuery, to_json_binary,
};
use cw4::Cw4QueryMsg;
use milegate_api::common::Denom;
use milegate_api::governance::{Suite, Token};
use milegate_api::lean::Lean;
use milegate_api::milestones::raw as milestones;
use milegate_api::stake::raw;
use serde::{Deserialize, Serialize};

use crate::ContractError;

/// What a contract, the bank or the chain answers. One type for every question: each further one
/// costs kilobytes of Wasm.
#[derive(Deserialize)]
pub struct Answer {
    /// A member's weight, or the total.
    pub weight: Option<u64>,
    /// Who may change the members, or the code.
    admin: Option<String>,
    /// Each with a weight and an address.
    pub members: Option<Vec<Answer>>,
    /// A member's address.
    pub addr: Option<String>,
    /// Of the bank's balance and supply.
    amount: Option<Coin>,
    /// Of a token's supply.
    total_supply: Option<Uint128>,
    /// Of the chain about a contract.
    code_id: Option<u64>,
    /// Of the chain about a code.
    checksum: Option<HexBinary>,
    /// What a vault's supply is counted in.
    pub denom: Option<String>,
    /// The sums of a vault's supply.
    pub total: Option<Sums>,
}

/// Sums over all grants of a vault.
#[derive(Deserialize)]
pub struct Sums {
    /// What they were paid.
    pub claimed: Uint128,
}

/// Asks a contract.
pub fn smart(
    querier: &QuerierWrapper,
    contract: &Addr,
    question: &impl Serialize,
) -> StdResult<Answer> {
    let question = WasmQuery::Smart {
        contract_addr: contract.to_string(),
        msg: to_json_binary(question)?,
    };
    chain(querier, question)
}

fn chain(querier: &QuerierWrapper, question: impl Into<QueryRequest>) -> StdResult<Answer> {
    querier.query(&question.into()).map(|Lean(answer)| answer)
}

/// What the chain says of a contract.
fn about(querier: &QuerierWrapper, contract: &Addr) -> StdResult<Answer> {
    let question = WasmQuery::ContractInfo {
        contract_addr: contract.to_string(),
    };
    chain(querier, question)
}

fn given<T>(what: &str, answer: Option<T>) -> StdResult<T> {
    answer.ok_or_else(|| StdError::not_found(what))
}

/// What an address weighed at the start of a block.
pub fn power(
    querier: &QuerierWrapper,
    source: &Addr,
    voter: &Addr,
    height: u64,
) -> StdResult<Uint64> {
    let question = Cw4QueryMsg::Member {
        addr: voter.to_string(),
        at_height: Some(height),
    };
    let answer = smart(querier, source, &question)?;

    Ok(answer.weight.unwrap_or_default().into())
}

/// The power that the whole supply of a token would carry if it were staked.
pub fn supply(querier: &QuerierWrapper, token: &Token<Addr>) -> StdResult<Uint128> {
    let supply = match &token.denom {
        Denom::Native(denom) => minted(querier, denom)?,
        Denom::Cw20(contract) => {
            let answer = smart(querier, contract, &TokenQuery::TokenInfo {})?;
            given("total_supply", answer.total_supply)?
        }
    };

    Ok(power_of(token, supply))
}

/// What exists of a denom of the bank.
pub fn minted(querier: &QuerierWrapper, denom: &str) -> StdResult<Uint128> {
    let denom = denom.to_owned();
    let answer = chain(querier, BankQuery::Supply { denom })?;
    Ok(given("amount", answer.amount)?.amount)
}

/// What an amount of a token would weigh.
pub fn power_of(token: &Token<Addr>, amount: Uint128) -> Uint128 {
    amount
        .checked_div(token.tokens_per_weight)
        .unwrap_or_default()
}

/// Refuses a power source that cannot answer members and total at a height, keeps its total under
/// other keys than cw4, or obeys somebody.
///
/// Whoever keeps no history answers for height 0 what holds at present; the first members listed
/// are asked.
pub fn check(querier: &QuerierWrapper, source: &Addr, env: &Env) -> Result<(), ContractError> {
    let refuse = |why: String| ContractError::Source {
        source_address: source.clone(),
        why,
    };
    let height = env.block.height;
    let total = |at: u64| -> Result<u64, ContractError> {
        let question = Cw4QueryMsg::TotalWeight {
            at_height: Some(at),
        };
        let answer = smart(querier, source, &question);
        let answer = answer.map_err(|error| refuse(format!("no total at a height ({error})")))?;
        let weight = answer.weight;
        weight.ok_or_else(|| refuse("no total at a height".to_owned()))
    };
    let raw = raw::total_before(querier, source, height)
        .map_err(|error| refuse(format!("no total under the keys of cw4 ({error})")))?;
    if total(height)? != raw {
        return Err(refuse("its total differs from its record".to_owned()));
    }
    if total(0)? != 0 {
        return Err(refuse("its total has no history".to_owned()));
    }

    let question = Cw4QueryMsg::ListMembers {
        start_after: None,
        limit: None,
    };
    let listed = smart(querier, source, &question)?.members;
    let probes = listed.unwrap_or_default().into_iter();
    let probes = probes.filter_map(|member| member.addr.map(Addr::unchecked));
    for member in probes.chain([env.contract.address.clone()]) {
        let weight = power(querier, source, &member, 0);
        let weight = weight.map_err(|error| refuse(format!("no member at a height ({error})")))?;
        if !weight.is_zero() {
            return Err(refuse("its members have no history".to_owned()));
        }
    }

    let keeper = smart(querier, source, &Cw4QueryMsg::Admin {})?;
    for admin in [keeper.admin, admin(querier, source)?]
        .into_iter()
        .flatten()
    {
        if admin != env.contract.address.as_str() {
            return Err(refuse(format!("{admin} is its admin")));
        }
    }

    Ok(())
}

/// What an account has of a denom of the bank.
pub fn balance(querier: &QuerierWrapper, account: &Addr, denom: &str) -> StdResult<Uint128> {
    let question = BankQuery::Balance {
        address: account.to_string(),
        denom: denom.to_owned(),
    };
    let answer = chain(querier, question)?;
    Ok(given("amount", answer.amount)?.amount)
}

/// The code that a contract runs.
pub fn code_id(querier: &QuerierWrapper, contract: &Addr) -> StdResult<u64> {
    given("code_id", about(querier, contract)?.code_id)
}

/// Refuses a suite whose milestones know of a vault that it does not list.
pub fn check_vaults(querier: &QuerierWrapper, suite: &Suite<Addr>) -> Result<(), ContractError> {
    for vault in milestones::vaults(querier, &suite.milestones)? {
        if !suite.vaults.contains(&vault) {
            let milestones = suite.milestones.clone();
            return Err(ContractError::VaultMissing { milestones, vault });
        }
    }

    Ok(())
}

/// Who may change the code of a contract.
pub fn admin(querier: &QuerierWrapper, contract: &Addr) -> StdResult<Option<String>> {
    Ok(about(querier, contract)?.admin)
}

/// SHA-256 of the Wasm of a code.
pub fn checksum(querier: &QuerierWrapper, code_id: u64) -> StdResult<HexBinary> {
    let answer = chain(querier, WasmQuery::CodeInfo { code_id })?;
    given("checksum", answer.checksum)
}

/// What is asked of a token. The messages of `cw20`, of which the rest would cost a kilobyte.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum TokenQuery {
    TokenInfo {},
}
