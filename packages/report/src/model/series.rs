use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use serde::{Deserialize, Serialize};

/// What was, category by category, from sealing to the block of the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Categories in the order they are stacked, bottom first.
    pub categories: Vec<String>,
    /// Points in order of time.
    pub points: Vec<HistoryPoint>,
    /// What happened to milestones.
    pub marks: Vec<Mark>,
}

/// Every category at one instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPoint {
    /// Unix seconds.
    pub at: u64,
    /// By category.
    pub parts: BTreeMap<String, Parts>,
}

/// What a granted amount is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// Paid out.
    pub claimed: Uint128,
    /// Vested and not paid out.
    pub unclaimed: Uint128,
    /// Neither vested nor forfeited.
    pub locked: Uint128,
    /// Lost to the sink.
    pub forfeited: Uint128,
}

/// Something that happened to a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Unix seconds.
    pub at: u64,
    /// The milestone.
    pub milestone: String,
    /// What happened.
    pub kind: MarkKind,
}

/// What can happen to a milestone that a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Reached.
    Reached,
    /// Missed.
    Missed,
    /// Attestations were thrown out.
    ThrownOut,
}

impl MarkKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            MarkKind::Reached => "reached",
            MarkKind::Missed => "missed",
            MarkKind::ThrownOut => "thrown out",
        }
    }
}

/// An amount at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Unix seconds.
    pub at: u64,
    /// Base units.
    pub amount: Uint128,
}

/// Calendar against milestones: released in total, and per period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Releases {
    /// Block time of the report: what is later follows from what has been decided.
    pub now: u64,
    /// If every milestone had been reached before its first date: the calendar alone.
    pub calendar: Vec<Sample>,
    /// By the conclusions there are; what waits stays locked.
    pub milestones: Vec<Sample>,
    /// Length of a bucket, seconds.
    pub period: u64,
    /// Released per period.
    pub buckets: Vec<Bucket>,
    /// The vault's guard, if it has one.
    pub guard: Option<GuardLine>,
}

/// One period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    /// First instant.
    pub from: u64,
    /// First instant after it.
    pub until: u64,
    /// Released by the calendar alone.
    pub calendar: Uint128,
    /// Released by the conclusions there are.
    pub milestones: Uint128,
}

/// A limit on what may vest per period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardLine {
    /// The limit.
    pub limit: Uint128,
    /// Its period, seconds.
    pub period: u64,
}

/// What can still be: released in total under the two extremes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fan {
    /// Milestones that have not ended.
    pub open: Vec<String>,
    /// Up to the block of the report.
    pub past: Vec<Sample>,
    /// From there, if every open milestone is reached at the earliest.
    pub reached: Vec<Sample>,
    /// From there, if every open milestone is missed at the latest.
    pub missed: Vec<Sample>,
}
