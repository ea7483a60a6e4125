use milegate_core::ledger::{Curve, Gate, IfMissed, Schedule};
use num_bigint::BigInt;
use num_traits::Zero;

use super::curve::{Q, released, share};
use crate::rng::Rng;

/// One way a schedule's gates may open: per tranche the instant and the curve, or never.
pub type Openings = Vec<Option<(u64, Curve)>>;

/// A random way to open the gates, none before its earliest instant. `start` is the milestones'.
pub fn openings(schedule: &Schedule, start: u64, notice: u64, late: u64, rng: &mut Rng) -> Openings {
    let together = rng.within(0, late);
    let open = |tranche: &milegate_core::ledger::Tranche, rng: &mut Rng| {
        let (not_before, if_missed) = match &tranche.gate {
            Gate::Time { at } => return Some((*at, tranche.curve)),
            Gate::Milestone { not_before, if_missed, .. } => (*not_before, if_missed),
        };
        let delay = if rng.one_in(2) { together } else { rng.within(0, late) };
        let at = (start + delay + notice).max(not_before);
        match if_missed {
            _ if rng.one_in(12) => None,
            IfMissed::Fallback { curve } if rng.one_in(2) => Some((at, *curve)),
            _ => Some((at, tranche.curve)),
        }
    };
    schedule.tranches.iter().map(|tranche| open(tranche, rng)).collect()
}

/// The most that one lot vests in any `period` seconds of `from..=until`, found by looking at every
/// window of one way to open the gates.
pub fn most_in_a_window(
    schedule: &Schedule,
    lot: u64,
    openings: &Openings,
    period: u64,
    from: u64,
    until: u64,
) -> BigInt {
    let vested: Vec<BigInt> = (from..=until)
        .map(|now| {
            let mut unlocked = BigInt::zero();
            for (tranche, opening) in schedule.tranches.iter().zip(openings) {
                if let Some((at, curve)) = opening {
                    unlocked += released(tranche.weight.u64(), curve, *at, now);
                }
            }
            let served = match schedule.service {
                None => BigInt::from(lot),
                Some(service) if now < service.start => BigInt::zero(),
                Some(service) => {
                    let curve = Curve::Linear { duration: service.length, cliff: service.cliff };
                    (share(&curve, now - service.start) * BigInt::from(lot)).floor().to_integer()
                }
            };
            (Q::new(unlocked * served, BigInt::from(lot))).floor().to_integer()
        })
        .collect();
    let period = period as usize;
    let windows = vested.iter().enumerate().map(|(index, before)| {
        let after = &vested[(index + period).min(vested.len() - 1)];
        after - before
    });
    windows.max().unwrap_or_default()
}
