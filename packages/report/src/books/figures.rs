//! Figures of any instant.

use std::collections::BTreeMap;

use super::{Books, Held};
use crate::ledger::{self, Ends, PerLot};
use crate::snapshot::Snapshot;

/// An amount and its parts at an instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Granted, and held in reserve.
    pub total: u128,
    /// Vested.
    pub vested: u128,
    /// Claimed.
    pub claimed: u128,
    /// Forfeited.
    pub forfeited: u128,
}

impl Sums {
    /// Neither vested nor forfeited.
    pub fn locked(&self) -> u128 {
        let rest = self.total.saturating_sub(self.vested);
        rest.saturating_sub(self.forfeited)
    }

    /// Part by part.
    pub fn plus(&self, other: &Sums) -> Sums {
        Sums {
            total: self.total.saturating_add(other.total),
            vested: self.vested.saturating_add(other.vested),
            claimed: self.claimed.saturating_add(other.claimed),
            forfeited: self.forfeited.saturating_add(other.forfeited),
        }
    }
}

impl Held {
    /// Paid so far.
    pub fn claimed(&self) -> u128 {
        self.paid.last().map_or(0, |(_, sum)| *sum)
    }

    /// Paid by an instant.
    pub fn claimed_by(&self, at: u64) -> u128 {
        let count = self.paid.partition_point(|(time, _)| *time <= at);
        let last = count.checked_sub(1).and_then(|i| self.paid.get(i));
        last.map_or(0, |(_, sum)| *sum)
    }

    /// Lots that still count: all of them, or those a leaver keeps.
    pub fn lots_now(&self) -> u64 {
        self.left.map_or(self.lots, |left| left.kept)
    }

    /// Whether it is there at an instant.
    pub fn is_there(&self, at: u64) -> bool {
        self.assigned.is_none_or(|since| since <= at)
    }

    /// What has vested by an instant, had it never been given up.
    pub fn would_vest(&self, one: &PerLot, at: u64) -> u128 {
        match self.left {
            Some(left) if left.at <= at => u128::from(left.kept).saturating_mul(one.unlocked),
            _ => u128::from(self.lots).saturating_mul(one.vested),
        }
    }

    /// Its parts at an instant.
    pub fn at(&self, one: &PerLot, lot: u64, at: u64) -> Sums {
        let claimed = self.claimed_by(at);
        let all = |lots: u64, each: u128| u128::from(lots).saturating_mul(each);
        let total = all(self.lots, lot.into());
        let (vested, forfeited) = match (self.given_up, self.left) {
            (Some(gone), _) if gone.at <= at => (claimed, total.saturating_sub(claimed)),
            (_, Some(left)) if left.at <= at => {
                let lost = all(self.lots.saturating_sub(left.kept), lot.into());
                let dead = all(left.kept, one.dead);
                (self.would_vest(one, at), lost.saturating_add(dead))
            }
            _ => (self.would_vest(one, at), all(self.lots, one.dead)),
        };
        Sums {
            total,
            vested,
            claimed,
            forfeited,
        }
    }
}

impl Books {
    /// Lots assigned out of a category's reserve by an instant.
    pub fn assigned_lots(&self, category: &str, by: u64) -> u64 {
        let mine = |g: &&Held| g.category == category && g.assigned.is_some_and(|at| at <= by);
        let lots = self.grants.values().filter(mine).map(|g| g.lots);
        lots.fold(0, u64::saturating_add)
    }

    /// The parts of every grant at an instant; none where the terms cannot be computed.
    pub fn grants_at(&self, s: &Snapshot, at: u64) -> BTreeMap<&str, Option<Sums>> {
        let lots = PerLots::new(s, &s.ends(), at);
        let there = self.grants.iter().filter(|(_, g)| g.is_there(at));
        let parts = |g: &Held| Some(g.at(lots.of(&g.schedule)?, s.vault.asset.lot.u64(), at));
        there.map(|(name, g)| (name.as_str(), parts(g))).collect()
    }

    /// The parts of every category at an instant, reserves included.
    pub fn categories_at<'a>(&'a self, s: &'a Snapshot, at: u64) -> BTreeMap<&'a str, Sums> {
        let (lots, lot) = (PerLots::new(s, &s.ends(), at), s.vault.asset.lot.u64());
        let mut out: BTreeMap<&'a str, Sums> = BTreeMap::new();
        for g in self.grants.values().filter(|g| g.is_there(at)) {
            if let Some(one) = lots.of(&g.schedule) {
                let sums = out.entry(g.category.as_str()).or_default();
                *sums = sums.plus(&g.at(one, lot, at));
            }
        }
        for (category, reserve) in self.reserves_at(s, at) {
            let sums = out.entry(category).or_default();
            *sums = sums.plus(&reserve);
        }
        out
    }

    /// What the reserves hold at an instant: locked, and forfeited once they have expired.
    pub fn reserves_at<'a>(&'a self, s: &'a Snapshot, at: u64) -> Vec<(&'a str, Sums)> {
        let lot = u128::from(s.vault.asset.lot.u64());
        let mut out = Vec::new();
        for category in &s.vault.categories {
            let Some(reserve) = &category.reserve else {
                continue;
            };
            let lots = reserve.lots.u64();
            let left = lots.saturating_sub(self.assigned_lots(&category.name, at));
            let total = u128::from(left).saturating_mul(lot);
            let forfeited = if at >= reserve.expires { total } else { 0 };
            let sums = Sums {
                total,
                forfeited,
                ..Sums::default()
            };
            out.push((category.name.as_str(), sums));
        }
        out
    }

    /// What had vested by an instant if milestones had ended like that. What was given up stays
    /// counted from that day on, so this never falls.
    pub fn released(&self, s: &Snapshot, ends: &Ends, at: u64) -> u128 {
        let lots = PerLots::new(s, ends, at);
        let one = |g: &Held| match g.given_up {
            Some(gone) if gone.at <= at => {
                let then = PerLots::one(s, ends, &g.schedule, gone.at).unwrap_or_default();
                g.would_vest(&then, gone.at)
            }
            _ => lots.of(&g.schedule).map_or(0, |one| g.would_vest(one, at)),
        };
        let there = self.grants.values().filter(|g| g.is_there(at));
        there.map(one).fold(0, u128::saturating_add)
    }

    /// What had vested and was lost with the grants that were given up by an instant.
    pub fn given_up(&self, by: u64) -> u128 {
        let gone = self.grants.values().filter_map(|g| g.given_up);
        let gone = gone.filter(|gone| gone.at <= by).map(|gone| gone.vested);
        gone.fold(0, u128::saturating_add)
    }
}

/// What a lot of every schedule has come to at one instant.
struct PerLots<'a>(BTreeMap<&'a str, PerLot>);

impl<'a> PerLots<'a> {
    fn new(s: &'a Snapshot, ends: &Ends, at: u64) -> Self {
        let one = |name: &str| PerLots::one(s, ends, name, at);
        let names = s.schedules.iter().map(|x| x.name.as_str());
        PerLots(names.filter_map(|n| Some((n, one(n)?))).collect())
    }

    fn one(s: &Snapshot, ends: &Ends, schedule: &str, at: u64) -> Option<PerLot> {
        let terms = &s.schedule(schedule)?.schedule;
        ledger::per_lot(terms, s.vault.asset.lot.u64(), s.vault.notice, ends, at)
    }

    fn of(&self, schedule: &str) -> Option<&PerLot> {
        self.0.get(schedule)
    }
}
