use cosmwasm_std::{Uint64, Uint128};
use thiserror::Error;

use super::limits::{DECIMALS, MAX_PERIOD, MAX_VALUE, MIN_PERIOD, WINDOWS};
use crate::governance::Share;
use crate::milestone::TermsError;

/// Why the terms of a feed are refused.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum FeedError {
    /// The form of a name or a text.
    #[error(transparent)]
    Form(#[from] TermsError),
    /// A value can be read by people.
    #[error("{decimals} decimals are more than {DECIMALS}")]
    Decimals {
        /// How many.
        decimals: u8,
    },
    /// Whoever sets a value is the greater part of the group.
    #[error("a quorum of {quorum} is not above 50 % and at most all")]
    Quorum {
        /// The quorum.
        quorum: Share,
    },
    /// A scale has two ends, and sums that fit.
    #[error("a scale from {min} to {max} is not in order, or ends above {MAX_VALUE}")]
    Scale {
        /// The least value.
        min: Uint128,
        /// The largest.
        max: Uint128,
    },
    /// No period has run before somebody could report.
    #[error("start {start} is before now, {now}, or not before the year 2200")]
    Start {
        /// First instant of the first period, Unix seconds.
        start: u64,
        /// Block time.
        now: u64,
    },
    /// A period is long enough to report in.
    #[error("a period of {period} s is not {MIN_PERIOD} to {MAX_PERIOD} s")]
    Period {
        /// The period, in seconds.
        period: u64,
    },
    /// A feed has something to measure.
    #[error("{count} windows, not 1 to {WINDOWS}")]
    Windows {
        /// How many.
        count: usize,
    },
    /// A window has some length, and is over in a lifetime.
    #[error("a window of {periods} periods is empty, or longer than 100 years")]
    Window {
        /// How many periods.
        periods: u32,
    },
    /// A gap can be too long.
    #[error("a gap of {max_gap} periods is never too long in a window of {periods}")]
    Gap {
        /// The longest gap.
        max_gap: u32,
        /// How many periods the window has.
        periods: u32,
    },
    /// A value can be too small, and large enough.
    #[error("a least of {least} is not above {min} and at most {max}, the ends of the scale")]
    Least {
        /// The least value of the window.
        least: Uint128,
        /// The least value that can be reported.
        min: Uint128,
        /// The largest.
        max: Uint128,
    },
}

/// Why a message to a feed is refused.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No period runs.
    #[error("the feed starts at {start}; it is {now}")]
    NotStarted {
        /// First instant of the first period, Unix seconds.
        start: u64,
        /// Block time.
        now: u64,
    },
    /// Nobody reports what has not begun.
    #[error("period {period} is ahead: {running} runs")]
    Early {
        /// The period reported.
        period: u32,
        /// The one that runs.
        running: u32,
    },
    /// What is over is closed.
    #[error("period {period} is over: {running} runs")]
    Late {
        /// The period reported.
        period: u32,
        /// The one that runs.
        running: u32,
    },
    /// Values lie on the scale.
    #[error("a value of {value} is not {min} to {max}")]
    OffScale {
        /// The value.
        value: Uint128,
        /// The least.
        min: Uint128,
        /// The largest.
        max: Uint128,
    },
    /// Members of the group report.
    #[error("the reporter weighs nothing in the group at block {height}")]
    Stranger {
        /// Where the period's weights are read.
        height: u64,
    },
    /// A period has a bounded number of reports.
    #[error("a weight of {weight} is below a 64th of the group's {total}")]
    Light {
        /// The reporter's.
        weight: Uint64,
        /// The group's.
        total: Uint64,
    },
    /// One report counts once.
    #[error("the reporter has reported in period {period}")]
    Duplicate {
        /// The period.
        period: u32,
    },
    /// There is something to close.
    #[error("nothing is to be closed before {until}, when period {period} is over")]
    NothingOver {
        /// The period that runs, or will be the first.
        period: u32,
        /// When it is over, Unix seconds.
        until: u64,
    },
    /// A figure that the bounds of values and periods exclude.
    #[error("a sum or a count is out of range")]
    OutOfRange {},
}
