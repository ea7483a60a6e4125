//! What the contract answers.

mod members;
mod money;

use cosmwasm_std::{Deps, StdResult};
use cw4::{AdminResponse, HooksResponse};
use milegate_api::stake::ConfigResponse;

pub use members::{list_members, member, total_weight};
pub use money::{claims, solvency, staked};

use crate::state::CONFIG;

/// The terms.
pub fn config(deps: Deps) -> StdResult<ConfigResponse> {
    CONFIG.load(deps.storage)
}

/// Nobody changes anything here.
pub fn admin() -> AdminResponse {
    AdminResponse { admin: None }
}

/// Nobody is told of changes.
pub fn hooks() -> HooksResponse {
    HooksResponse { hooks: Vec::new() }
}
