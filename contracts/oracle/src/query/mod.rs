//! What the contract answers: by the clock, whether periods have been closed or not. What a message
//! would write down first is decided by the same functions and added to what is stored.

mod feed;
mod lists;
mod window;

use cosmwasm_std::{Addr, StdError, StdResult, Storage};
use milegate_api::oracle::ConfigResponse;
use milegate_core::oracle::Feed;

pub use feed::feed;
pub use lists::{feeds, periods, reports};
pub use window::window;

use crate::ContractError;
use crate::closing::{Closing, history};
use crate::history::History;
use crate::state::{CONFIG, Tip, load};

/// An error of the contract in the type of queries.
fn plain<T>(result: Result<T, ContractError>) -> StdResult<T> {
    result.map_err(|error| match error {
        ContractError::Std(error) => error,
        error => StdError::generic_err(error.to_string()),
    })
}

/// Plan and governance.
pub fn config(storage: &dyn Storage) -> StdResult<ConfigResponse> {
    CONFIG.load(storage)
}

/// A feed at an instant.
struct View {
    feed: Feed<Addr>,
    tip: Tip,
    /// Periods that are over.
    over: u32,
    /// What of them is not closed.
    closing: Option<Closing>,
}

impl View {
    fn at(storage: &dyn Storage, now: u64, name: &str) -> StdResult<View> {
        let (feed, tip) = plain(load(storage, name))?;
        let closing = plain(Closing::due(storage, &feed, tip, now))?;

        Ok(View {
            over: feed.calendar.over(now),
            feed,
            tip,
            closing,
        })
    }

    fn history<'a>(&'a self, storage: &'a dyn Storage) -> History<'a> {
        let pending = self
            .closing
            .as_ref()
            .and_then(|closing| closing.entry.clone());

        history(storage, &self.feed, pending)
    }
}
