use std::fmt;

use cosmwasm_schema::cw_serde;

/// A moment on the chain: both clocks, because a halted chain moves only one of them.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Point {
    /// Block time, Unix seconds.
    pub time: u64,
    /// Block height.
    pub height: u64,
}

/// A length measured on both clocks: over only when both have run.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Span {
    /// Seconds.
    pub seconds: u64,
    /// Blocks.
    pub blocks: u64,
}

impl Span {
    /// This span followed by `next`.
    pub const fn then(self, next: Span) -> Span {
        Span {
            seconds: self.seconds.saturating_add(next.seconds),
            blocks: self.blocks.saturating_add(next.blocks),
        }
    }
}

impl Point {
    /// The earliest point at which `span`, counted from this one, is over.
    pub const fn after(self, span: Span) -> Point {
        Point {
            time: self.time.saturating_add(span.seconds),
            height: self.height.saturating_add(span.blocks),
        }
    }

    /// Whether `span` is over at `now`, counted from this point: both clocks must have run, so a
    /// halted chain eats no window.
    pub const fn past(self, span: Span, now: Point) -> bool {
        now.reached(self.after(span))
    }

    /// Whether both clocks have reached `other`.
    pub const fn reached(self, other: Point) -> bool {
        self.time >= other.time && self.height >= other.height
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "time {}, block {}", self.time, self.height)
    }
}

/// An instant as a calendar shows it: `2026-03-01 12:00:00 UTC`.
pub fn utc(time: u64) -> String {
    let (days, seconds) = (time / 86_400, time % 86_400);
    // Days and years are counted from 1 March of the year 0, so that a leap day ends its year.
    let shifted = days.saturating_add(719_468);
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = day_of_era
        .saturating_add(day_of_era / 36_524)
        .saturating_sub(day_of_era / 1_460)
        .saturating_sub(day_of_era / 146_096)
        / 365;
    let day_of_year = day_of_era
        .saturating_add(year_of_era / 100)
        .saturating_sub(year_of_era.saturating_mul(365))
        .saturating_sub(year_of_era / 4);
    let shifted_month = day_of_year.saturating_mul(5).saturating_add(2) / 153;
    let day = day_of_year
        .saturating_add(1)
        .saturating_sub(shifted_month.saturating_mul(153).saturating_add(2) / 5);
    let (month, carry) = match shifted_month {
        0..=9 => (shifted_month.saturating_add(3), 0),
        _ => (shifted_month.saturating_sub(9), 1),
    };
    let year = era
        .saturating_mul(400)
        .saturating_add(year_of_era)
        .saturating_add(carry);

    format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02} UTC",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60,
    )
}
