use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use milegate_api::core::Conclusion;
use milegate_api::milestones::{MilestoneResponse, Stage};
use milegate_api::vesting::{Assumed, ForecastPoint, IfReachedResponse, QueryMsg};

use crate::dates::THIRTY_DAYS;
use crate::ledger::{self, Ends};
use crate::log;
use crate::model::{
    Bucket, Fan, GuardLine, History, HistoryPoint, Mark, MarkKind, Parts, Releases, Sample, Unlock,
};
use crate::snapshot::{Snapshot, conclusion};
use crate::view::{ChainView, ViewError, query};

/// Instants a vault answers for in one query.
const PER_QUERY: usize = 100;

/// Evenly spaced instants of a series, corners apart.
const STEPS: u64 = 120;

/// Most instants of a series.
const MOST: usize = 600;

/// Most periods a release is cut into.
const PERIODS: u64 = 420;

/// Unlocks that are listed.
const UNLOCKS: usize = 12;

/// Everything over time.
pub struct Series {
    pub history: History,
    pub releases: Releases,
    pub fan: Fan,
    pub unlocks: Vec<Unlock>,
}

/// Asks the vault for its history and forecasts.
pub fn read(view: &dyn ChainView, s: &Snapshot) -> Result<Series, ViewError> {
    let now = s.block.time;
    let from = s.sealed_at().unwrap_or(now).min(now);
    let (ends, calendar) = (s.ends(), all_calendar(s));
    let (reached, missed) = (all_reached(s), all_missed(s));
    let to = [&ends, &calendar]
        .into_iter()
        .filter_map(|e| last(s, e))
        .max()
        .unwrap_or(now);
    let to = to.max(now);

    let past = grid(from, now, corners(s, &ends).chain(claims(s)));
    let past_points = forecast(view, s, &Ends::new(), &past)?;
    let both = grid(from, to, corners(s, &ends).chain(corners(s, &calendar)));
    let decided = samples(&forecast(view, s, &Ends::new(), &both)?);
    let alone: Vec<Sample> = both
        .iter()
        .map(|at| Sample {
            at: *at,
            amount: vested(s, &calendar, *at),
        })
        .collect();

    let (period, guard) = period(s, to.saturating_sub(from));
    let edges = edges(from, to, period);
    let at_edges = samples(&forecast(view, s, &Ends::new(), &edges)?);
    let buckets = at_edges
        .windows(2)
        .filter_map(|w| bucket(s, &calendar, w))
        .collect();
    let thirty = match period {
        THIRTY_DAYS => at_edges,
        _ => samples(&forecast(
            view,
            s,
            &Ends::new(),
            &self::edges(from, to, THIRTY_DAYS),
        )?),
    };

    let open: Vec<String> = s
        .milestones
        .iter()
        .filter(|m| conclusion(m).is_none())
        .map(|m| m.terms.name.clone())
        .collect();
    let far = [&reached, &missed]
        .into_iter()
        .filter_map(|e| last(s, e))
        .max();
    let far = far.unwrap_or(now).max(now);
    let ahead = |e: &Ends| -> Result<Vec<Sample>, ViewError> {
        Ok(samples(&forecast(
            view,
            s,
            e,
            &grid(now, far, corners(s, e)),
        )?))
    };
    let fan = match open.is_empty() {
        true => Fan::default(),
        false => Fan {
            open,
            past: samples(&past_points),
            reached: ahead(&reached)?,
            missed: ahead(&missed)?,
        },
    };
    Ok(Series {
        history: history(s, &past_points),
        releases: Releases {
            now,
            calendar: alone,
            milestones: decided,
            period,
            buckets,
            guard,
        },
        fan,
        unlocks: unlocks(&thirty, now),
    })
}

/// Every milestone reached so early that only dates and curves count: the published calendar.
fn all_calendar(s: &Snapshot) -> Ends {
    let at = |m: &MilestoneResponse| m.terms.start.saturating_sub(s.vault.notice);
    s.milestones
        .iter()
        .map(|m| (m.terms.name.clone(), Conclusion::Reached { at: at(m) }))
        .collect()
}

/// Every open milestone reached as early as it still can be.
pub fn all_reached(s: &Snapshot) -> Ends {
    let now = s.block.time;
    assume(s, |m| {
        let since = match &m.stage {
            Stage::Pending { since } | Stage::Disputed { since, .. } => since.time,
            Stage::Open { .. } | Stage::Ended { .. } => now.max(m.terms.start),
        };
        Conclusion::Reached {
            at: since.saturating_add(m.terms.window.seconds).max(now),
        }
    })
}

