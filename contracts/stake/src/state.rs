//! Everything the contract stores. What others read is JSON under the keys of cw4; the rest is
//! packed.

use cosmwasm_std::{Addr, Uint128};
use milegate_api::packed::{PackedItem, PackedMap};
use milegate_core::stake::Claim;

/// `config`: terms, frozen at birth.
pub use milegate_api::stake::raw::CONFIG;

/// `members` / address -> its weight, and `members__changelog` / address, height -> the weight before
/// that block. Written when a weight changes.
pub use milegate_api::stake::raw::MEMBERS;

/// `total` -> the sum of all weights, and `total__changelog` / height -> the sum before that block.
/// Written with [`MEMBERS`].
pub use milegate_api::stake::raw::TOTAL;

/// `stake` / address -> base units it has staked. Absent when none. Written by bond and unbond.
pub const STAKES: PackedMap<&Addr, Uint128> = PackedMap::new("stake");

/// `claims` / address -> what it has unbonded, at most 32 entries. Absent when none. Written by unbond
/// and claim.
pub const CLAIMS: PackedMap<&Addr, Vec<Claim>> = PackedMap::new("claims");

/// `owed` -> the sum over stakes and claims, which the balance covers. Written by bond and claim.
pub const OWED: PackedItem<Uint128> = PackedItem::new("owed");
