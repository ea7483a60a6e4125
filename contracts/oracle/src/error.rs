use cosmwasm_std::{Addr, StdError};
use cw2::VersionError;
use milegate_api::funds::FundsError;
use milegate_core::milestone::TermsError;
use milegate_core::oracle::{FeedError, Refusal};
use thiserror::Error;

/// Why a message is refused.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, a query or a malformed address.
    #[error(transparent)]
    Std(#[from] StdError),
    /// What was sent along.
    #[error(transparent)]
    Funds(#[from] FundsError),
    /// A rule of feeds.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// The form of a text or a digest.
    #[error(transparent)]
    Form(#[from] TermsError),
    /// A migration to other or older code.
    #[error(transparent)]
    Version(#[from] VersionError),

    /// The terms of a feed have bounds.
    #[error("feed {feed}: {error}")]
    Feed {
        /// The feed.
        feed: String,
        /// Which bound.
        error: FeedError,
    },
    /// A birth message is not endless.
    #[error("{count} feeds are more than {most} in one message")]
    TooManyFeeds {
        /// How many.
        count: usize,
        /// The most.
        most: usize,
    },
    /// A name means one feed.
    #[error("there is a feed {feed}")]
    FeedExists {
        /// The name.
        feed: String,
    },
    /// No feed has the name.
    #[error("no feed {feed}")]
    UnknownFeed {
        /// The name.
        feed: String,
    },
    /// A feed has few windows.
    #[error("feed {feed} has no window {window}")]
    UnknownWindow {
        /// The feed.
        feed: String,
        /// The place asked for.
        window: u8,
    },
    /// What is not over has no reading.
    #[error("period {period} is not over: {over} are")]
    NotOver {
        /// The period asked for.
        period: u32,
        /// How many periods are over.
        over: u32,
    },
    /// Feeds are added by a vote.
    #[error("{sender} is not the governance, which alone adds feeds")]
    NotGovernance {
        /// Who sent it.
        sender: Addr,
    },
    /// Reporters are known at every height, and bow to nobody.
    #[error("feed {feed}: {group} cannot be its group: {why}")]
    Group {
        /// The feed.
        feed: String,
        /// The group.
        group: Addr,
        /// What it cannot do, or who controls it.
        why: String,
    },
}
