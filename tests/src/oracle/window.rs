use milegate_core::ledger::{Curve, Gate, IfMissed, Schedule, Tranche};
use num_bigint::BigInt;
use num_traits::Zero;

use super::curve::{Q, released, share};
use crate::rng::Rng;

/// One way a schedule's gates may open: per tranche the instant and the curve, or never.
pub type Openings = Vec<Option<(u64, Curve)>>;

/// A random way to open the gates, none before its earliest instant: `start` is the milestones',
/// `late` the longest delay after it.
pub fn openings(
    schedule: &Schedule,
    start: u64,
    notice: u64,
    late: u64,
    rng: &mut Rng,
) -> Openings {
    let together = rng.within(0, late);
    let mut open = |tranche: &Tranche| {
        let (not_before, if_missed) = match &tranche.gate {
            Gate::Time { at } => return Some((*at, tranche.curve)),
            Gate::Milestone {
                not_before,
                if_missed,
                ..
            } => (*not_before, if_missed),
        };
        let delay = if rng.one_in(2) {
            together
        } else {
            rng.within(0, late)
        };
        let at = (start + delay + notice).max(not_before);
        match if_missed {
            _ if rng.one_in(12) => None,
            IfMissed::Fallback { curve } if rng.one_in(2) => Some((at, *curve)),
            _ => Some((at, tranche.curve)),
        }
    };
    schedule.tranches.iter().map(&mut open).collect()
}

/// What `lots` lots have vested at every second of `from..=until`, for one way to open the gates and
/// a holder who leaves at `left`, if he does.
pub fn walk(
    schedule: &Schedule,
    lot: u64,
    lots: u64,
    openings: &Openings,
    left: Option<u64>,
    from: u64,
    until: u64,
) -> Vec<BigInt> {
    let served = |now: u64| match schedule.service {
        None => BigInt::from(lot),
        Some(service) if now < service.start => BigInt::zero(),
        Some(service) => {
            let curve = Curve::Linear {
                duration: service.length,
                cliff: service.cliff,
            };
            (share(&curve, now - service.start) * BigInt::from(lot))
                .floor()
                .to_integer()
        }
    };
    let share_served = |now: u64| Q::new(served(now), BigInt::from(lot));
    let vested = |now: u64| {
        let mut unlocked = BigInt::zero();
        for (tranche, opening) in schedule.tranches.iter().zip(openings) {
            if let Some((at, curve)) = opening {
                unlocked += released(tranche.weight.u64(), curve, *at, now);
            }
        }
        match left {
            Some(left) if left <= now => {
                unlocked
                    * (share_served(left) * BigInt::from(lots))
                        .ceil()
                        .to_integer()
            }
            _ => (share_served(now) * unlocked).floor().to_integer() * lots,
        }
    };
    (from..=until).map(vested).collect()
}
