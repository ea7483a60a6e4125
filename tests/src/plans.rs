//! Random plans, and the instants at which a mistake in one would show.

use milegate_core::Conclusion;
use milegate_core::ledger::{Curve, Gate, IfMissed, Schedule, Service, Tranche};
use num_bigint::BigInt;

use crate::oracle::{Diary, Fate, Holding, Standing, World, release_second, standing};
use crate::rng::Rng;

/// 2026-01-01.
pub const EPOCH: u64 = 1_767_225_600;
/// 2200-01-01, the end of time for a plan.
pub const HORIZON: u64 = 7_258_118_400;
/// The longest duration a plan may have.
pub const CENTURY: u64 = 100 * 365 * 86_400;
/// Milestones the generator speaks of.
pub const MILESTONES: [&str; 4] = ["listing", "volume", "lending", "audit"];

/// How large the numbers of a random plan may be.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// Largest lot.
    pub lot: u64,
    /// Longest duration, in seconds.
    pub duration: u64,
    /// Largest grant, in lots.
    pub lots: u64,
    /// Most tranches.
    pub tranches: u64,
}

impl Scale {
    /// Numbers small enough to be walked second by second.
    pub const TINY: Scale = Scale {
        lot: 12,
        duration: 9,
        lots: 3,
        tranches: 3,
    };
    /// Numbers as published allocations have them, and everything up to the limits.
    pub const FULL: Scale = Scale {
        lot: u64::MAX,
        duration: CENTURY,
        lots: 1 << 40,
        tranches: 12,
    };
}

/// A random curve.
pub fn curve(rng: &mut Rng, scale: Scale) -> Curve {
    match rng.within(0, 3) {
        0 => Curve::Once {},
        1 | 2 => {
            let duration = rng.sized(scale.duration);
            let cliff = if rng.one_in(2) {
                0
            } else {
                rng.within(0, duration)
            };
            Curve::Linear { duration, cliff }
        }
        _ => {
            let every = rng.sized(scale.duration);
            Curve::Steps {
                every,
                count: rng.sized(scale.duration / every),
            }
        }
    }
}

fn gate(rng: &mut Rng, scale: Scale, from: u64) -> Gate {
    if rng.one_in(4) {
        return Gate::Time {
            at: from + rng.within(0, scale.duration),
        };
    }
    let milestone = rng.pick(&MILESTONES).to_string();
    let if_missed = match rng.within(0, 2) {
        0 => IfMissed::Forfeit {},
        1 => IfMissed::Fallback {
            curve: curve(rng, scale),
        },
        _ => loop {
            let other = rng.pick(&MILESTONES).to_string();
            if other != milestone {
                break IfMissed::Roll { milestone: other };
            }
        },
    };
    let not_before = if rng.one_in(2) {
        0
    } else {
        from + rng.within(0, scale.duration)
    };
    Gate::Milestone {
        milestone,
        not_before,
        if_missed,
    }
}

/// A random schedule whose weights sum to `lot`.
pub fn schedule(rng: &mut Rng, scale: Scale, lot: u64, from: u64) -> Schedule {
    let most = scale.tranches.min(lot);
    let count = if rng.one_in(8) {
        most
    } else {
        rng.within(1, most.min(4))
    };
    let mut rest = lot;
    let mut tranches = Vec::new();
    for left in (0..count).rev() {
        let weight = if left == 0 {
            rest
        } else {
            rng.sized(rest - left)
        };
        rest -= weight;
        tranches.push(Tranche {
            weight: weight.into(),
            gate: gate(rng, scale, from),
            curve: curve(rng, scale),
        });
    }
    let service = rng.one_in(2).then(|| {
        let length = rng.sized(scale.duration);
        let cliff = if rng.one_in(2) {
            0
        } else {
            rng.within(0, length)
        };
        Service {
            start: from + rng.within(0, scale.duration / 4),
            length,
            cliff,
        }
    });
    Schedule { tranches, service }
}

/// Random conclusions: some milestones reached, some missed, some neither.
pub fn diary(rng: &mut Rng, from: u64, span: u64) -> Diary {
    let mut diary = Diary::new();
    for name in MILESTONES {
        let at = from + rng.within(0, span);
        match rng.within(0, 4) {
            0 => None,
            1 | 2 => diary.insert(name.to_string(), Conclusion::Missed { at }),
            _ => diary.insert(name.to_string(), Conclusion::Reached { at }),
        };
    }
    diary
}

/// A random world: one to three schedules, one to five grants, conclusions, leavers.
pub fn world(rng: &mut Rng, scale: Scale) -> World {
    let lot = if rng.one_in(3) {
        10u64.pow(6).min(scale.lot)
    } else {
        rng.sized(scale.lot)
    };
    let from = EPOCH;
    let schedules: Vec<Schedule> = (0..rng.within(1, 3))
        .map(|_| schedule(rng, scale, lot, from))
        .collect();
    let holdings = (0..rng.within(1, 5))
        .map(|_| {
            let schedule = rng.within(0, schedules.len() as u64 - 1) as usize;
            let at = from + rng.within(0, scale.duration);
            let fate = match rng.within(0, 5) {
                0 | 1 if schedules[schedule].service.is_some() => Fate::Left(at),
                _ => Fate::Serving,
            };
            Holding {
                schedule,
                lots: rng.sized(scale.lots),
                claimed: BigInt::ZERO,
                fate,
            }
        })
        .collect();
    World {
        lot,
        notice: if rng.one_in(4) {
            1
        } else {
            rng.sized((scale.duration / 10).max(1))
        },
        schedules,
        holdings,
        reserves: Vec::new(),
        diary: diary(rng, from, scale.duration),
        dues_paid: BigInt::ZERO,
    }
}

/// The instants at which something happens to a schedule: conclusions, openings, cliffs, steps, the
/// release of single units, ends, and the service's own.
pub fn boundaries(world: &World, schedule: usize, rng: &mut Rng) -> Vec<u64> {
    let mut at = Vec::new();
    let mut curve_from = |opened: u64, weight: u64, curve: &Curve, rng: &mut Rng| {
        at.push(opened);
        match *curve {
            Curve::Once {} => {}
            Curve::Linear { duration, cliff } => at.extend([opened + cliff, opened + duration]),
            Curve::Steps { every, count } => {
                for step in [1, count, rng.within(1, count)] {
                    at.push(opened.saturating_add(every.saturating_mul(step)));
                }
            }
        }
        for unit in [1, weight, rng.within(1, weight), rng.within(1, weight)] {
            let second = release_second(weight, curve, unit);
            at.push(opened.saturating_add(u64::try_from(second).expect("a plan's instant")));
        }
    };
    let terms = &world.schedules[schedule];
    for tranche in &terms.tranches {
        // what somebody who reads the diary to its end knows
        if let Standing::Open(opened, curve) =
            standing(tranche, &world.diary, world.notice, u64::MAX)
        {
            curve_from(opened, tranche.weight.u64(), &curve, rng);
        }
    }
    if let Some(service) = terms.service {
        let curve = Curve::Linear {
            duration: service.length,
            cliff: service.cliff,
        };
        curve_from(service.start, world.lot, &curve, rng);
    }
    for conclusion in world.diary.values() {
        let (Conclusion::Reached { at: known } | Conclusion::Missed { at: known }) = conclusion;
        at.push(*known);
    }
    at
}
