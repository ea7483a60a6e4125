use cosmwasm_schema::{QueryResponses, cw_serde};
use cosmwasm_std::{HexBinary, Uint64};
use cw20::Cw20ReceiveMsg;
use milegate_core::Span;
use milegate_core::guard::Guard;
use milegate_core::ledger::Schedule;

use super::change::{Change, ChangeKind};
use super::response::*;
use super::terms::{AssetTerms, Category};
use crate::common::{PlanRef, Sink};

/// Birth of a vault, in draft: it holds no money until it is sealed.
#[cw_serde]
pub struct InstantiateMsg {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// What it holds.
    pub asset: AssetTerms<String>,
    /// May add grants while the vault is a draft; has no message after that.
    pub issuer: String,
    /// May seal, with the exact funds; has no message after that.
    pub funder: String,
    /// Whose conclusions open gates.
    pub milestones: MilestonesRef,
    /// May cancel the termination of a grant, nothing else; none if nobody may.
    pub governance: Option<String>,
    /// Seconds from a milestone's conclusion to the first token behind it.
    pub notice: u64,
    /// How long an announced change of payee waits: 3 days at least.
    pub payee_delay: Span,
    /// How long an announced recovery waits: 90 days at least.
    pub recovery_delay: Span,
    /// Where forfeited tokens go.
    pub sink: Sink<String>,
    /// Accounts whose balance does not circulate, at most 16.
    pub excluded: Vec<String>,
    /// Limit on what may vest per period over all categories.
    pub guard: Option<Guard>,
    /// Classes of insiders, at most 16.
    pub categories: Vec<Category<String>>,
    /// Schedules, at most 64.
    pub schedules: Vec<ScheduleTerms>,
}

/// The contract whose conclusions open gates, and the code it must run.
#[cw_serde]
pub struct MilestonesRef {
    /// Its address, which may be predicted.
    pub address: String,
    /// SHA-256 of its Wasm, 32 bytes, hex; checked at sealing.
    pub checksum: HexBinary,
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

/// A grant out of a reserve.
#[cw_serde]
pub struct Assignment {
    /// The grant. Its schedule must belong to the category of the reserve, with nothing vested yet
    /// and not all of it lost.
    pub grant: NewGrant,
    /// The category.
    pub category: String,
}

/// A copy of a schedule for those who start later.
#[cw_serde]
pub struct Cohort {
    /// Name of the copy, unique in the vault.
    pub name: String,
    /// The schedule that is copied, with its gates as they stand; it has a service curve.
    pub template: String,
    /// First second of service, Unix seconds; not before the block that adds it.
    pub service_start: u64,
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
    /// Ends the draft and takes the money, in one step. A vault of a cw20 token is sealed through
    /// [`ExecuteMsg::Receive`] instead.
    ///
    /// Who: the funder. Funds: exactly the sum of all grants and reserves. Effect: terms and grants
    /// are final. Event: `sealed`. Errors: anything that would make a rule untrue later; the money
    /// goes back.
    Seal {
        /// The seal digest the funder expects, 32 bytes, hex.
        digest: HexBinary,
    },
    /// Takes tokens that a cw20 contract reports, and seals with them: see [`ReceiveMsg`].
    ///
    /// Who: the vault's token, when the funder sends. Funds: none (the token has moved them).
    /// Effect, event, errors: as [`ExecuteMsg::Seal`]; also another token, another sender, and a
    /// token that says the vault holds less than it was sent.
    Receive(Cw20ReceiveMsg),
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

    /// Makes a grant out of a category's reserve.
    ///
    /// Who: the reserve's assigner, before it expires. Funds: none. Effect: lots leave the reserve;
    /// what has died of their schedule is forfeited at once. Event: `assigned`, after the
    /// schedule's gates. Errors: not the assigner, expired, more lots than are left, a schedule of
    /// which something has vested or everything is lost, a reference twice, an address that refuses
    /// grants.
    Assign(Assignment),
    /// Adds a copy of a schedule with a service of its own, for later hires.
    ///
    /// Who: the assigner of the reserve of the schedule's category, before it expires. Funds: none.
    /// Event: `cohort_added`, after the template's gates. Errors: not the assigner, expired, no lots
    /// left, a template without service, a start in the past, a name twice, more cohorts than the
    /// category's share of 64 schedules.
    AddCohort(Cohort),
    /// Forfeits what is left of an expired reserve.
    ///
    /// Who: anyone, once it has expired. Funds: none. Effect: it becomes dues; queries counted it
    /// as forfeited before. Event: `reserve_lapsed`. Errors: no reserve, not expired, nothing left.
    LapseReserve {
        /// The category.
        category: String,
    },

