//! Everything the contract stores. What other contracts read is JSON; hot records are packed.

use cosmwasm_std::{Addr, Order, StdResult, Storage, Uint128};
use cw_storage_plus::{Bound, Map};
use milegate_api::packed::{PackedItem, PackedMap};
use milegate_core::milestone::{
    Attestation, Books, Evidence, Previous, State, Strike, Terms, Watch,
};

use crate::ContractError;

// -- frozen at birth; keys that others read are pinned in `milegate_api::milestones::raw`

/// `config`: wiring, for queries and other contracts.
pub use milegate_api::milestones::raw::CONFIG;

/// `wiring`: the part of it that messages need.
pub use milegate_api::milestones::raw::WIRING;

/// `terms` / milestone -> its terms, for queries and other contracts.
pub use milegate_api::milestones::raw::TERMS;

/// `criteria` / milestone -> its terms as messages need them: packed, without the statement.
pub const CRITERIA: PackedMap<&str, Terms<Addr>> = PackedMap::new("criteria");

// -- the life of a milestone

/// `state` / milestone -> stage, round, bond, bounty and tallies. Written by every message to it.
pub use milegate_api::milestones::raw::STATES;

/// `conclusion` / milestone -> how it ended. Written once, by the message that ends it.
pub use milegate_api::milestones::raw::CONCLUSIONS;

/// `attestation` / milestone, witness, attestor -> his latest. Written by attest, retract, recuse.
pub const ATTESTATIONS: PackedMap<(&str, &str, &Addr), Attestation> = PackedMap::new("attestation");

/// `evidence` / milestone, witness, attestor -> what his latest attestation put forward. Written by
/// attest; earlier evidence is in the events.
pub const EVIDENCE: PackedMap<(&str, &str, &Addr), Evidence> = PackedMap::new("evidence");

/// `watch` / milestone, witness -> what has been seen of a state leaf. Written by observe.
pub const WATCHES: PackedMap<(&str, &str), Watch> = PackedMap::new("watch");

/// `strike` / milestone, witness, last number -> the number before the first. Written by a fall.
pub const STRIKES: Map<(&str, &str, u64), u64> = Map::new("strike");

// -- money

/// `books`: bonds, bounties, credits, dues. Each is the sum over its records; the balance covers
/// them all.
pub const BOOKS: PackedItem<Books> = PackedItem::new("books");

/// `credit` / address -> what it can withdraw. Absent when nothing.
pub const CREDITS: Map<&Addr, Uint128> = Map::new("credit");

/// Terms, but for the statement, and state of a milestone.
pub fn load(storage: &dyn Storage, milestone: &str) -> Result<(Terms<Addr>, State), ContractError> {
    let terms = CRITERIA
        .may_load(storage, milestone)?
        .ok_or_else(|| unknown(milestone))?;
    let state = STATES.load(storage, milestone)?;

    Ok((terms, state))
}

/// Refuses a milestone that does not exist.
pub fn unknown(milestone: &str) -> ContractError {
    ContractError::UnknownMilestone {
        milestone: milestone.to_string(),
    }
}

/// The first strike of a leaf that ends at or after `sequence`: the only one that can have struck
/// that attestation.
pub fn strike_at(
    storage: &dyn Storage,
    milestone: &str,
    witness: &str,
    sequence: u64,
) -> StdResult<Option<Strike>> {
    STRIKES
        .prefix((milestone, witness))
        .range(
            storage,
            Some(Bound::inclusive(sequence)),
            None,
            Order::Ascending,
        )
        .next()
        .map(|strike| strike.map(|(to, from)| Strike { from, to }))
        .transpose()
}

/// An attestor's latest attestation to a leaf, with the strike that may have struck it.
pub fn previous(
    storage: &dyn Storage,
    milestone: &str,
    witness: &str,
    attestor: &Addr,
) -> StdResult<Option<Previous>> {
    let key = (milestone, witness, attestor);
    let Some(attestation) = ATTESTATIONS.may_load(storage, key)? else {
        return Ok(None);
    };
    let strike = strike_at(storage, milestone, witness, attestation.sequence)?;

    Ok(Some(Previous {
        attestation,
        strike,
    }))
}
