//! Band's `std_reference`: query `get_reference_data` with a pair of symbols, answered by the rate
//! times 10^18 and by when each side was last brought up to date, numbers as text. Formats:
//! `README.md` of github.com/bandprotocol/band-std-reference-contracts-cosmwasm, at commit
//! 24c3a693fdd23f6beb9372f9d15bd7962c387176. Older deployments take `base_symbol` and `quote_symbol`
//! instead of the pair and need an adapter of their own.

use cosmwasm_std::{
    QuerierWrapper, StdResult, Uint64, Uint128, Uint256, WasmQuery, to_json_binary,
};
use milegate_api::adapter::ConfigResponse;
use milegate_api::lean::Lean;
use serde::{Deserialize, Serialize};

use crate::ContractError;

/// Digits of a rate after its decimal point.
const DECIMALS: u8 = 18;

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Question<'a> {
    GetReferenceData { symbol_pair: (&'a str, &'a str) },
}

#[derive(Deserialize)]
struct ReferenceData {
    rate: Uint256,
    last_updated_base: Uint64,
    last_updated_quote: Uint64,
}

/// What the source says.
pub struct Answer {
    /// The rate in the feed's decimals, rounded down.
    pub value: Uint128,
    /// When the older side was brought up to date, Unix seconds.
    pub updated: u64,
}

/// Asks the source.
pub fn ask(querier: &QuerierWrapper, config: &ConfigResponse) -> Result<Answer, ContractError> {
    let question = Question::GetReferenceData {
        symbol_pair: (&config.base, &config.quote),
    };
    let question = WasmQuery::Smart {
        contract_addr: config.feed.group.to_string(),
        msg: to_json_binary(&question)?,
    };
    let answer: StdResult<Lean<ReferenceData>> = querier.query(&question.into());
    let Lean(data) = answer?;

    Ok(Answer {
        value: scaled(data.rate, config.feed.decimals).ok_or_else(|| ContractError::Rate {
            rate: data.rate.to_string(),
        })?,
        updated: data.last_updated_base.min(data.last_updated_quote).u64(),
    })
}

/// `rate / 10^(18 - decimals)`; a feed has at most 18.
fn scaled(rate: Uint256, decimals: u8) -> Option<Uint128> {
    let digits = DECIMALS.checked_sub(decimals)?;
    let unit = Uint256::from(10u8).checked_pow(digits.into()).ok()?;

    rate.checked_div(unit).ok()?.try_into().ok()
}
