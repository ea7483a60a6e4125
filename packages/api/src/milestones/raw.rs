//! Keys that other contracts read, and the handles that read them. A golden pins them.
//!
//! A raw read loads no contract. A missing contract or a malformed record is an error, so that a
//! caller fails closed; only a milestone that has not ended has no conclusion.

use cosmwasm_std::{Addr, QuerierWrapper, StdError, StdResult};
use cw_storage_plus::{Item, Map};
use milegate_core::Conclusion;
use milegate_core::milestone::Terms;

use super::ConfigResponse;

/// Wiring. Written once, at birth.
pub const CONFIG: Item<ConfigResponse> = Item::new("config");

/// Namespace of [`TERMS`].
pub const TERMS_KEY: &str = "terms";

/// Milestone's name -> its frozen terms. Written once, at birth.
pub const TERMS: Map<&str, Terms<Addr>> = Map::new(TERMS_KEY);

/// Milestone's name -> how it ended. Absent until then, never changed after.
pub const CONCLUSIONS: Map<&str, Conclusion> = Map::new("conclusion");

/// How a milestone ended; none while it has not.
pub fn conclusion(
    querier: &QuerierWrapper,
    milestones: &Addr,
    milestone: &str,
) -> StdResult<Option<Conclusion>> {
    CONCLUSIONS.query(querier, milestones.clone(), milestone)
}

/// The frozen terms of a milestone; none if there is no such milestone.
pub fn terms(
    querier: &QuerierWrapper,
    milestones: &Addr,
    milestone: &str,
) -> StdResult<Option<Terms<Addr>>> {
    TERMS.query(querier, milestones.clone(), milestone)
}

/// Instant before which a milestone takes no evidence; an error if there is no such milestone.
pub fn start(querier: &QuerierWrapper, milestones: &Addr, milestone: &str) -> StdResult<u64> {
    terms(querier, milestones, milestone)?
        .map(|terms| terms.start)
        .ok_or_else(|| StdError::not_found(format!("milestone {milestone} of {milestones}")))
}

/// Whether the holders of `vault` are barred from attesting to these milestones.
pub fn lists_vault(querier: &QuerierWrapper, milestones: &Addr, vault: &Addr) -> StdResult<bool> {
    let config = CONFIG.query(querier, milestones.clone())?;

    Ok(config.vaults.contains(vault))
}
