use super::{Openings, most};
use crate::ledger::math::plus;
use crate::ledger::{Curve, Gate, LedgerError, Schedule, Service, Tranche};

/// Whether what was served before the cliff can vest at once when the cliff passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceCliff {
    /// A tranche can be open by then.
    Jumps,
    /// No tranche can open before the cliff, so nothing waits for it.
    Hidden,
}

impl ServiceCliff {
    /// Compares the cliff with the earliest instant at which any tranche can open.
    pub fn of(schedule: &Schedule, openings: Openings) -> ServiceCliff {
        let Some(service) = schedule.service else {
            return ServiceCliff::Hidden;
        };
        let cliff = service.start.saturating_add(service.cliff);
        let before = |tranche: &Tranche| earliest(&tranche.gate, openings) < cliff;

        match schedule.tranches.iter().any(before) {
            true => ServiceCliff::Jumps,
            false => ServiceCliff::Hidden,
        }
    }
}

/// The most that one lot of a schedule can vest within any `period`, fallbacks included.
///
/// `vested = unlocked x served / lot`, both at most a lot: its increase is at most the sum of
/// their increases, and one unit for the floor of the product.
pub fn most_per_lot(
    schedule: &Schedule,
    period: u64,
    cliff: ServiceCliff,
) -> Result<u64, LedgerError> {
    let mut lot: u64 = 0;
    let mut most_vested: u64 = 0;
    for tranche in &schedule.tranches {
        let weight = tranche.weight.u64();
        let own = most(weight, tranche.curve, period)?;
        let instead = match tranche.gate.fallback() {
            Some(curve) => most(weight, curve, period)?,
            None => 0,
        };
        lot = plus(lot, weight)?;
        most_vested = most_vested.saturating_add(own.max(instead));
    }
    if let Some(service) = schedule.service {
        let served = most(lot, curve(service, cliff), period)?;
        most_vested = most_vested.saturating_add(served).saturating_add(1);
    }

    Ok(most_vested.min(lot))
}

fn curve(service: Service, cliff: ServiceCliff) -> Curve {
    Curve::Linear {
        duration: service.length,
        cliff: match cliff {
            ServiceCliff::Jumps => service.cliff,
            ServiceCliff::Hidden => 0,
        },
    }
}

/// The earliest instant at which a gate can open: no milestone ends before it starts.
fn earliest(gate: &Gate, openings: Openings) -> u64 {
    match gate {
        Gate::Time { at } => *at,
        Gate::Milestone {
            milestone,
            not_before,
            ..
        } => (openings.start)(milestone)
            .unwrap_or(0)
            .saturating_add(openings.notice)
            .max(*not_before),
    }
}
