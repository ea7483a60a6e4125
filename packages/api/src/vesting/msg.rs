use cosmwasm_schema::{QueryResponses, cw_serde};
use cosmwasm_std::{HexBinary, Uint64};
use milegate_core::guard::Guard;
use milegate_core::ledger::Schedule;

use super::response::*;
use crate::common::{PlanRef, Sink};

/// Birth of a vault, in draft: it holds no money until it is sealed.
#[cw_serde]
pub struct InstantiateMsg {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// What it holds.
    pub asset: AssetTerms,
    /// May add grants while the vault is a draft; has no message after that.
    pub issuer: String,
    /// May seal, with the exact funds; has no message after that.
    pub funder: String,
    /// Whose conclusions open gates.
    pub milestones: MilestonesRef,
    /// Seconds from a milestone's conclusion to the first token behind it.
    pub notice: u64,
    /// Where forfeited tokens go.
    pub sink: Sink<String>,
    /// Accounts whose balance does not circulate, at most 16.
    pub excluded: Vec<String>,
    /// Limit on what may vest per period over all categories.
    pub guard: Option<Guard>,
    /// Classes of insiders, at most 16.
    pub categories: Vec<Category>,
    /// Schedules, at most 64.
    pub schedules: Vec<ScheduleTerms>,
}

/// The one asset of a vault: a native denom.
#[cw_serde]
pub struct AssetTerms {
    /// Native denom.
    pub denom: String,
    /// Symbol for people.
    pub symbol: String,
    /// One symbol is ten to this power base units.
    pub decimals: u8,
    /// Base units per lot; every amount granted is a whole number of lots.
    pub lot: Uint64,
}

/// The contract whose conclusions open gates, and the code it must run.
#[cw_serde]
pub struct MilestonesRef {
    /// Its address, which may be predicted.
    pub address: String,
    /// SHA-256 of its Wasm, 32 bytes, hex; checked at sealing.
    pub checksum: HexBinary,
}

/// A class of insiders.
#[cw_serde]
pub struct Category {
    /// Name, unique in the vault.
    pub name: String,
    /// The most lots that may be granted in it.
    pub cap: Uint64,
    /// Limit on what may vest per period in it.
    pub guard: Option<Guard>,
}

/// A named schedule of one category.
#[cw_serde]
pub struct ScheduleTerms {
    /// Name, unique in the vault.
    pub name: String,
    /// Its category.
    pub category: String,
    /// Its rules.
    pub schedule: Schedule,
}

/// A grant to be added to a draft.
#[cw_serde]
pub struct NewGrant {
    /// Reference, unique in the vault: 1 to 32 of `a-z`, `0-9`, `-`, `_`, `.`.
    pub grant: String,
    /// Its schedule.
    pub schedule: String,
    /// Controls it.
    pub owner: String,
    /// Receives what it pays; the owner if none is named.
    pub payee: Option<String>,
    /// Its size, in lots.
    pub lots: Uint64,
    /// Whether anyone may send its claim (the payee is paid all the same).
    #[serde(default)]
    pub anyone_claims: bool,
}

/// What a vault can be told.
#[cw_serde]
pub enum ExecuteMsg {
    /// Adds grants to a draft, in order.
    ///
    /// Who: the issuer, while the vault is a draft. Funds: none. Effect: the seal digest runs over
    /// every grant. Event: `grant_added` each. Errors: not the issuer, already sealed, unknown
    /// schedule, a reference twice, no lots, over the cap.
    AddGrants {
        /// The grants.
        grants: Vec<NewGrant>,
    },
    /// Ends the draft and takes the money, in one step.
    ///
    /// Who: the funder. Funds: exactly the sum of all grants. Effect: terms and grants are final.
    /// Event: `sealed`. Errors: anything that would make a rule untrue later; the money goes back.
    Seal {
        /// The seal digest the funder expects, 32 bytes, hex.
        digest: HexBinary,
    },
    /// Writes down the conclusions that a schedule's waiting gates wait for.
    ///
    /// Who: anyone. Funds: none. Effect: what the next claim would do anyway; when it is sent
    /// changes no amount. Event: `gate_opened` or `gate_died` each. Errors: nothing to write down.
    Sync {
        /// The schedule.
        schedule: String,
    },
    /// Pays what has vested and was not paid.
    ///
    /// Who: each grant's owner or payee; anyone where the grant says so. Funds: none. Effect: one
    /// transfer per payee. Event: `claimed` each. Errors: not a party, a grant twice, nothing to
    /// claim (with the reason).
    Claim {
        /// References, at most 30, none twice.
        grants: Vec<String>,
    },
    /// Sends the sink what was forfeited.
    ///
    /// Who: anyone. Funds: none. Event: `dues_paid`. Errors: no dues.
    PayDues {},
}

/// Who may send each message of [`ExecuteMsg`], and in which phase. A golden pins it.
pub const ACCESS: &[(&str, &str)] = &[
    ("add_grants", "issuer, draft"),
    ("seal", "funder, draft"),
    ("sync", "anyone, sealed"),
    (
        "claim",
        "owner or payee of each grant, anyone if the grant says so, sealed",
    ),
    ("pay_dues", "anyone, sealed"),
];

/// What a vault can be asked. Lists are by name, after `start_after`, 10 at a time unless `limit`
/// says otherwise, 30 at most.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// Terms, wiring and phase.
    #[returns(VaultResponse)]
    Vault {},
    /// Schedules, their gates and their totals.
    #[returns(SchedulesResponse)]
    Schedules {
        /// Name to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// One grant: its figures, why the rest is locked and what can happen next.
    #[returns(GrantResponse)]
    Grant {
        /// Its reference.
        grant: String,
    },
    /// Grants with their figures.
    #[returns(GrantsResponse)]
    Grants {
        /// Reference to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// Figures per category and in total, at this block.
    #[returns(SupplyResponse)]
    Supply {},
    /// The circulating supply with its formula, height and parts.
    #[returns(CirculatingResponse)]
    Circulating {},
    /// What stands behind a milestone, and when it would open.
    #[returns(MilestoneStake)]
    Milestone {
        /// Its name.
        milestone: String,
    },
    /// What would have vested by each instant if the milestones named had ended as assumed.
    /// Conclusions that stand are kept; what is neither concluded nor assumed stays waiting. With
    /// no assumption and an instant in the past, the history.
    #[returns(IfReachedResponse)]
    IfReached {
        /// Assumed conclusions.
        conclusions: Vec<Assumed>,
        /// Instants, Unix seconds, at most 100.
        at: Vec<u64>,
    },
    /// The balance against every obligation.
    #[returns(SolvencyResponse)]
    Solvency {},
    /// Every guard with the most that could vest within its period.
    #[returns(GuardsResponse)]
    Guards {},
    /// In which schedules an address is or was owner or payee.
    #[returns(InterestResponse)]
    Interest {
        /// The address.
        address: String,
    },
}
