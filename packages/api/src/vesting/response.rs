use std::collections::BTreeMap;

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, HexBinary, Uint64, Uint128};
use milegate_core::guard::Guard;
use milegate_core::holder::Announced;
use milegate_core::ledger::{Curve, Figures, Schedule, Tenure};
use milegate_core::{Conclusion, Span};

use super::change::Change;
use super::terms::{AssetTerms, Category};
use crate::common::{NextStep, PlanRef, Sink};

/// Amounts by category, base units. (A contract answers with a `ByName`, the same in JSON.)
pub type Amounts = BTreeMap<String, Uint128>;

/// Whether a vault may still be edited.
#[cw_serde]
pub enum Phase {
    /// Grants may be added; no money is held.
    Draft {},
    /// Terms and grants are final and funded.
    Sealed {
        /// Block time of the sealing, Unix seconds.
        at: u64,
    },
}

/// Terms, wiring and phase of a vault.
#[cw_serde]
pub struct VaultResponse {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// What it holds.
    pub asset: AssetTerms<Addr>,
    /// May add grants to a draft.
    pub issuer: Addr,
    /// May seal.
    pub funder: Addr,
    /// Whose conclusions open gates.
    pub milestones: Addr,
    /// SHA-256 of that contract's code.
    pub milestones_checksum: HexBinary,
    /// May cancel terminations.
    pub governance: Option<Addr>,
    /// Seconds from a conclusion to the first token behind it.
    pub notice: u64,
    /// How long an announced change of payee waits.
    pub payee_delay: Span,
    /// How long an announced recovery waits.
    pub recovery_delay: Span,
    /// Where forfeited tokens go.
    pub sink: Sink<Addr>,
    /// Accounts whose balance does not circulate.
    pub excluded: Vec<Addr>,
    /// Limit over all categories.
    pub guard: Option<Guard>,
    /// Classes of insiders.
    pub categories: Vec<Category<Addr>>,
    /// Draft or sealed.
    pub phase: Phase,
    /// Running digest over terms and grants.
    pub seal_digest: HexBinary,
    /// Number of grants in the draft; those assigned after the sealing are not in it.
    pub grants: u32,
    /// Amount that a sealing message must carry, or carried.
    pub funding: Uint128,
}

/// Where a gate is.
#[cw_serde]
pub enum GateStanding {
    /// Its milestone (or the one it rolled to) has not ended.
    Waiting {
        /// The milestone it waits for.
        milestone: String,
    },
    /// It opens, or opened, at this instant.
    Open {
        /// Unix seconds.
        at: u64,
        /// The curve that runs from then.
        curve: Curve,
    },
    /// Its milestone was missed; the tranche is forfeited.
    Dead {
        /// When the miss was concluded, Unix seconds.
        at: u64,
    },
}

/// One tranche of a schedule, as it stands.
#[cw_serde]
pub struct TrancheStanding {
    /// Position in the schedule, from 0.
    pub tranche: u32,
    /// Base units per lot.
    pub weight: Uint64,
    /// Its gate.
    pub gate: GateStanding,
    /// Whether the contract has written the gate's end down (no figure depends on it).
    pub latched: bool,
}

/// One schedule: rules, gates and totals.
#[cw_serde]
pub struct ScheduleResponse {
    /// Its name.
    pub name: String,
    /// Its category.
    pub category: String,
    /// Its rules.
    pub schedule: Schedule,
    /// Its tranches as they stand.
    pub tranches: Vec<TrancheStanding>,
    /// Lots of those who serve.
    pub serving: Uint64,
    /// Lots that leavers keep.
    pub kept: Uint64,
    /// Claimed under grants that were renounced since, base units.
    pub settled: Uint128,
    /// Its figures.
    pub figures: Figures,
}

/// Schedules, by name.
#[cw_serde]
pub struct SchedulesResponse {
    /// The schedules.
    pub schedules: Vec<ScheduleResponse>,
}

