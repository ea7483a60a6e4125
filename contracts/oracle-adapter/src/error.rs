use cosmwasm_std::StdError;
use cw2::VersionError;
use milegate_core::milestone::TermsError;
use milegate_core::oracle::{FeedError, Refusal};
use milegate_oracle::ContractError as OracleError;
use thiserror::Error;

/// Why a message is refused.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, a query or a malformed address.
    #[error(transparent)]
    Std(#[from] StdError),
    /// What an oracle refuses too.
    #[error(transparent)]
    Oracle(#[from] OracleError),
    /// A rule of feeds.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// The terms of the feed.
    #[error(transparent)]
    Feed(#[from] FeedError),
    /// The form of a text or a digest.
    #[error(transparent)]
    Form(#[from] TermsError),
    /// A migration to other or older code.
    #[error(transparent)]
    Version(#[from] VersionError),

    /// No message takes funds.
    #[error("the message takes no funds")]
    UnexpectedFunds {},
    /// There is a median of three, and a list that ends.
    #[error("{slots} slots in a period of {period} s, not 3 to 64, or shorter than a second")]
    Slots {
        /// How many.
        slots: u32,
        /// The period, in seconds.
        period: u64,
    },
    /// A slot takes one sample.
    #[error("slot {slot} of period {period} has a sample")]
    SlotTaken {
        /// The period.
        period: u32,
        /// The slot.
        slot: u32,
    },
    /// The source's answer is recent.
    #[error("the source was brought up to date at {updated}, more than {max_age} s before {now}")]
    Stale {
        /// When, Unix seconds.
        updated: u64,
        /// The oldest an answer may be, in seconds.
        max_age: u64,
        /// Block time.
        now: u64,
    },
    /// The source's answer is a number that a feed can hold.
    #[error("the source answers a rate of {rate}, which is no number of 128 bits")]
    Rate {
        /// What it says.
        rate: String,
    },
}
