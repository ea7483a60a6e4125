use cosmwasm_schema::{QueryResponses, cw_serde};
use cosmwasm_std::{Addr, Uint128};
use milegate_core::oracle::Feed;

use crate::common::PlanRef;
#[cfg(not(target_arch = "wasm32"))]
use crate::oracle::ReadingResponse;

/// Birth of an adapter; its terms are frozen by it. Errors: terms out of bounds, no slots or more
/// than 64, a pair that the source does not answer.
#[cw_serde]
pub struct InstantiateMsg {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// The feed. Its `group` is the contract that is sampled, and its quorum the part of the slots
    /// that must have a sample.
    pub feed: Feed<String>,
    /// What is priced: a symbol of the source.
    pub base: String,
    /// In what: a symbol of the source.
    pub quote: String,
    /// Seconds after which an answer of the source is too old to be taken.
    pub max_age: u64,
    /// Equal parts of a period, 3 to 64, each of which takes one sample.
    pub slots: u32,
}

/// What an adapter can be told.
#[cw_serde]
pub enum ExecuteMsg {
    /// Takes the source's answer for the slot that runs.
    ///
    /// Who: anyone, once a slot. Funds: none. Effect: the sample is kept until the period is over,
    /// when the median of all counts; periods that were over are closed. Events: `oracle_closed` if
    /// any, `sampled`. Errors: a feed that has not started, a slot that has a sample, an answer that
    /// is too old, malformed or off the scale.
    Sample {},
    /// Closes all periods that are over, as of an oracle.
    ///
    /// Who: anyone. Funds: none. Event: `oracle_closed`. Errors: nothing is over that is not closed.
    Advance {},
}

/// What an adapter can be asked.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Terms.
    #[returns(ConfigResponse)]
    Config {},
    /// What a window comes to: the question that any oracle answers.
    #[returns(ReadingResponse)]
    Window {
        /// The feed.
        feed: String,
        /// The window, by its place in the feed's terms, from 0.
        window: u8,
        /// The period at whose end; the last one that is over if none.
        at: Option<u32>,
    },
    /// Samples of the period that runs.
    #[returns(SamplesResponse)]
    Samples {},
}

/// Terms of an adapter.
#[cw_serde]
pub struct ConfigResponse {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// The feed; its `group` is the contract that is sampled.
    pub feed: Feed<Addr>,
    /// What is priced.
    pub base: String,
    /// In what.
    pub quote: String,
    /// Seconds after which an answer is too old.
    pub max_age: u64,
    /// Parts of a period.
    pub slots: u32,
}

/// An answer of the source.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Sample {
    /// The slot it was taken in, from 0.
    pub slot: u32,
    /// The value, in the feed's decimals.
    pub value: Uint128,
}

/// Samples of the period that runs.
#[cw_serde]
pub struct SamplesResponse {
    /// In the order of the slots.
    pub samples: Vec<Sample>,
}

/// Nothing: a migration changes the code and never the state.
#[cw_serde]
pub struct MigrateMsg {}
