use cosmwasm_std::Uint128;
use milegate_api::milestones::MilestoneResponse;
use milegate_api::vesting::{Assumed, IfReachedResponse, QueryMsg};

use super::futures::{all_calendar, all_missed, all_reached, corners, last};
use super::instants::{edges, events, grid, period};
use crate::books::Books;
use crate::dates::THIRTY_DAYS;
use crate::ledger::Ends;
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

/// What was, rebuilt from the events, and what can be, as the vault answers.
pub fn read(view: &dyn ChainView, s: &Snapshot, books: &Books) -> Result<Series, ViewError> {
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

    let past = grid(from, now, corners(s, &ends).chain(events(s)));
    let past: Vec<HistoryPoint> = past.iter().map(|at| point(s, books, *at)).collect();
    let both = grid(from, to, corners(s, &ends).chain(corners(s, &calendar)));
    let decided = decided(view, s, books, &both)?;
    let alone = |at: &u64| Sample {
        at: *at,
        amount: books.released(s, &calendar, *at).into(),
    };

    let (period, guard) = period(s, to.saturating_sub(from));
    let at_edges = released(view, s, books, &edges(from, to, period))?;
    let buckets = at_edges
        .windows(2)
        .filter_map(|w| bucket(s, books, &calendar, w))
        .collect();
    let thirty = match period {
        THIRTY_DAYS => at_edges,
        _ => released(view, s, books, &edges(from, to, THIRTY_DAYS))?,
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
        forecast(view, s, e, &grid(now, far, corners(s, e)))
    };
    let fan = match open.is_empty() {
        true => Fan::default(),
        false => Fan {
            open,
            past: past.iter().map(vested).collect(),
            reached: ahead(&reached)?,
            missed: ahead(&missed)?,
        },
    };
    Ok(Series {
        history: history(s, past),
        releases: Releases {
            now,
            calendar: both.iter().map(alone).collect(),
            milestones: decided,
            period,
            buckets,
            guard,
        },
        fan,
        unlocks: unlocks(&thirty, now),
    })
}

/// What the vault says will have vested at each instant, in as few questions as it allows.
fn forecast(
    view: &dyn ChainView,
    s: &Snapshot,
    ends: &Ends,
    at: &[u64],
) -> Result<Vec<Sample>, ViewError> {
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
    let mut samples = Vec::with_capacity(at.len());
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
        samples.extend(answer.points.iter().map(|p| Sample {
            at: p.at,
            amount: p.total_vested,
        }));
    }
    Ok(samples)
}

/// What has vested at each instant by what has been decided: up to the present from the events,
/// from there as the vault answers.
fn decided(
    view: &dyn ChainView,
    s: &Snapshot,
    books: &Books,
    at: &[u64],
) -> Result<Vec<Sample>, ViewError> {
    let split = at.partition_point(|at| *at <= s.block.time);
    let (past, future) = at.split_at(split);
    let mut out: Vec<Sample> = past
        .iter()
        .map(|at| vested(&point(s, books, *at)))
        .collect();
    out.extend(forecast(view, s, &Ends::new(), future)?);
    Ok(out)
}

/// The same, with what vested and was then given up still counted, so that the difference of two
/// instants is what was released between them.
fn released(
    view: &dyn ChainView,
    s: &Snapshot,
    books: &Books,
    at: &[u64],
) -> Result<Vec<Sample>, ViewError> {
    let mut out = decided(view, s, books, at)?;
    for sample in &mut out {
        let gone = Uint128::new(books.given_up(sample.at));
        sample.amount = sample.amount.saturating_add(gone);
    }
    Ok(out)
}

/// Vested in total at a point of the past.
fn vested(point: &HistoryPoint) -> Sample {
    let parts = point.parts.values();
    let vested = parts.map(|p| p.claimed.saturating_add(p.unclaimed));
    Sample {
        at: point.at,
        amount: vested.fold(Uint128::zero(), Uint128::saturating_add),
    }
}

fn bucket(s: &Snapshot, books: &Books, calendar: &Ends, edges: &[Sample]) -> Option<Bucket> {
    let [a, b] = edges else { return None };
    let alone = |at: u64| Uint128::new(books.released(s, calendar, at));
    Some(Bucket {
        from: a.at,
        until: b.at,
        calendar: alone(b.at).saturating_sub(alone(a.at)),
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

/// Every category at an instant of the past.
fn point(s: &Snapshot, books: &Books, at: u64) -> HistoryPoint {
    let sums = books.categories_at(s, at);
    let parts = s.supply.categories.iter().map(|c| {
        let name = c.category.as_str();
        let sums = sums.get(name).copied().unwrap_or_default();
        let parts = Parts {
            claimed: sums.claimed.into(),
            unclaimed: sums.vested.saturating_sub(sums.claimed).into(),
            locked: sums.locked().into(),
            forfeited: sums.forfeited.into(),
        };
        (name.to_string(), parts)
    });
    HistoryPoint {
        at,
        parts: parts.collect(),
    }
}

fn history(s: &Snapshot, points: Vec<HistoryPoint>) -> History {
    let categories = s.supply.categories.iter().map(|c| c.category.clone());
    History {
        categories: categories.collect(),
        points,
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
