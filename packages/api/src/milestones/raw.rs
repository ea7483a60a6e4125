//! Keys that other contracts read, and the handles that read them. A golden pins them.
//!
//! A raw read loads no contract. A missing contract or a malformed record is an error, so that a
//! caller fails closed; only a milestone that has not ended has no conclusion.

use cosmwasm_std::{Addr, QuerierWrapper, StdError, StdResult};
use cw_storage_plus::{Item, Map};
use milegate_core::Conclusion;
use milegate_core::milestone::{Stage, State, Terms};
use serde::{Deserialize, Serialize};

use super::ConfigResponse;
use crate::common::Sink;
use crate::packed::{PackedItem, PackedMap};

/// Wiring. Written once, at birth.
pub const CONFIG: Item<ConfigResponse> = Item::new("config");

/// The part of it that messages need, packed. Written once, at birth.
pub const WIRING: PackedItem<Wiring> = PackedItem::new("wiring");

/// Namespace of [`TERMS`].
pub const TERMS_KEY: &str = "terms";

/// Milestone's name -> its frozen terms. Written once, at birth.
pub const TERMS: Map<&str, Terms<Addr>> = Map::new(TERMS_KEY);

/// Milestone's name -> stage, round, bond, bounty and tallies: packed, written by every message.
pub const STATES: PackedMap<&str, State> = PackedMap::new("state");

/// Milestone's name -> how it ended. Absent until then, never changed after.
pub const CONCLUSIONS: Map<&str, Conclusion> = Map::new("conclusion");

/// The part of the wiring that messages need.
pub struct Wiring {
    /// Vaults whose holders are interested.
    pub vaults: Vec<Addr>,
    /// Denom of bonds and bounties.
    pub bond_denom: String,
    /// Where lost bonds go.
    pub bond_sink: Sink<Addr>,
}

/// Vaults whose holders are barred from attesting; an error if there are no milestones.
pub fn vaults(querier: &QuerierWrapper, milestones: &Addr) -> StdResult<Vec<Addr>> {
    let wiring = WIRING.query(querier, milestones)?;
    let wiring = wiring.ok_or_else(|| StdError::not_found(format!("wiring of {milestones}")))?;

    Ok(wiring.vaults)
}

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

/// A milestone as its court sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Who settles its disputes.
    pub court: Addr,
    /// The running round.
    pub round: u32,
    /// Whether a challenge waits for the court.
    pub disputed: bool,
}

/// What a court must know of a milestone; none if there is no such milestone.
pub fn case(
    querier: &QuerierWrapper,
    milestones: &Addr,
    milestone: &str,
) -> StdResult<Option<Case>> {
    /// Terms without what does not matter here.
    #[derive(Serialize, Deserialize)]
    struct Court {
        court: Addr,
    }

    let terms: Map<&str, Court> = Map::new(TERMS_KEY);
    let Some(Court { court }) = terms.query(querier, milestones.clone(), milestone)? else {
        return Ok(None);
    };
    let state = STATES.query(querier, milestones, milestone)?;
    let state = state.ok_or_else(|| StdError::not_found(format!("state of {milestone}")))?;

    Ok(Some(Case {
        court,
        round: state.round,
        disputed: matches!(state.stage, Stage::Disputed { .. }),
    }))
}

/// Instant before which a milestone takes no evidence; an error if there is no such milestone.
pub fn start(querier: &QuerierWrapper, milestones: &Addr, milestone: &str) -> StdResult<u64> {
    /// Terms without what does not matter here.
    #[derive(Serialize, Deserialize)]
    struct Start {
        start: u64,
    }

    let terms: Map<&str, Start> = Map::new(TERMS_KEY);
    terms
        .query(querier, milestones.clone(), milestone)?
        .map(|terms| terms.start)
        .ok_or_else(|| StdError::not_found(format!("milestone {milestone} of {milestones}")))
}

/// Whether the holders of `vault` are barred from attesting to these milestones.
pub fn lists_vault(querier: &QuerierWrapper, milestones: &Addr, vault: &Addr) -> StdResult<bool> {
    let config = CONFIG.query(querier, milestones.clone())?;

    Ok(config.vaults.contains(vault))
}
