//! The instants that series are asked for: evenly spaced, with both sides of every corner.

use crate::dates::THIRTY_DAYS;
use crate::log;
use crate::model::GuardLine;
use crate::snapshot::Snapshot;

/// Evenly spaced instants of a series, corners apart.
const STEPS: u64 = 120;

/// Most instants of a series.
const MOST: usize = 600;

/// Events after which a figure is another than a second before.
const MOVING: [&str; 4] = ["claimed", "assigned", "terminated", "renounced"];

/// Most periods a release is cut into.
const PERIODS: u64 = 420;

/// Instants at which a figure jumps without a gate: claims, late hires, leavers, grants given up,
/// reserves that expire.
pub fn events(s: &Snapshot) -> impl Iterator<Item = u64> + '_ {
    let mut at: Vec<u64> = log::of(&s.txs, s.vault_address.as_str(), log::VAULT)
        .into_iter()
        .filter(|e| MOVING.contains(&e.name.as_str()))
        .map(|e| e.time)
        .collect();
    at.dedup();
    let reserves = s.vault.categories.iter().filter_map(|c| c.reserve.as_ref());
    at.into_iter()
        .take(MOST / 4)
        .chain(reserves.map(|r| r.expires))
}

/// Evenly spaced instants with, around every corner, the second before it.
pub fn grid(from: u64, to: u64, corners: impl Iterator<Item = u64>) -> Vec<u64> {
    let step = to
        .saturating_sub(from)
        .checked_div(STEPS)
        .unwrap_or(0)
        .max(1);
    let mut at: Vec<u64> = corners
        .filter(|c| *c > from && *c <= to)
        .flat_map(|c| [c.saturating_sub(1), c])
        .collect();
    at.sort_unstable();
    at.dedup();
    at.truncate(MOST);
    at.extend((0..=STEPS).map(|i| from.saturating_add(step.saturating_mul(i)).min(to)));
    at.push(to);
    at.sort_unstable();
    at.dedup();
    at
}

/// The length that releases are counted in, and the guard if it is counted in the same.
pub fn period(s: &Snapshot, span: u64) -> (u64, Option<GuardLine>) {
    let fits = |period: u64| period > 0 && span.checked_div(period).is_some_and(|n| n < PERIODS);
    match &s.vault.guard {
        Some(g) if fits(g.period) => (
            g.period,
            Some(GuardLine {
                limit: g.limit,
                period: g.period,
            }),
        ),
        _ if fits(THIRTY_DAYS) => (THIRTY_DAYS, None),
        _ => (span.div_ceil(PERIODS).max(1), None),
    }
}

/// Instants one period apart, the last at or after `to`.
pub fn edges(from: u64, to: u64, period: u64) -> Vec<u64> {
    let count = to
        .saturating_sub(from)
        .div_ceil(period.max(1))
        .clamp(1, 2 * PERIODS);
    (0..=count)
        .map(|i| from.saturating_add(period.saturating_mul(i)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grid_has_both_sides_of_every_corner() {
        let at = grid(
            1_000,
            13_000,
            [5_050, 999, 1_000, 13_000, 14_000].into_iter(),
        );
        assert!(at.contains(&5_049) && at.contains(&5_050) && at.contains(&12_999));
        assert_eq!((at.first(), at.last()), (Some(&1_000), Some(&13_000)));
        assert!(at.windows(2).all(|w| w[0] < w[1]));
        assert_eq!(grid(7, 7, std::iter::empty()), [7]);
        assert!(grid(0, 1 << 40, (0..100_000).map(|i| i * 1_000)).len() <= MOST + 123);
    }
}
