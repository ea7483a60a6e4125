use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::entry::{mark, silence, unbroken};
use super::{Calendar, Entry, Refusal, Window};

/// What a window comes to, as of the end of its last period.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Reading {
    /// First instant of its first period, Unix seconds.
    pub from: u64,
    /// First instant after its last period, Unix seconds.
    pub until: u64,
    /// First instant at which a further period is over, and this reading the latest no more, Unix
    /// seconds.
    pub stale: u64,
    /// How many periods it has: as many as registered, or all there were since the feed's start.
    pub periods: u32,
    /// Whether that is as many as registered.
    pub full: bool,
    /// How many of its periods have a value.
    pub observations: u32,
    /// The sum of these values.
    pub sum: Uint128,
    /// Periods in a row, up to the last, without a value below the registered `least`; none if none
    /// is registered. May be more than the window has.
    pub held: Option<u32>,
    /// Periods in a row, up to the last, without a gap above the registered `max_gap`. May be more
    /// than the window has.
    pub unbroken: u32,
    /// Periods without a value in a row, up to the last.
    pub silent: u32,
}

impl Reading {
    /// The mean of its values, rounded down; none of none. `mean >= t` iff `sum >= t * observations`
    /// for every whole `t`.
    pub fn mean(&self) -> Option<Uint128> {
        self.sum.checked_div(Uint128::from(self.observations)).ok()
    }

    /// Whether no value in it lies below the registered `least`; none if none is registered.
    pub fn minimum_holds(&self) -> Option<bool> {
        self.held.map(|held| held >= self.periods)
    }

    /// Whether it has no gap above the registered `max_gap`.
    pub fn gap_holds(&self) -> bool {
        self.unbroken >= self.periods
    }

    /// Whether no further period is over.
    pub fn is_latest(&self, now: u64) -> bool {
        now < self.stale
    }
}

/// What the window at `place` comes to when `closed` periods are over; none before the first.
///
/// `last` is the latest entry of a period below `closed`, `before` the latest of one below the
/// window's first, `closed - periods`. Over the window: `sum = last.sum - before.sum` and
/// `observations = last.count - before.count`.
pub fn read(
    calendar: Calendar,
    window: &Window,
    place: usize,
    closed: u32,
    last: Option<&Entry>,
    before: Option<&Entry>,
) -> Result<Option<Reading>, Refusal> {
    let Some(latest) = closed.checked_sub(1) else {
        return Ok(None);
    };
    let first = window.first(closed);
    let sums = |entry: Option<&Entry>| {
        entry.map_or_else(Default::default, |entry| {
            (entry.total.sum, entry.total.count)
        })
    };
    let ((sum, count), (sum_before, count_before)) = (sums(last), sums(before));
    let out_of_range = || Refusal::OutOfRange {};

    Ok(Some(Reading {
        from: calendar.from(first),
        until: calendar.until(latest),
        stale: calendar.until(closed),
        periods: closed.saturating_sub(first),
        full: closed >= window.periods,
        observations: count.checked_sub(count_before).ok_or_else(out_of_range)?,
        sum: sum.checked_sub(sum_before).map_err(|_| out_of_range())?,
        held: window
            .least
            .map(|_| closed.saturating_sub(mark(last, place).held)),
        unbroken: closed.saturating_sub(unbroken(last, place, window, closed)),
        silent: silence(last, closed),
    }))
}

impl Window {
    /// Its first period when `closed` periods are over.
    pub const fn first(&self, closed: u32) -> u32 {
        closed.saturating_sub(self.periods)
    }
}
