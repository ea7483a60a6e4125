use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_core::oracle::{Feed, Reading, Window};

use crate::common::{NextStep, PlanRef};

/// Where an oracle comes from, and who may add feeds.
#[cw_serde]
pub struct ConfigResponse {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// Who may add feeds, if anyone may.
    pub governance: Option<Addr>,
}

/// Names of feeds, in their order.
#[cw_serde]
pub struct FeedsResponse {
    /// The names.
    pub feeds: Vec<String>,
}

/// The period that runs.
#[cw_serde]
pub struct Running {
    /// Its number.
    pub period: u32,
    /// Its first instant, Unix seconds.
    pub from: u64,
    /// First instant after it, Unix seconds.
    pub until: u64,
    /// How many have reported.
    pub reporters: u32,
    /// What they weigh together.
    pub weight: Uint128,
    /// What the group weighs in it, since the first report.
    pub total: Option<Uint64>,
    /// What must report at least, since the first report.
    pub quorum: Option<Uint64>,
    /// The block at whose start weights are read: that of the first report.
    pub height: Option<u64>,
}

/// A feed and where it stands.
#[cw_serde]
pub struct FeedResponse {
    /// What was fixed when it was added.
    pub terms: Feed<Addr>,
    /// How many periods are over.
    pub over: u32,
    /// The period that runs; none before the feed's start.
    pub running: Option<Running>,
    /// The latest period with a value.
    pub latest: Option<PeriodResponse>,
    /// Periods over since then, without a value.
    pub silent: u32,
    /// Whether the raw record of its windows is behind the clock.
    pub behind: bool,
    /// Who can do what next and by when.
    pub next: Vec<NextStep>,
}

/// What a window comes to. What any oracle answers.
#[cw_serde]
pub struct ReadingResponse {
    /// What a value counts.
    pub unit: String,
    /// Digits of a value after its decimal point.
    pub decimals: u8,
    /// What was registered.
    pub window: Window,
    /// Sums and runs; none before the first period is over.
    pub reading: Option<Reading>,
    /// The mean of the values, rounded down; none without values.
    pub mean: Option<Uint128>,
    /// Whether no value lies below the registered least; none if none is registered.
    pub minimum_holds: Option<bool>,
    /// Whether no gap is longer than the registered one.
    pub gap_holds: Option<bool>,
}

/// A report.
#[cw_serde]
pub struct ReportResponse {
    /// Who reported.
    pub reporter: Addr,
    /// The value.
    pub value: Uint128,
    /// What he weighs in the period.
    pub weight: Uint64,
}

/// Reports of a period, by reporter.
#[cw_serde]
pub struct ReportsResponse {
    /// The period.
    pub period: u32,
    /// The reports.
    pub reports: Vec<ReportResponse>,
}

/// A period that has a value.
#[cw_serde]
pub struct PeriodResponse {
    /// Its number.
    pub period: u32,
    /// Its first instant, Unix seconds.
    pub from: u64,
    /// First instant after it, Unix seconds.
    pub until: u64,
    /// The median of its reports.
    pub value: Uint128,
    /// The sum of all values up to it.
    pub sum: Uint128,
    /// How many periods up to it have a value.
    pub count: u32,
}

/// Periods that have a value, oldest first. Numbers that are missing are gaps.
#[cw_serde]
pub struct PeriodsResponse {
    /// How many periods are over.
    pub over: u32,
    /// The periods.
    pub periods: Vec<PeriodResponse>,
}
