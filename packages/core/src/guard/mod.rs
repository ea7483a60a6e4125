//! The supply-shock guard: a bound on what may vest in any period, proved once at sealing as a
//! property of the plan, so that nothing has to be queued or counted later.
//!
//! `V(t + period) - V(t) <= bound + lot x (terminations in that time)` for every `t`, whatever
//! opens in whatever order. The bound is on vesting: a late claimer may draw several periods at
//! once.

mod per_lot;
mod window;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use crate::ledger::limits::duration;
use crate::ledger::{LedgerError, Schedule, sum};

pub use per_lot::{ServiceCliff, most_per_lot};
pub use window::most;

/// A limit on what may vest per period, for one category or for the whole vault.
#[cw_serde]
pub struct Guard {
    /// The most that may vest within any `period`, in base units.
    pub limit: Uint128,
    /// Length of the sliding period, in seconds.
    pub period: u64,
}

/// A schedule of a category and the lots granted under it.
#[derive(Clone, Copy, Debug)]
pub struct Commitment<'a> {
    /// Its rules.
    pub schedule: &'a Schedule,
    /// Lots granted under it.
    pub lots: u64,
}

/// A category as a guard sees it.
#[derive(Clone, Debug, Default)]
pub struct Exposure<'a> {
    /// Its schedules.
    pub schedules: Vec<Commitment<'a>>,
    /// Lots held back for later grants under any of them.
    pub reserve: u64,
}

/// When milestones can end, as far as a guard must know.
#[derive(Clone, Copy)]
pub struct Openings<'a> {
    /// Seconds from a milestone's end to its gates' opening.
    pub notice: u64,
    /// A milestone's start; none if it is unknown, which counts as at any time.
    pub start: &'a dyn Fn(&str) -> Option<u64>,
}

impl Guard {
    /// Refuses a period that is no duration.
    pub fn validate(&self) -> Result<(), LedgerError> {
        duration(self.period)
    }

    /// Whether categories that can release at most `bound` within its period keep it.
    pub fn holds(&self, bound: Uint128) -> bool {
        bound <= self.limit
    }
}

/// The most that may vest in these categories within any `period`: the tightest limit that a
/// guard over them can promise.
pub fn bound(
    categories: &[Exposure],
    period: u64,
    openings: Openings,
) -> Result<Uint128, LedgerError> {
    let mut parts = Vec::new();
    for category in categories {
        let mut most_reserved = 0;
        for commitment in &category.schedules {
            let cliff = ServiceCliff::of(commitment.schedule, openings);
            let per_lot = most_per_lot(commitment.schedule, period, cliff)?;
            parts.push(times(commitment.lots, per_lot)?);

            // Cohorts assigned from a reserve start later, so their cliff can always jump.
            let late = most_per_lot(commitment.schedule, period, ServiceCliff::Jumps)?;
            most_reserved = late.max(most_reserved);
        }
        parts.push(times(category.reserve, most_reserved)?);
    }
    sum(parts)
}

fn times(lots: u64, per_lot: u64) -> Result<Uint128, LedgerError> {
    Uint128::from(lots)
        .checked_mul(Uint128::from(per_lot))
        .map_err(|_| LedgerError::Overflow {})
}