/// Every open milestone missed as late as it can be.
pub fn all_missed(s: &Snapshot) -> Ends {
    assume(s, |m| Conclusion::Missed {
        at: ends_by(m).max(s.block.time),
    })
}

fn assume(s: &Snapshot, how: impl Fn(&MilestoneResponse) -> Conclusion) -> Ends {
    let end = |m: &MilestoneResponse| conclusion(m).unwrap_or_else(|| how(m));
    s.milestones
        .iter()
        .map(|m| (m.terms.name.clone(), end(m)))
        .collect()
}

/// The last instant at which a milestone can end: `D + G + 3 (W + C + G)`.
pub fn ends_by(m: &MilestoneResponse) -> u64 {
    let t = &m.terms;
    let round = t.window.then(t.court_limit).then(t.last_call).seconds;
    t.deadline
        .saturating_add(t.last_call.seconds)
        .saturating_add(round.saturating_mul(3))
}

fn last(s: &Snapshot, ends: &Ends) -> Option<u64> {
    s.schedules
        .iter()
        .filter_map(|x| ledger::last(&x.schedule, s.vault.notice, ends))
        .max()
}

fn corners<'a>(s: &'a Snapshot, ends: &'a Ends) -> impl Iterator<Item = u64> + 'a {
    s.schedules
        .iter()
        .flat_map(|x| ledger::corners(&x.schedule, s.vault.notice, ends))
}

fn claims(s: &Snapshot) -> impl Iterator<Item = u64> {
    let mut at: Vec<u64> = log::of(&s.txs, s.vault_address.as_str(), log::VAULT)
        .into_iter()
        .filter(|e| e.name == "claimed")
        .map(|e| e.time)
        .collect();
    at.dedup();
    at.into_iter().take(MOST / 4)
}

