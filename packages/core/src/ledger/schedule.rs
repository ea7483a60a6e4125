use cosmwasm_std::{Uint64, Uint128};

use super::limits::{duration_and_cliff, instant, name};
use super::math::sum;
use super::{Curve, Gate, IfMissed, LedgerError, Schedule, Tranche};

impl Schedule {
    /// Refuses what the ledger cannot carry out to the last unit: see each [`LedgerError`].
    pub fn validate(&self, lot: u64) -> Result<(), LedgerError> {
        if lot == 0 {
            return Err(LedgerError::NoLot {});
        }
        if self.tranches.is_empty() || self.tranches.len() > Self::MAX_TRANCHES {
            return Err(LedgerError::TrancheCount {
                tranches: self.tranches.len(),
                max: Self::MAX_TRANCHES,
            });
        }

        for (position, tranche) in self.tranches.iter().enumerate() {
            tranche.validate(position)?;
        }
        let weights = self.tranches.iter().map(|t| Uint128::from(t.weight));
        let total = sum(weights)?;
        if total != Uint128::from(lot) {
            return Err(LedgerError::WeightsAreNotALot {
                sum: total,
                lot: Uint64::new(lot),
            });
        }

        match self.service {
            Some(service) => {
                instant(service.start)?;
                duration_and_cliff(service.length, service.cliff)
            }
            None => Ok(()),
        }
    }

    /// Milestones that a gate or a roll names, each once, in the order of the tranches.
    pub fn milestones(&self) -> Vec<&str> {
        let mut named = Vec::new();
        for milestone in self.tranches.iter().flat_map(|t| t.gate.milestones()) {
            if !named.contains(&milestone) {
                named.push(milestone);
            }
        }
        named
    }

    /// The earliest instant of a gate by time, if there is one.
    pub fn first_time_gate(&self) -> Option<u64> {
        let times = self
            .tranches
            .iter()
            .filter_map(|tranche| tranche.gate.time());
        times.min()
    }
}

impl Gate {
    /// Its instant, if it is a gate by time.
    pub fn time(&self) -> Option<u64> {
        match self {
            Gate::Time { at } => Some(*at),
            Gate::Milestone { .. } => None,
        }
    }
}

impl Tranche {
    fn validate(&self, position: usize) -> Result<(), LedgerError> {
        if self.weight.is_zero() {
            return Err(LedgerError::NoWeight { tranche: position });
        }
        self.curve.validate()?;

        let (milestone, if_missed) = match &self.gate {
            Gate::Time { at } => return instant(*at),
            Gate::Milestone {
                milestone,
                not_before,
                if_missed,
            } => {
                instant(*not_before)?;
                (milestone, if_missed)
            }
        };
        name(milestone)?;
        match if_missed {
            IfMissed::Forfeit {} => Ok(()),
            IfMissed::Fallback { curve } => Curve::validate(*curve),
            IfMissed::Roll { milestone: next } if next == milestone => {
                Err(LedgerError::RollsToItself {
                    tranche: position,
                    milestone: next.clone(),
                })
            }
            IfMissed::Roll { milestone: next } => name(next),
        }
    }
}
