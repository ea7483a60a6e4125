use cosmwasm_std::Uint128;
use thiserror::Error;

use super::limits::{EXCLUDED, MAX_AMOUNT, MAX_FEE, MEMO, MIN_FEE};
use crate::governance::Share;
use crate::oracle::limits::{MAX_PERIOD, MIN_PERIOD};

/// Why the terms of a payments contract are refused.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum TermsError {
    /// Counting costs something, and a payment arrives.
    #[error(
        "a fee of {fee} is not {} to {}",
        Share::new(MIN_FEE),
        Share::new(MAX_FEE)
    )]
    Fee {
        /// The fee.
        fee: Share,
    },
    /// What counts is more than nothing, and can be paid.
    #[error("a least payment of {least} is not 1 to {MAX_AMOUNT}")]
    Least {
        /// The least payment that counts.
        least: Uint128,
    },
    /// No period has run before somebody could pay.
    #[error("start {start} is before now, {now}, or not before the year 2200")]
    Start {
        /// First instant of the first period, Unix seconds.
        start: u64,
        /// Block time.
        now: u64,
    },
    /// A period is long enough to pay in.
    #[error("a period of {period} s is not {MIN_PERIOD} to {MAX_PERIOD} s")]
    Period {
        /// The period, in seconds.
        period: u64,
    },
    /// A birth message is not endless.
    #[error("{count} excluded accounts are more than {EXCLUDED}")]
    Excluded {
        /// How many.
        count: usize,
    },
}

/// Why a message is refused.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No period runs.
    #[error("payments begin at {start}; it is {now}")]
    NotStarted {
        /// First instant of the first period, Unix seconds.
        start: u64,
        /// Block time.
        now: u64,
    },
    /// A payment is of something, and can be summed up.
    #[error("a payment of {amount} is not 1 to {MAX_AMOUNT}")]
    Amount {
        /// What was sent.
        amount: Uint128,
    },
    /// A payment changes hands.
    #[error("{payer} cannot pay itself")]
    ToItself {
        /// Who.
        payer: String,
    },
    /// A memo is short.
    #[error("the memo has {bytes} bytes, more than {MEMO}")]
    Memo {
        /// How many.
        bytes: usize,
    },
    /// What is paid stays until the period after it is over.
    #[error("nothing is due to {payee} before {from}; it is {now}")]
    NotDue {
        /// Who.
        payee: String,
        /// When the next part is due, Unix seconds.
        from: u64,
        /// Block time.
        now: u64,
    },
    /// Somebody was paid.
    #[error("nothing is owed to {payee}")]
    NothingOwed {
        /// Who.
        payee: String,
    },
    /// What is not over has no window.
    #[error("period {period} is not over: {over} are")]
    NotOver {
        /// The period asked for.
        period: u32,
        /// How many periods are over.
        over: u32,
    },
    /// A window has a period.
    #[error("a window of 0 periods is empty")]
    Empty {},
    /// A figure that the bounds of payments exclude.
    #[error("a sum or a count is out of range")]
    OutOfRange {},
}