/// Evenly spaced instants with, around every corner, the second before it.
fn grid(from: u64, to: u64, corners: impl Iterator<Item = u64>) -> Vec<u64> {
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
fn period(s: &Snapshot, span: u64) -> (u64, Option<GuardLine>) {
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

fn edges(from: u64, to: u64, period: u64) -> Vec<u64> {
    let count = to
        .saturating_sub(from)
        .div_ceil(period.max(1))
        .clamp(1, 2 * PERIODS);
    (0..=count)
        .map(|i| from.saturating_add(period.saturating_mul(i)))
        .collect()
}

/// What the vault says would have vested at each instant, in as few questions as it allows.
fn forecast(
    view: &dyn ChainView,
    s: &Snapshot,
    ends: &Ends,
    at: &[u64],
) -> Result<Vec<ForecastPoint>, ViewError> {
    let open = |name: &str| {
        s.milestones
            .iter()
            .any(|m| m.terms.name == name && conclusion(m).is_none())
    };
    let conclusions: Vec<Assumed> = ends
        .iter()
        .filter(|(name, _)| open(name))
        .map(|(name, c)| Assumed {
            milestone: name.clone(),
            conclusion: *c,
        })
        .collect();
    let mut points = Vec::with_capacity(at.len());
    for chunk in at.chunks(PER_QUERY) {
        let msg = QueryMsg::IfReached {
            conclusions: conclusions.clone(),
            at: chunk.to_vec(),
        };
        let answer: IfReachedResponse = query(view, &s.vault_address, &msg)?;
        if !answer.points.iter().map(|p| p.at).eq(chunk.iter().copied()) {
            return Err(ViewError::malformed(
                "if_reached",
                "other instants than asked for",
            ));
        }
        points.extend(answer.points);
    }
    Ok(points)
}

fn samples(points: &[ForecastPoint]) -> Vec<Sample> {
    points
        .iter()
        .map(|p| Sample {
            at: p.at,
            amount: p.total_vested,
        })
        .collect()
}

/// Vested in total by our own arithmetic, for conclusions that the vault would not assume.
fn vested(s: &Snapshot, ends: &Ends, at: u64) -> Uint128 {
    let asset = &s.vault.asset;
    s.schedules.iter().fold(Uint128::zero(), |sum, x| {
        let lots = x
            .figures
            .total
            .u128()
            .checked_div(u128::from(asset.lot.u64()))
            .unwrap_or(0);
        let per_lot = ledger::per_lot(&x.schedule, asset.lot.u64(), s.vault.notice, ends, at);
        let part = per_lot.map_or(0, |l| l.vested.saturating_mul(lots));
        sum.saturating_add(Uint128::new(part))
    })
}

fn bucket(s: &Snapshot, calendar: &Ends, edges: &[Sample]) -> Option<Bucket> {
    let [a, b] = edges else { return None };
    let calendar = vested(s, calendar, b.at).saturating_sub(vested(s, calendar, a.at));
    Some(Bucket {
        from: a.at,
        until: b.at,
        calendar,
        milestones: b.amount.saturating_sub(a.amount),
    })
}

/// The periods with the largest releases, largest first.
fn unlocks(edges: &[Sample], now: u64) -> Vec<Unlock> {
    let mut all: Vec<Unlock> = edges
        .windows(2)
        .filter_map(|w| {
            let [a, b] = w else { return None };
            let amount = b.amount.saturating_sub(a.amount);
            let until = b.at.saturating_sub(1);
            Some(Unlock {
                from: a.at,
                until,
                amount,
                past: until < now,
            })
        })
        .filter(|u| !u.amount.is_zero())
        .collect();
    all.sort_by(|a, b| b.amount.cmp(&a.amount).then(a.from.cmp(&b.from)));
    all.truncate(UNLOCKS);
    all
}

fn history(s: &Snapshot, points: &[ForecastPoint]) -> History {
    let category: BTreeMap<&str, &str> = s
        .grants
        .iter()
        .map(|g| (g.grant.as_str(), g.category.as_str()))
        .collect();
    let mut claims = log::of(&s.txs, s.vault_address.as_str(), log::VAULT)
        .into_iter()
        .filter(|e| e.name == "claimed")
        .peekable();
    let mut claimed: BTreeMap<&str, Uint128> = BTreeMap::new();
    let mut rows = Vec::with_capacity(points.len());
    for point in points {
        while let Some(e) = claims.next_if(|e| e.time <= point.at) {
            if let Some(name) = category.get(e.text("grant")) {
                let sum = claimed.entry(name).or_default();
                *sum = sum.saturating_add(e.number("amount").unwrap_or_default());
            }
        }
        let parts = s.supply.categories.iter().map(|c| {
            let name = c.category.as_str();
            let of = |map: &BTreeMap<String, Uint128>| map.get(name).copied().unwrap_or_default();
            let (vested, forfeited) = (of(&point.vested), of(&point.forfeited));
            let claimed = claimed.get(name).copied().unwrap_or_default();
            let locked = c
                .figures
                .total
                .saturating_sub(vested)
                .saturating_sub(forfeited);
            let unclaimed = vested.saturating_sub(claimed);
            (
                name.to_string(),
                Parts {
                    claimed,
                    unclaimed,
                    locked,
                    forfeited,
                },
            )
        });
        rows.push(HistoryPoint {
            at: point.at,
            parts: parts.collect(),
        });
    }
    History {
        categories: s
            .supply
            .categories
            .iter()
            .map(|c| c.category.clone())
            .collect(),
        points: rows,
        marks: marks(s),
    }
}

fn marks(s: &Snapshot) -> Vec<Mark> {
    log::of(&s.txs, s.vault.milestones.as_str(), log::MILESTONES)
        .into_iter()
        .filter_map(|e| {
            let kind = match e.name.as_str() {
                "reached" => MarkKind::Reached,
                "missed" => MarkKind::Missed,
                "fell" => MarkKind::ThrownOut,
                _ => return None,
            };
            Some(Mark {
                at: e.time,
                milestone: e.text("milestone").into(),
                kind,
            })
        })
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
        assert!(
            grid(0, 1 << 40, (0..100_000).map(|i| i * 1_000)).len() <= MOST + STEPS as usize + 2
        );
    }

    #[test]
    fn the_largest_periods_come_first() {
        let edge = |at: u64, v: u128| Sample {
            at,
            amount: Uint128::new(v),
        };
        let list = unlocks(&[edge(0, 0), edge(10, 5), edge(20, 5), edge(30, 25)], 15);
        let seen: Vec<_> = list
            .iter()
            .map(|u| (u.from, u.until, u.amount.u128(), u.past))
            .collect();
        assert_eq!(seen, [(20, 29, 20, false), (0, 9, 5, true)]);
    }
}