/// Why something is not claimable yet.
#[cw_serde]
pub enum LockReason {
    /// The vault is a draft.
    NotSealed {},
    /// A tranche waits for a milestone.
    WaitsForMilestone {
        /// Position of the tranche.
        tranche: u32,
        /// The milestone.
        milestone: String,
        /// Amount behind it, base units.
        amount: Uint128,
    },
    /// A tranche opens later.
    OpensAt {
        /// Position of the tranche.
        tranche: u32,
        /// Unix seconds.
        at: u64,
        /// Amount behind it, base units.
        amount: Uint128,
    },
    /// A tranche is open and releases by time.
    Releasing {
        /// Position of the tranche.
        tranche: u32,
        /// Its last unit, Unix seconds.
        until: u64,
        /// Amount not released, base units.
        amount: Uint128,
    },
    /// Service is not finished.
    Serving {
        /// Its end, Unix seconds.
        until: u64,
    },
    /// A tranche was forfeited.
    Forfeited {
        /// Position of the tranche.
        tranche: u32,
        /// Amount lost, base units.
        amount: Uint128,
    },
    /// The holder left; what was not served was forfeited.
    Left {
        /// Lots kept.
        kept: Uint64,
        /// Lots lost.
        lost: Uint64,
    },
    /// The owner gave up what was not claimed.
    Renounced {
        /// Amount lost, base units.
        amount: Uint128,
    },
}

/// A change of a grant that was announced and neither carried out nor cancelled.
#[cw_serde]
pub struct AnnouncedChange {
    /// What is to change.
    pub change: Change<Addr>,
    /// When it may be carried out.
    pub when: Announced,
}

/// One grant.
#[cw_serde]
pub struct GrantResponse {
    /// Its reference.
    pub grant: String,
    /// Its category.
    pub category: String,
    /// Its schedule.
    pub schedule: String,
    /// Controls it.
    pub owner: Addr,
    /// Receives what it pays.
    pub payee: Addr,
    /// Its size, in lots.
    pub lots: Uint64,
    /// Whether anyone may send its claim.
    pub anyone_claims: bool,
    /// Whether its holder serves, left or gave it up.
    pub tenure: Tenure,
    /// May recover it for a lost key.
    pub recovery: Option<Addr>,
    /// Changes that were announced, lapsed ones left out.
    pub changes: Vec<AnnouncedChange>,
    /// Its figures.
    pub figures: Figures,
    /// Why the rest is locked, in codes.
    pub reasons: Vec<LockReason>,
    /// The same in words.
    pub words: Vec<String>,
    /// What can happen next.
    pub next: Vec<NextStep>,
}

/// Grants, by reference.
#[cw_serde]
pub struct GrantsResponse {
    /// The grants.
    pub grants: Vec<GrantResponse>,
}

/// Figures of one category.
#[cw_serde]
pub struct CategorySupply {
    /// Its name.
    pub category: String,
    /// Its cap, base units.
    pub cap: Uint128,
    /// In its reserve, base units: locked until that expires, forfeited from then on.
    pub reserve: Uint128,
    /// Its figures, the reserve included.
    pub figures: Figures,
}

/// Figures per category and in total.
#[cw_serde]
pub struct SupplyResponse {
    /// Denom of every amount, as events write it.
    pub denom: String,
    /// Height the figures are of.
    pub height: u64,
    /// Block time they are of, Unix seconds.
    pub time: u64,
    /// Per category.
    pub categories: Vec<CategorySupply>,
    /// Their sum.
    pub total: Figures,
    /// Forfeited and not yet sent to the sink.
    pub dues: Uint128,
}

/// An account left out of the circulating supply.
#[cw_serde]
pub struct CirculatingPart {
    /// The account.
    pub address: Addr,
    /// Its balance, base units.
    pub balance: Uint128,
}