    /// Announces a change of a grant. Who may, and how long it waits: see [`Change`].
    ///
    /// Funds: none. Effect: none on any figure. Event: `change_announced`. Errors: not who may, the
    /// same kind announced before and neither cancelled nor lapsed, a grant that was renounced, an
    /// address that may not hold, refuses grants or has declined this one.
    Announce {
        /// The grant.
        grant: String,
        /// What is to change.
        change: Change<String>,
    },
    /// Cancels an announced change. Who may: see [`Change`].
    ///
    /// Funds: none. Event: `change_cancelled`. Errors: nothing announced, not who may.
    Cancel {
        /// The grant.
        grant: String,
        /// The kind of change.
        change: ChangeKind,
    },
    /// Carries out an announced change that is due. Who may, and what it does: see [`Change`].
    ///
    /// Funds: none. Event: `terminated`, `payee_changed` or `owner_changed`; before it, for a
    /// termination and a recovery that pays, the schedule's gates, and `claimed` for the latter.
    /// Errors: nothing announced, not due yet, lapsed, not who may; a payee who refuses grants or has
    /// declined by now, or is the payee already.
    CarryOut {
        /// The grant.
        grant: String,
        /// The kind of change.
        change: ChangeKind,
    },
    /// Names the address that may recover a grant whose owner has lost its key, or none.
    ///
    /// Who: the owner. Funds: none. Effect: an announced recovery is cancelled. Event:
    /// `recovery_named`. Errors: not the owner, a grant that was renounced, the owner itself.
    NameRecovery {
        /// The grant.
        grant: String,
        /// The address; none for none.
        address: Option<String>,
    },
    /// Gives a grant up: what is unclaimed is forfeited, also what has vested.
    ///
    /// Who: the owner. Funds: none. Effect: `vested` falls to `claimed`; owner and payee are no
    /// longer interested; announced changes are void. Event: `renounced`, after the schedule's
    /// gates. Errors: not the owner, renounced before.
    Renounce {
        /// The grant.
        grant: String,
    },
    /// Steps down as payee of somebody else's grant, or sheds what is left of having been one.
    ///
    /// Who: a payee who is not the owner; a former payee who was paid and never was the owner.
    /// Funds: none. Effect: the owner is the payee again; the sender is no longer interested, unless
    /// the grant once paid it as its owner. Event: `declined`. Errors: nothing to decline.
    Decline {
        /// The grant.
        grant: String,
    },
    /// Refuses to be named owner or payee by others, or takes that back. Attestors send it, so that
    /// nobody can make them interested by a grant they did not ask for.
    ///
    /// Who: anyone, for itself, draft or sealed. Funds: none. Effect: no grant, payee or new owner
    /// can be the sender; grants that name it stay as they are. Event: `grants_refused`. Errors: it
    /// is so already.
    RefuseGrants {
        /// Whether to refuse.
        refuse: bool,
    },
}

/// What a cw20 token's `send` to a vault says.
#[cw_serde]
pub enum ReceiveMsg {
    /// See [`ExecuteMsg::Seal`].
    Seal {
        /// The seal digest the funder expects, 32 bytes, hex.
        digest: HexBinary,
    },
}

/// Who may send each message of [`ExecuteMsg`], and in which phase. A golden pins it.
pub const ACCESS: &[(&str, &str)] = &[
    ("add_grants", "issuer, draft"),
    ("seal", "funder, draft"),
    ("receive", "the vault's token, for the funder, draft"),
    ("sync", "anyone, sealed"),
    (
        "claim",
        "owner or payee of each grant, anyone if the grant says so, sealed",
    ),
    ("pay_dues", "anyone, sealed"),
    ("assign", "assigner of the reserve, sealed"),
    ("add_cohort", "assigner of the reserve, sealed"),
    ("lapse_reserve", "anyone, sealed"),
    (
        "announce",
        "termination: who terminates in the category; payee, owner: owner; recovery: the address \
         the owner named; sealed",
    ),
    (
        "cancel",
        "termination: who terminates in the category, governance; payee, owner: owner; recovery: \
         owner, the address the owner named; sealed",
    ),
    (
        "carry_out",
        "termination, payee: anyone; owner, recovery: the new owner; sealed",
    ),
    ("name_recovery", "owner, sealed"),
    ("renounce", "owner, sealed"),
    ("decline", "payee or former payee, not the owner, sealed"),
    ("refuse_grants", "anyone for itself, draft or sealed"),
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
