//! What the clock has decided of a feed, and no message has written down yet.

use cosmwasm_std::{Addr, Order, StdResult, Storage, Uint64, Uint128};
use milegate_api::oracle::Event;
use milegate_core::oracle::{Entry, Feed, Report, Settlement, settle};

use crate::ContractError;
use crate::history::History;
use crate::state::{READINGS, REPORTS, TOTALS, Tip};

/// Periods that are over and not closed: the first with its reports, the others without any, however
/// many they are.
pub struct Closing {
    /// The first of them.
    pub first: u32,
    /// How many periods are over.
    pub over: u32,
    /// What the reports of the first come to.
    pub settled: Settlement,
    /// What the group weighed in the first; 0 if nobody reported.
    pub total: Uint64,
    /// Its entry, if it has a value.
    pub entry: Option<Entry>,
}

impl Closing {
    /// What is over and not closed; none if nothing is.
    pub fn due(
        storage: &dyn Storage,
        feed: &Feed<Addr>,
        tip: Tip,
        now: u64,
    ) -> Result<Option<Closing>, ContractError> {
        let over = feed.calendar.over(now);
        if over <= tip.closed {
            return Ok(None);
        }

        let first = tip.closed;
        let (settled, total) = match tip.sitting {
            Some(sitting) => {
                let reports = reports(storage, &feed.name, first)?;
                (settle(reports, feed.quorum, sitting.total), sitting.total)
            }
            None => (NOBODY, Uint64::zero()),
        };
        Closing::of(storage, feed, first, over, settled, total).map(Some)
    }

    /// What the periods from `first` on come to, when `over` are over and what was heard in the first
    /// is settled.
    pub fn of(
        storage: &dyn Storage,
        feed: &Feed<Addr>,
        first: u32,
        over: u32,
        settled: Settlement,
        total: Uint64,
    ) -> Result<Closing, ContractError> {
        let entry = match settled.value {
            Some(value) => {
                let before = history(storage, feed, None).below(first)?;
                Some(Entry::next(before.as_ref(), &feed.windows, first, value)?)
            }
            None => None,
        };

        Ok(Closing {
            first,
            over,
            settled,
            total,
            entry,
        })
    }

    /// Writes it down. The tip is the caller's.
    pub fn save(&self, storage: &mut dyn Storage, feed: &Feed<Addr>) -> Result<(), ContractError> {
        let name = feed.name.as_str();
        let readings = history(storage, feed, self.entry.clone()).read_all(self.over)?;

        if let Some(Entry { period, total }) = &self.entry {
            TOTALS.save(storage, (name, *period), total);
        }
        READINGS.save(storage, name, &readings);
        Ok(())
    }

    /// What is announced.
    pub fn event(&self, feed: &Feed<Addr>) -> Event {
        Event::Closed {
            feed: feed.name.clone(),
            first: self.first,
            last: self.over.saturating_sub(1),
            valued: self.settled.value.is_some(),
            value: self.settled.value.unwrap_or_default(),
            reporters: self.settled.reporters,
            weight: self.settled.weight,
            total: self.total.u64(),
        }
    }
}

/// A period in which nobody reported.
const NOBODY: Settlement = Settlement {
    value: None,
    reporters: 0,
    weight: Uint128::zero(),
};

/// A feed's history, with what is over and not closed.
pub fn history<'a>(
    storage: &'a dyn Storage,
    feed: &'a Feed<Addr>,
    pending: Option<Entry>,
) -> History<'a> {
    History {
        storage,
        feed,
        pending,
    }
}

/// Reports of one period, at most 64.
pub fn reports(storage: &dyn Storage, feed: &str, period: u32) -> StdResult<Vec<Report>> {
    let all = REPORTS.range(storage, (feed, period), None, None, Order::Ascending);

    all.map(|report| report.map(|(_, report)| report)).collect()
}
