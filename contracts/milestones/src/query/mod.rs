//! What the contract answers. Stages, sittings and standings come from the same core functions
//! that decide messages.

mod attestations;
mod bonds;
mod milestone;
mod next;
mod words;

use cosmwasm_std::{Binary, Deps, StdError, StdResult};

pub use attestations::attestations;
pub use bonds::{bonds, credit};
pub use milestone::{milestone, milestones};

use crate::state::CONFIG;

/// The wiring, as it was written at birth.
pub fn config(deps: Deps) -> StdResult<Binary> {
    let config = deps.storage.get(CONFIG.as_slice());

    config
        .map(Binary::from)
        .ok_or_else(|| StdError::not_found("config"))
}