/// The circulating supply: `supply - locked - dues - sum of excluded`.
#[cw_serde]
pub struct CirculatingResponse {
    /// Denom of every amount.
    pub denom: String,
    /// Height.
    pub height: u64,
    /// The formula, in words.
    pub formula: String,
    /// The bank's supply.
    pub supply: Uint128,
    /// Locked in this vault.
    pub locked: Uint128,
    /// Forfeited, still in the vault.
    pub dues: Uint128,
    /// Vested but unclaimed: counted as circulating.
    pub unclaimed: Uint128,
    /// Accounts left out.
    pub excluded: Vec<CirculatingPart>,
    /// The result.
    pub circulating: Uint128,
}

/// What stands behind one milestone.
#[cw_serde]
#[schemars(rename = "MilestoneStake")]
pub struct MilestoneStake<M = Amounts> {
    /// Its name.
    pub milestone: String,
    /// Its conclusion, if it has ended.
    pub conclusion: Option<Conclusion>,
    /// Amount granted whose gate names it and waits or waited for it, base units; what may still be
    /// assigned from a reserve is not in it.
    pub amount: Uint128,
    /// The same per category.
    pub categories: M,
    /// Earliest instant at which any of it can start, Unix seconds.
    pub earliest: Option<u64>,
    /// Latest instant at which its last unit is released if it is reached now, Unix seconds.
    pub latest: Option<u64>,
    /// Amount that is forfeited if it is missed (rolled and fallen back amounts excluded).
    pub forfeited_if_missed: Uint128,
}

/// An assumed end of a milestone.
#[cw_serde]
pub struct Assumed {
    /// The milestone.
    pub milestone: String,
    /// How and when it is assumed to end.
    pub conclusion: Conclusion,
}

/// Vested and forfeited at one instant.
#[cw_serde]
#[schemars(rename = "ForecastPoint")]
pub struct ForecastPoint<M = Amounts> {
    /// Unix seconds.
    pub at: u64,
    /// Vested per category, base units.
    pub vested: M,
    /// Forfeited per category, base units.
    pub forfeited: M,
    /// Vested in total.
    pub total_vested: Uint128,
    /// Forfeited in total.
    pub total_forfeited: Uint128,
}

/// A history or a forecast.
#[cw_serde]
#[schemars(rename = "IfReachedResponse")]
pub struct IfReachedResponse<M = Amounts> {
    /// One point per instant asked for.
    pub points: Vec<ForecastPoint<M>>,
}

/// The balance against every obligation.
#[cw_serde]
pub struct SolvencyResponse {
    /// Denom.
    pub denom: String,
    /// The vault's bank balance.
    pub balance: Uint128,
    /// Granted, neither claimed nor forfeited.
    pub owed: Uint128,
    /// Forfeited, not yet sent to the sink.
    pub dues: Uint128,
    /// Balance above the obligations: gifts of strangers, which change nothing.
    pub surplus: Uint128,
    /// Whether the balance covers every obligation.
    pub solvent: bool,
}

/// One guard and its proof.
#[cw_serde]
pub struct GuardProof {
    /// The category; none for the whole vault.
    pub category: Option<String>,
    /// The guard.
    pub guard: Guard,
    /// The most that could vest within its period, whatever opens in whatever order; every
    /// termination in that time may add up to one lot.
    pub bound: Uint128,
}

/// Every guard with its proof.
#[cw_serde]
pub struct GuardsResponse {
    /// The guards.
    pub guards: Vec<GuardProof>,
}

/// In which schedules an address is or was owner or payee.
#[cw_serde]
#[schemars(rename = "InterestResponse")]
pub struct InterestResponse<M = BTreeMap<String, Held>> {
    /// What makes it interested, per schedule.
    pub schedules: M,
    /// The milestones that open any of them.
    pub milestones: Vec<String>,
}

/// What makes an address interested in one schedule. Also the value of the raw record `interest`.
#[cw_serde]
#[derive(Copy, Default, Eq)]
pub struct Held {
    /// Grants that make it so.
    pub grants: u32,
    /// The height at which their number last rose from zero.
    pub since: u64,
}
