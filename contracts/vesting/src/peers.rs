//! What the vault reads of others, and of each answer only what it needs: raw keys of its
//! `milestones`, what the chain says of a contract's code, and the bank.

use cosmwasm_std::{
    Addr, BankQuery, Coin, HexBinary, QuerierWrapper, QueryRequest, StdError, StdResult, Uint128,
    WasmQuery, from_json, to_json_binary,
};
use cw20::Cw20QueryMsg;
use milegate_api::common::Denom;
use milegate_api::core::Conclusion;
use milegate_api::lean::Lean;
use milegate_api::milestones::raw;
use milegate_api::vesting::Assumed;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::Result;
use crate::view::ScheduleView;

/// What the milestones contract concluded, each milestone read at most once per message.
pub struct Conclusions<'a> {
    querier: QuerierWrapper<'a>,
    milestones: Addr,
    known: Vec<(String, Option<Conclusion>)>,
    assumed: Vec<Assumed>,
}

impl<'a> Conclusions<'a> {
    pub fn new(querier: QuerierWrapper<'a>, milestones: Addr) -> Conclusions<'a> {
        Conclusions {
            querier,
            milestones,
            known: Vec::new(),
            assumed: Vec::new(),
        }
    }

    /// The same, with assumptions for milestones that have not ended.
    pub fn assuming(self, assumed: Vec<Assumed>) -> Conclusions<'a> {
        Conclusions { assumed, ..self }
    }

    /// How a milestone ended; none if it has not.
    pub fn look(&mut self, milestone: &str) -> Result<Option<Conclusion>> {
        if let Some((_, known)) = self.known.iter().find(|(name, _)| name == milestone) {
            return Ok(*known);
        }

        let key = raw::CONCLUSIONS.key(milestone);
        let concluded: Option<Conclusion> = read(&self.querier, &self.milestones, &key)?;
        let assumed = self.assumed.iter().find(|a| a.milestone == milestone);
        let conclusion = concluded.or(assumed.map(|assumed| assumed.conclusion));
        self.known.push((milestone.to_owned(), conclusion));
        Ok(conclusion)
    }
}

/// What is needed of any other answer. One type for all: every further one costs kilobytes of Wasm.
#[derive(Deserialize)]
struct Answer {
    /// Of a milestone's terms.
    start: Option<u64>,
    /// Of the wiring of `milestones`.
    vaults: Option<Vec<Addr>>,
    /// Of the chain's contract info.
    code_id: Option<u64>,
    admin: Option<Addr>,
    /// Of the chain's code info.
    checksum: Option<HexBinary>,
    /// Of the bank's balance and supply.
    amount: Option<Coin>,
    /// Of a token's.
    balance: Option<Uint128>,
    total_supply: Option<Uint128>,
}

/// The code of a contract and who could change it.
pub struct Code {
    pub checksum: HexBinary,
    pub admin: Option<Addr>,
}

/// When each milestone that any of these schedules names starts; none if there is no such
/// milestone.
pub fn starts<'a>(
    querier: &QuerierWrapper,
    milestones: &Addr,
    schedules: &'a [ScheduleView],
) -> StdResult<Vec<(&'a str, Option<u64>)>> {
    let mut starts: Vec<(&str, Option<u64>)> = Vec::new();
    for schedule in schedules {
        for name in schedule.rules().milestones() {
            if starts.iter().all(|(known, _)| *known != name) {
                let terms: Option<Answer> = read(querier, milestones, &raw::TERMS.key(name))?;
                let start =
                    terms.map(|terms| terms.start.ok_or_else(|| StdError::not_found("start")));
                starts.push((name, start.transpose()?));
            }
        }
    }
    Ok(starts)
}

/// Whether the holders of `vault` are barred from attesting.
pub fn lists_vault(querier: &QuerierWrapper, milestones: &Addr, vault: &Addr) -> StdResult<bool> {
    let config: Option<Answer> = read(querier, milestones, raw::CONFIG.as_slice())?;
    let vaults = config.and_then(|config| config.vaults);
    Ok(vaults.is_some_and(|vaults| vaults.contains(vault)))
}

/// What the chain says of a contract.
pub fn code(querier: &QuerierWrapper, contract: &Addr) -> StdResult<Code> {
    let info = ask(
        querier,
        WasmQuery::ContractInfo {
            contract_addr: contract.to_string(),
        },
    )?;
    let code_id = info.code_id.ok_or_else(|| StdError::not_found("code_id"))?;
    let code = ask(querier, WasmQuery::CodeInfo { code_id })?;
    let checksum = code
        .checksum
        .ok_or_else(|| StdError::not_found("checksum"))?;
    Ok(Code {
        checksum,
        admin: info.admin,
    })
}

/// What an account has of an asset.
pub fn balance(
    querier: &QuerierWrapper,
    account: &Addr,
    asset: &Denom<Addr>,
) -> StdResult<Uint128> {
    let address = account.to_string();
    match asset {
        Denom::Native(denom) => {
            let denom = denom.clone();
            coin(ask(querier, BankQuery::Balance { address, denom })?)
        }
        Denom::Cw20(token) => {
            let answer = smart(querier, token, &Cw20QueryMsg::Balance { address })?;
            answer.balance.ok_or_else(|| StdError::not_found("balance"))
        }
    }
}

/// How much there is of an asset.
pub fn supply(querier: &QuerierWrapper, asset: &Denom<Addr>) -> StdResult<Uint128> {
    match asset {
        Denom::Native(denom) => {
            let denom = denom.clone();
            coin(ask(querier, BankQuery::Supply { denom })?)
        }
        Denom::Cw20(token) => {
            let answer = smart(querier, token, &Cw20QueryMsg::TokenInfo {})?;
            answer
                .total_supply
                .ok_or_else(|| StdError::not_found("total_supply"))
        }
    }
}

fn coin(answer: Answer) -> StdResult<Uint128> {
    let coin = answer.amount;
    coin.map(|coin| coin.amount)
        .ok_or_else(|| StdError::not_found("amount"))
}

fn smart(querier: &QuerierWrapper, contract: &Addr, question: &Cw20QueryMsg) -> StdResult<Answer> {
    ask(
        querier,
        WasmQuery::Smart {
            contract_addr: contract.to_string(),
            msg: to_json_binary(question)?,
        },
    )
}

fn ask(querier: &QuerierWrapper, question: impl Into<QueryRequest>) -> StdResult<Answer> {
    querier.query(&question.into()).map(|Lean(answer)| answer)
}

fn read<T: DeserializeOwned>(
    querier: &QuerierWrapper,
    contract: &Addr,
    key: &[u8],
) -> StdResult<Option<T>> {
    let Some(record) = querier.query_wasm_raw(contract, key)? else {
        return Ok(None);
    };
    from_json(record).map(|Lean(record)| Some(record))
}
