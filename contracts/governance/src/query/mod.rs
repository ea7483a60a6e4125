//! What the contract answers. Where a proposal stands comes from the same core functions that
//! decide messages.

mod ballots;
mod config;
mod cw3;
mod next;
mod tally;
mod words;

pub use ballots::ballots;
pub use config::{config, deposits, payee};
pub use cw3::{
    list_proposals, list_voters, list_votes, proposal, reverse_proposals, threshold, vote, voter,
};
pub use tally::tally;

use cosmwasm_std::{StdError, StdResult};

use crate::ContractError;

/// An error of the contract in the type of queries.
fn plain<T>(result: Result<T, ContractError>) -> StdResult<T> {
    result.map_err(|error| match error {
        ContractError::Std(error) => error,
        error => StdError::generic_err(error.to_string()),
    })
}
