//! Why nothing was reported.

use cosmwasm_std::Uint128;

use crate::chain::ChainError;
use crate::combine::TooFew;
use crate::document::{DocumentError, Heard};
use crate::store::StoreError;

/// Why nothing was reported.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The chain.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The folder.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// No period runs.
    #[error("feed {feed} starts at {start}, it is {now}: nothing can be reported yet")]
    NotStarted {
        /// The feed.
        feed: String,
        /// Its first instant, Unix seconds.
        start: u64,
        /// Block time.
        now: u64,
    },
    /// Not enough sources agree.
    #[error("nothing is reported: {few}\n{}", lines(heard))]
    TooFew {
        /// How many agree.
        few: TooFew,
        /// What they said.
        heard: Vec<Heard>,
    },
    /// The value is not on the feed's scale.
    #[error(
        "nothing is reported: {value} is not {min} to {max}, the feed's scale; check `scale` of the sources"
    )]
    OffScale {
        /// The value.
        value: Uint128,
        /// The least.
        min: Uint128,
        /// The largest.
        max: Uint128,
    },
    /// The period ended before the report was in.
    #[error("period {period} is over, and was not reported")]
    Over {
        /// The period.
        period: u32,
    },
    /// The chain could not be told, however often it was tried.
    #[error("given up after {tries} tries: {last}")]
    GivenUp {
        /// How often.
        tries: u32,
        /// What happened last.
        last: ChainError,
    },
    /// Somebody asked to stop.
    #[error("stopped before period {period} was reported; it goes on from here when started again")]
    Stopped {
        /// The period.
        period: u32,
    },
}

fn lines(heard: &[Heard]) -> String {
    let lines: Vec<_> = heard
        .iter()
        .map(|heard| format!("  {}", heard.words()))
        .collect();
    lines.join("\n")
}
