use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use milegate_api::milestones::MilestoneResponse;
use milegate_api::vesting::{Assumed, ForecastPoint, IfReachedResponse, QueryMsg};

use super::futures::{all_calendar, all_missed, all_reached, corners, last};
use super::instants::{claims, edges, grid, period};
use crate::dates::THIRTY_DAYS;
use crate::ledger::{self, Ends};
use crate::log;
use crate::model::{Bucket, Fan, History, HistoryPoint, Parts, Releases, Sample, Unlock};
use crate::snapshot::{Snapshot, conclusion};
use crate::view::{ChainView, ViewError, query};

/// Instants a vault answers for in one query.
const PER_QUERY: usize = 100;

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
    let boundaries = edges(from, to, period);
    let at_edges = samples(&forecast(view, s, &Ends::new(), &boundaries)?);
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
            &edges(from, to, THIRTY_DAYS),
        )?),
    };

    let open: Vec<String> = s
        .milestones
        .iter()
        .filter(|m| conclusion(m).is_none() && s.names(&m.terms.name))
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

/// What the vault says would have vested at each instant, in as few questions as it allows.
fn forecast(
    view: &dyn ChainView,
    s: &Snapshot,
    ends: &Ends,
    at: &[u64],
) -> Result<Vec<ForecastPoint>, ViewError> {
    let open = |name: &str| {
        let waits = |m: &&MilestoneResponse| m.terms.name == name && conclusion(m).is_none();
        s.names(name) && s.milestones.iter().any(|m| waits(&m))
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
        marks: super::milestones::marks(s),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
