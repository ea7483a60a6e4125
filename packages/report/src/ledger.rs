//! A second implementation of spec 1, in its own words.
//!
//! It shares no function with the contracts: it reads the published terms and the conclusions and
//! works every grant out for itself, so that an error in one is a difference from the other. The
//! report also draws the calendar with it, since a vault answers only for the conclusions it has.

use std::collections::BTreeMap;

use milegate_api::core::Conclusion;
use milegate_api::core::ledger::{Curve, Gate, IfMissed, Schedule, Tranche};

/// How every milestone that has ended did.
pub type Ends = BTreeMap<String, Conclusion>;

/// Where a gate is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateState {
    /// Its milestone has not ended.
    Waiting(String),
    /// Open from that instant on that curve.
    Open(u64, Curve),
    /// Dead from that instant.
    Dead(u64),
}

/// What one lot of a schedule has come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerLot {
    /// Base units unlocked by gates.
    pub unlocked: u128,
    /// Base units served; the whole lot without service.
    pub served: u128,
    /// Base units unlocked by gates and served.
    pub vested: u128,
    /// Base units forfeited.
    pub dead: u128,
}

/// The state of one gate.
pub fn gate(tranche: &Tranche, ends: &Ends, notice: u64) -> GateState {
    let (milestone, not_before, if_missed) = match &tranche.gate {
        Gate::Time { at } => return GateState::Open(*at, tranche.curve),
        Gate::Milestone {
            milestone,
            not_before,
            if_missed,
        } => (milestone, *not_before, if_missed),
    };
    let open =
        |since: u64, curve| GateState::Open(since.saturating_add(notice).max(not_before), curve);
    let missed = match ends.get(milestone) {
        None => return GateState::Waiting(milestone.clone()),
        Some(Conclusion::Reached { at }) => return open(*at, tranche.curve),
        Some(Conclusion::Missed { at }) => *at,
    };
    match if_missed {
        IfMissed::Forfeit {} => GateState::Dead(missed),
        IfMissed::Fallback { curve } => open(missed, *curve),
        IfMissed::Roll { milestone } => match ends.get(milestone) {
            None => GateState::Waiting(milestone.clone()),
            Some(Conclusion::Reached { at }) => open(missed.max(*at), tranche.curve),
            Some(Conclusion::Missed { at }) => GateState::Dead(missed.max(*at)),
        },
    }
}

/// `floor(weight x numerator / denominator)`, none where it does not fit.
fn part(weight: u128, numerator: u64, denominator: u64) -> Option<u128> {
    weight
        .checked_mul(u128::from(numerator))?
        .checked_div(u128::from(denominator))
}

/// How much of `weight` a curve has released `x` seconds after its opening.
fn released(curve: &Curve, weight: u128, x: u64) -> Option<u128> {
    match *curve {
        Curve::Once {} => Some(weight),
        Curve::Linear { cliff, .. } if x < cliff => Some(0),
        Curve::Linear { duration, .. } => part(weight, x.min(duration), duration),
        Curve::Steps { every, count } => part(weight, x.checked_div(every)?.min(count), count),
    }
}

/// What one lot has come to at `now`; none where the terms cannot be computed.
pub fn per_lot(
    schedule: &Schedule,
    lot: u64,
    notice: u64,
    ends: &Ends,
    now: u64,
) -> Option<PerLot> {
    let lot = u128::from(lot);
    let (mut unlocked, mut dead) = (0u128, 0u128);
    for tranche in &schedule.tranches {
        let weight = u128::from(tranche.weight.u64());
        match gate(tranche, ends, notice) {
            GateState::Open(at, curve) if now >= at => {
                let gone = released(&curve, weight, now.saturating_sub(at))?;
                unlocked = unlocked.checked_add(gone)?;
            }
            GateState::Dead(at) if now >= at => dead = dead.checked_add(weight)?,
            _ => {}
        }
    }
    let served = match schedule.service {
        None => lot,
        Some(s) if now < s.start => 0,
        Some(s) => {
            let curve = Curve::Linear {
                duration: s.length,
                cliff: s.cliff,
            };
            released(&curve, lot, now.saturating_sub(s.start))?
        }
    };
    Some(PerLot {
        unlocked,
        served,
        vested: unlocked.checked_mul(served)?.checked_div(lot)?,
        dead,
    })
}

/// Lots that a leaver keeps: those served, rounded up. None where they cannot be computed.
pub fn kept(lots: u64, served: u128, lot: u64) -> Option<u64> {
    let product = u128::from(lots).checked_mul(served)?;
    let lot = u128::from(lot);
    let whole = product.checked_div(lot)?;
    let more = u128::from(whole.checked_mul(lot)? < product);
    whole.checked_add(more)?.try_into().ok()
}

/// Instants at which something starts, jumps or ends under these conclusions, unsorted.
pub fn corners(schedule: &Schedule, notice: u64, ends: &Ends) -> Vec<u64> {
    let mut out = Vec::new();
    for tranche in &schedule.tranches {
        match gate(tranche, ends, notice) {
            GateState::Waiting(_) => {}
            GateState::Dead(at) => out.push(at),
            GateState::Open(at, curve) => {
                out.push(at);
                match curve {
                    Curve::Once {} => {}
                    Curve::Linear { duration, cliff } => {
                        out.extend([at.saturating_add(cliff), at.saturating_add(duration)]);
                    }
                    Curve::Steps { every, count } => out.extend(
                        (1..=count.min(60))
                            .chain([count])
                            .map(|i| at.saturating_add(every.saturating_mul(i))),
                    ),
                }
            }
        }
    }
    if let Some(s) = schedule.service {
        out.extend([
            s.start,
            s.start.saturating_add(s.cliff),
            s.start.saturating_add(s.length),
        ]);
    }
    out
}

/// When the last unit behind the gates that are open is released; none if none is.
pub fn last(schedule: &Schedule, notice: u64, ends: &Ends) -> Option<u64> {
    let close = |tranche: &Tranche| match gate(tranche, ends, notice) {
        GateState::Open(at, Curve::Once {}) => Some(at),
        GateState::Open(at, Curve::Linear { duration, .. }) => Some(at.saturating_add(duration)),
        GateState::Open(at, Curve::Steps { every, count }) => {
            Some(at.saturating_add(every.saturating_mul(count)))
        }
        GateState::Waiting(_) | GateState::Dead(_) => None,
    };
    let gates = schedule.tranches.iter().filter_map(close).max()?;
    let served = schedule
        .service
        .map_or(0, |s| s.start.saturating_add(s.length));
    Some(gates.max(served))
}

#[cfg(test)]
mod tests;
