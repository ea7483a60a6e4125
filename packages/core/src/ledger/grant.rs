use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint64, Uint128};

use super::math::{difference, minus, sum, times};
use super::{Figures, LedgerError, PerLot};

/// Whether the holder still serves.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Tenure {
    /// He serves, or his schedule asks for no service.
    Serving {},
    /// He was terminated; these lots were served and are his.
    Left {
        /// Lots kept.
        kept: Uint64,
    },
    /// He gave up what he had not claimed.
    Renounced {},
}

/// One beneficiary's lots under one schedule.
#[cw_serde]
pub struct Grant {
    /// Its size, in lots.
    pub lots: Uint64,
    /// Paid so far, base units.
    pub claimed: Uint128,
    /// Whether its holder still serves.
    pub tenure: Tenure,
}

impl Grant {
    /// What has vested: never falls, except by renouncing.
    pub fn vested(&self, per_lot: &PerLot) -> Uint128 {
        match self.tenure {
            Tenure::Serving {} => times(self.lots.u64(), per_lot.vested),
            Tenure::Left { kept } => times(kept.u64(), per_lot.unlocked),
            Tenure::Renounced {} => self.claimed,
        }
    }

    /// What is lost to the sink.
    pub fn forfeited(&self, per_lot: &PerLot) -> Result<Uint128, LedgerError> {
        match self.tenure {
            Tenure::Serving {} => Ok(times(self.lots.u64(), per_lot.dead)),
            Tenure::Left { kept } => {
                let unserved = minus(self.lots.u64(), kept.u64())?;
                sum([
                    times(unserved, per_lot.lot),
                    times(kept.u64(), per_lot.dead),
                ])
            }
            Tenure::Renounced {} => difference(self.total(per_lot), self.claimed),
        }
    }

    /// Its size in base units.
    pub fn total(&self, per_lot: &PerLot) -> Uint128 {
        times(self.lots.u64(), per_lot.lot)
    }

    /// All its figures.
    pub fn figures(&self, per_lot: &PerLot) -> Result<Figures, LedgerError> {
        Figures::new(
            self.total(per_lot),
            self.vested(per_lot),
            self.claimed,
            self.forfeited(per_lot)?,
        )
    }

    /// Claims everything vested: marks it paid and says how much that was.
    pub fn claim(&mut self, per_lot: &PerLot) -> Result<Uint128, LedgerError> {
        let vested = self.vested(per_lot);
        let due = difference(vested, self.claimed)?;
        self.claimed = vested;
        Ok(due)
    }
}
