//! Keys that other contracts read, and the handles that ask. A golden pins them.
//!
//! A raw read gives a weight as it is now; one at a height takes a query, because history is kept
//! only where it changed. The keys are those of cw4, so its own handle (`cw4::Cw4Contract`) reads
//! them.

use cosmwasm_std::{Addr, QuerierWrapper, StdResult};
use cw_storage_plus::{Item, SnapshotItem, SnapshotMap, Strategy};
use cw4::{
    MEMBERS_CHANGELOG, MEMBERS_CHECKPOINTS, MEMBERS_KEY, MemberResponse, TOTAL_KEY,
    TOTAL_KEY_CHANGELOG, TOTAL_KEY_CHECKPOINTS, TotalWeightResponse,
};

use super::{ConfigResponse, QueryMsg};

/// Terms. Written once, at birth.
pub const CONFIG: Item<ConfigResponse> = Item::new("config");

/// Address -> what it weighs. Absent when nothing.
pub const MEMBERS: SnapshotMap<&Addr, u64> = SnapshotMap::new(
    MEMBERS_KEY,
    MEMBERS_CHECKPOINTS,
    MEMBERS_CHANGELOG,
    Strategy::EveryBlock,
);

/// What all members weigh.
pub const TOTAL: SnapshotItem<u64> = SnapshotItem::new(
    TOTAL_KEY,
    TOTAL_KEY_CHECKPOINTS,
    TOTAL_KEY_CHANGELOG,
    Strategy::EveryBlock,
);

/// What all members weighed at the start of the block that runs, whose height is `height`: two raw
/// reads, which load no contract and which a stranger cannot make fail.
pub fn total_before(querier: &QuerierWrapper, stake: &Addr, height: u64) -> StdResult<u64> {
    let changed = TOTAL.changelog().query(querier, stake.clone(), height)?;
    match changed {
        Some(change) => Ok(change.old.unwrap_or_default()),
        None => Item::new(TOTAL_KEY).query(querier, stake.clone()),
    }
}

/// What an address weighed at the start of a block.
pub fn weight_at(
    querier: &QuerierWrapper,
    stake: &Addr,
    addr: &Addr,
    height: u64,
) -> StdResult<u64> {
    let question = QueryMsg::Member {
        addr: addr.to_string(),
        at_height: Some(height),
    };
    let answer: MemberResponse = querier.query_wasm_smart(stake, &question)?;

    Ok(answer.weight.unwrap_or_default())
}

/// What all members weighed at the start of a block.
pub fn total_at(querier: &QuerierWrapper, stake: &Addr, height: u64) -> StdResult<u64> {
    let question = QueryMsg::TotalWeight {
        at_height: Some(height),
    };
    let answer: TotalWeightResponse = querier.query_wasm_smart(stake, &question)?;

    Ok(answer.weight)
}
