use cosmwasm_schema::{QueryResponses, cw_serde};
use cosmwasm_std::{HexBinary, Uint128};
use milegate_core::oracle::Feed;

// Named only in the schema, which Wasm leaves out.
#[cfg(not(target_arch = "wasm32"))]
use super::response::*;
use crate::common::PlanRef;

/// Birth of an oracle. Errors: more than 16 feeds, two of one name, terms out of bounds, a group
/// that keeps no history, obeys somebody else than governance, or could never make a value.
#[cw_serde]
pub struct InstantiateMsg {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// Who may add feeds, by (predicted) address, if anyone may.
    pub governance: Option<String>,
    /// Its first feeds.
    pub feeds: Vec<Feed<String>>,
}

/// Where a reporter's sources are kept.
#[cw_serde]
pub struct Evidence {
    /// Where the document is.
    pub uri: String,
    /// SHA-256 of the document, 32 bytes, hex.
    pub digest: HexBinary,
}

/// What an oracle can be told.
#[cw_serde]
pub enum ExecuteMsg {
    /// Says what a feed's value is in the period that runs. Final: there is one report of a reporter
    /// in a period.
    ///
    /// Who: a member of the feed's group who weighs at least a 64th of it, at the block of the
    /// period's first report. Funds: none. Effect: the report is kept until the period is over, when
    /// the median of all counts; periods that were over are closed. Events: `closed` if any,
    /// `reported`. Errors: a feed that has not started; an earlier or later period; a value off the
    /// scale; no weight, or too little; a second report.
    Report {
        /// The feed.
        feed: String,
        /// The period that runs.
        period: u32,
        /// The value, in the feed's decimals.
        value: Uint128,
        /// What it rests on.
        evidence: Evidence,
    },
    /// Closes all periods that are over, any number at the same cost: the record that others read
    /// raw is the latest again. Who calls, and when, changes nothing else.
    ///
    /// Who: anyone. Funds: none. Event: `closed`. Errors: nothing is over that is not closed.
    Advance {
        /// The feed.
        feed: String,
    },
    /// Adds a feed, for good: its terms never change.
    ///
    /// Who: governance. Funds: none. Event: `feed_added`. Errors: as at birth; a name that is taken.
    AddFeed {
        /// Its terms.
        feed: Feed<String>,
    },
}

/// What an oracle can be asked. Answers go by the clock, whether periods have been closed or not.
/// Lists are 10 long unless `limit` says otherwise, 30 at most.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Plan and governance.
    #[returns(ConfigResponse)]
    Config {},
    /// Names of feeds.
    #[returns(FeedsResponse)]
    Feeds {
        /// Name to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// Terms of a feed, the period that runs, the latest value, what can happen next.
    #[returns(FeedResponse)]
    Feed {
        /// Which.
        feed: String,
    },
    /// What a window comes to. Another oracle answers this one.
    #[returns(ReadingResponse)]
    Window {
        /// The feed.
        feed: String,
        /// The window, by its place in the feed's terms, from 0.
        window: u8,
        /// The period at whose end; the last one that is over if none.
        at: Option<u32>,
    },
    /// Reports of a period.
    #[returns(ReportsResponse)]
    Reports {
        /// The feed.
        feed: String,
        /// Which; the one that runs if none.
        period: Option<u32>,
        /// Reporter to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// Periods that have a value, oldest first.
    #[returns(PeriodsResponse)]
    Periods {
        /// The feed.
        feed: String,
        /// Period to start after.
        start_after: Option<u32>,
        /// How many.
        limit: Option<u32>,
    },
}

/// Nothing: a migration changes the code and never the state.
#[cw_serde]
pub struct MigrateMsg {}
