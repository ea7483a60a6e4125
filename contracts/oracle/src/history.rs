//! The values of a feed, as many as there are, by two reads.

use cosmwasm_std::{Addr, Order, StdResult, Storage};
use cw_storage_plus::Bound;
use milegate_api::oracle::ReadingResponse;
use milegate_core::oracle::{Entry, Feed, Reading, read};

use crate::ContractError;
use crate::state::TOTALS;

/// Entries that are stored, and one that is not yet.
pub struct History<'a> {
    /// Where the others are.
    pub storage: &'a dyn Storage,
    /// Whose.
    pub feed: &'a Feed<Addr>,
    /// The entry after all that are stored.
    pub pending: Option<Entry>,
}

impl History<'_> {
    /// The latest entry of a period below `end`.
    pub fn below(&self, end: u32) -> StdResult<Option<Entry>> {
        if let Some(entry) = self.pending.as_ref().filter(|entry| entry.period < end) {
            return Ok(Some(entry.clone()));
        }

        let name = self.feed.name.as_str();
        let end = Some(Bound::exclusive(end));
        let mut stored = TOTALS.range(self.storage, name, None, end, Order::Descending);
        let latest = stored.next().transpose()?;

        Ok(latest.map(|(period, total)| Entry { period, total }))
    }

    /// What every window comes to when `closed` periods are over; nothing before the first.
    pub fn read_all(&self, closed: u32) -> Result<Vec<Reading>, ContractError> {
        let last = self.below(closed)?;
        let readings = (0..self.feed.windows.len())
            .filter_map(|place| self.read_after(place, closed, last.as_ref()).transpose());

        readings.collect()
    }

    /// What one window comes to.
    pub fn read(&self, place: usize, closed: u32) -> Result<Option<Reading>, ContractError> {
        let last = self.below(closed)?;

        self.read_after(place, closed, last.as_ref())
    }

    /// What a window comes to at the end of a period, the last of those that are over if none.
    pub fn answer(
        &self,
        window: u8,
        over: u32,
        at: Option<u32>,
    ) -> Result<ReadingResponse, ContractError> {
        let feed = self.feed;
        let place = usize::from(window);
        let registered = feed.windows.get(place).copied();
        let registered = registered.ok_or_else(|| ContractError::UnknownWindow {
            feed: feed.name.clone(),
            window,
        })?;
        let closed = match at {
            None => over,
            Some(period) if period < over => period.saturating_add(1),
            Some(period) => return Err(ContractError::NotOver { period, over }),
        };

        let reading = self.read(place, closed)?;
        Ok(ReadingResponse {
            unit: feed.unit.clone(),
            decimals: feed.decimals,
            window: registered,
            mean: reading.and_then(|reading| reading.mean()),
            minimum_holds: reading.and_then(|reading| reading.minimum_holds()),
            gap_holds: reading.map(|reading| reading.gap_holds()),
            reading,
        })
    }

    fn read_after(
        &self,
        place: usize,
        closed: u32,
        last: Option<&Entry>,
    ) -> Result<Option<Reading>, ContractError> {
        let Some(window) = self.feed.windows.get(place) else {
            return Ok(None);
        };
        let before = self.below(window.first(closed))?;
        let reading = read(
            self.feed.calendar,
            window,
            place,
            closed,
            last,
            before.as_ref(),
        )?;

        Ok(reading)
    }
}
