//! Every key of the vault. Peers read `seal`, `interest` and `gates` (`milegate_api::vesting::raw`).
//!
//! A claim reads `live`, `grant`, `claimed`, `schedule` and `paid`, and writes `claimed` and
//! `paid`: a write costs ten times a read per byte, so what changes is kept apart and small.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, HexBinary, Uint64, Uint128};
use cw_storage_plus::{Item, Map};
use milegate_api::common::{PlanRef, Sink};
use milegate_api::core::guard::Guard;
use milegate_api::core::ledger::{Standing, Totals};
use milegate_api::vesting::{AssetTerms, Category};

pub use milegate_api::vesting::raw::{GATES, INTEREST, SEAL};

// -- terms -----------------------------------------------------------------------------------

/// Terms and wiring. Written at birth.
pub const VAULT: Item<Vault> = Item::new("vault");

/// What a claim needs of the terms; its absence refuses whatever needs a sealed vault. Written by
/// `seal`.
pub const LIVE: Item<Live> = Item::new("live");

/// Digest and sums over the grants. Written at birth and by `add_grants`.
pub const LIST: Item<List> = Item::new("list");

// -- schedules -------------------------------------------------------------------------------

/// Name -> rules and gates. Written at birth, then once per gate, when it is latched.
pub const SCHEDULES: Map<&str, ScheduleRecord> = Map::new("schedule");

/// Name -> sums over its grants; in step with the gates in `schedule`. Written by `add_grants`, and
/// whenever a gate dies.
pub const TOTALS: Map<&str, Totals> = Map::new("totals");

/// Name -> paid under it, base units: the sum of `claimed` over its grants. Written by `claim`.
pub const PAID: Map<&str, Uint128> = Map::new("paid");

// -- grants ----------------------------------------------------------------------------------

/// Reference -> terms of a grant. Written by `add_grants`.
pub const GRANTS: Map<&str, GrantRecord> = Map::new("grant");

/// Reference -> paid under it, base units. Written by `claim`.
pub const CLAIMED: Map<&str, Uint128> = Map::new("claimed");

// -- sink ------------------------------------------------------------------------------------

/// Forfeited and not yet sent to the sink, base units. Written at birth, when a gate dies and by
/// `pay_dues`.
pub const DUES: Item<Uint128> = Item::new("dues");

/// Terms and wiring of a vault.
#[cw_serde]
pub struct Vault {
    pub plan: PlanRef,
    pub asset: AssetTerms,
    pub issuer: Addr,
    pub funder: Addr,
    pub milestones: Addr,
    pub milestones_checksum: HexBinary,
    pub notice: u64,
    pub sink: Sink<Addr>,
    pub excluded: Vec<Addr>,
    pub guard: Option<Guard>,
    pub categories: Vec<Category>,
}

/// The part of the terms that a payment needs.
#[cw_serde]
pub struct Live {
    pub denom: String,
    pub milestones: Addr,
    pub notice: u64,
}

/// The grants as a list: what a sealing message must match.
#[cw_serde]
pub struct List {
    pub digest: HexBinary,
    pub grants: u32,
    /// Lots granted per category, in the order of the terms.
    pub lots: Vec<Uint64>,
    /// Their sum in base units.
    pub funding: Uint128,
}

/// A schedule with its gates.
#[cw_serde]
pub struct ScheduleRecord {
    pub category: String,
    pub standing: Standing,
}

/// A grant's terms. What is usual is left out: a byte costs 30 gas.
#[cw_serde]
pub struct GrantRecord {
    pub schedule: String,
    pub owner: Addr,
    /// The owner if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payee: Option<Addr>,
    pub lots: Uint64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub anyone_claims: bool,
}

impl GrantRecord {
    pub fn payee(&self) -> &Addr {
        self.payee.as_ref().unwrap_or(&self.owner)
    }
}
