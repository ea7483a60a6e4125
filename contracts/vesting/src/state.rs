//! Every key of the vault. Peers read `seal`, `interest` and `gates`, which are JSON
//! (`milegate_api::vesting::raw`); everything else is packed.
//!
//! A claim reads `live`, `grant`, `claimed`, `schedule` and `paid`, and writes `claimed` and
//! `paid`: a write costs ten times a read per byte, so what changes is kept apart and small.

use cosmwasm_std::{Addr, HexBinary, Order, StdResult, Storage, Uint64, Uint128, from_json};
use milegate_api::common::{ByName, Denom, PlanRef, Sink};
use milegate_api::core::Span;
use milegate_api::core::guard::Guard;
use milegate_api::core::holder::Tie;
use milegate_api::core::ledger::{Grant, Standing, Tenure, Totals};
use milegate_api::lean::Lean;
use milegate_api::pack_fields;
use milegate_api::packed::{PackedItem, PackedMap};
use milegate_api::vesting::{AnnouncedChange, AssetTerms, Category, Held, Phase};

pub use milegate_api::vesting::raw::{GATES, INTEREST, SEAL};

// -- terms -----------------------------------------------------------------------------------

/// Terms and wiring. Written at birth.
pub const VAULT: PackedItem<Vault> = PackedItem::new("vault");

/// What a claim needs of the terms; its absence refuses whatever needs a sealed vault. Written by
/// `seal`.
pub const LIVE: PackedItem<Live> = PackedItem::new("live");

/// Digest and sums over the grants. Written at birth and by `add_grants`.
pub const LIST: PackedItem<List> = PackedItem::new("list");

// -- schedules -------------------------------------------------------------------------------

/// Name -> rules and gates. Written at birth and by `add_cohort`, then once per gate, when it is
/// latched.
pub const SCHEDULES: PackedMap<&str, ScheduleRecord> = PackedMap::new("schedule");

/// Name -> sums over its grants; in step with the gates in `schedule`. Written by `add_grants`,
/// `assign`, `renounce` and a termination, and whenever a gate dies.
pub const TOTALS: PackedMap<&str, Totals> = PackedMap::new("totals");

/// Name -> paid under it, base units: the sum of `claimed` over its grants. Written by `claim` and
/// a recovery.
pub const PAID: PackedMap<&str, Uint128> = PackedMap::new("paid");

// -- grants ----------------------------------------------------------------------------------

/// Reference -> terms of a grant. Written by `add_grants` and `assign`, and when its holder, payee
/// or owner changes.
pub const GRANTS: PackedMap<&str, GrantRecord> = PackedMap::new("grant");

/// Reference -> paid under it, base units. Written by `claim` and a recovery.
pub const CLAIMED: PackedMap<&str, Uint128> = PackedMap::new("claimed");

/// Reference and kind -> the change that was announced, lapsed or not. Written by `announce`,
/// removed when it is cancelled, carried out or void.
pub const CHANGES: PackedMap<(&str, &str), AnnouncedChange> = PackedMap::new("change");

/// Reference -> who may recover it. Written by `name_recovery`, removed when the owner changes.
pub const RECOVERY: PackedMap<&str, Addr> = PackedMap::new("recovery");

/// Reference and address -> what is left of a former owner or payee; counted in `interest` unless he
/// declined. Written when an owner, or a payee who was paid, is replaced, and by `decline`; removed
/// by `renounce`.
pub const TIES: PackedMap<(&str, &Addr), Tie> = PackedMap::new("tie");

/// Address -> it refuses to be named in a grant. Written and removed by `refuse_grants`.
pub const REFUSES: PackedMap<&Addr, bool> = PackedMap::new("refuses");

// -- reserves --------------------------------------------------------------------------------

/// Category -> what is left of its reserve. Written at birth, by `assign`, `add_cohort` and
/// `lapse_reserve`.
pub const RESERVES: PackedMap<&str, ReserveRecord> = PackedMap::new("reserve");

// -- sink ------------------------------------------------------------------------------------

/// Forfeited and not yet sent to the sink, base units. Written at birth, whenever something is
/// forfeited and by `pay_dues`.
pub const DUES: PackedItem<Uint128> = PackedItem::new("dues");

/// Terms and wiring of a vault.
pub struct Vault {
    pub plan: PlanRef,
    pub asset: AssetTerms<Addr>,
    pub issuer: Addr,
    pub funder: Addr,
    pub milestones: Addr,
    pub milestones_checksum: HexBinary,
    pub governance: Option<Addr>,
    pub notice: u64,
    pub payee_delay: Span,
    pub recovery_delay: Span,
    pub sink: Sink<Addr>,
    pub excluded: Vec<Addr>,
    pub guard: Option<Guard>,
    pub categories: Vec<Category<Addr>>,
}

/// The part of the terms that a payment needs.
pub struct Live {
    /// When the vault was sealed, Unix seconds.
    pub since: u64,
    pub denom: Denom<Addr>,
    pub milestones: Addr,
    pub notice: u64,
}

/// The grants as a list: what a sealing message must match.
pub struct List {
    pub digest: HexBinary,
    pub grants: u32,
    /// Lots granted or reserved per category, in the order of the terms.
    pub lots: Vec<Uint64>,
    /// Their sum in base units.
    pub funding: Uint128,
}

/// A schedule with its gates.
pub struct ScheduleRecord {
    pub category: String,
    pub standing: Standing,
}

/// A grant's terms.
pub struct GrantRecord {
    pub schedule: String,
    pub owner: Addr,
    /// The owner if there is none.
    pub payee: Option<Addr>,
    pub lots: Uint64,
    pub anyone_claims: bool,
    pub tenure: Tenure,
    /// What had been claimed when the present payee became payee.
    pub payee_since: Uint128,
}

/// What is left of a reserve.
pub struct ReserveRecord {
    pub lots: Uint64,
    /// Whether they have become dues.
    pub lapsed: bool,
    /// Cohorts added to its category.
    pub cohorts: u32,
}

impl GrantRecord {
    pub fn payee(&self) -> &Addr {
        self.payee.as_ref().unwrap_or(&self.owner)
    }

    /// As the ledger sees it.
    pub fn grant(&self, claimed: Uint128) -> Grant {
        Grant {
            lots: self.lots,
            claimed,
            tenure: self.tenure,
        }
    }
}

pack_fields!(Vault {
    plan,
    asset,
    issuer,
    funder,
    milestones,
    milestones_checksum,
    governance,
    notice,
    payee_delay,
    recovery_delay,
    sink,
    excluded,
    guard,
    categories,
});
pack_fields!(Live {
    since,
    denom,
    milestones,
    notice,
});
pack_fields!(List {
    digest,
    grants,
    lots,
    funding,
});
pack_fields!(ScheduleRecord { category, standing });
pack_fields!(GrantRecord {
    schedule,
    owner,
    payee,
    lots,
    anyone_claims,
    tenure,
    payee_since,
});
pack_fields!(ReserveRecord {
    lots,
    lapsed,
    cohorts
});

/// Draft or sealed, as `seal` says it to others.
pub fn phase(storage: &dyn Storage) -> StdResult<Phase> {
    let live = LIVE.may_load(storage)?;
    Ok(live.map_or(Phase::Draft {}, |live| Phase::Sealed { at: live.since }))
}

/// Every schedule's name, in order.
pub fn schedule_names(storage: &dyn Storage) -> StdResult<Vec<String>> {
    let keys = SCHEDULES
        .prefix(())
        .keys(storage, None, None, Order::Ascending);
    names(keys, usize::MAX)
}

/// The first names of a list. One function for every list, so that the iterators are compiled once.
pub fn names(
    keys: Box<dyn Iterator<Item = StdResult<String>> + '_>,
    most: usize,
) -> StdResult<Vec<String>> {
    let mut names = Vec::new();
    for name in keys {
        if names.len() >= most {
            break;
        }
        names.push(name?);
    }
    Ok(names)
}

/// What makes an address interested, per schedule.
pub fn interest(storage: &dyn Storage, holder: &Addr) -> StdResult<ByName<Held>> {
    match storage.get(&INTEREST.key(holder)) {
        Some(record) => from_json(record).map(|Lean(held)| held),
        None => Ok(ByName::default()),
    }
}
