use cosmwasm_std::Uint128;

use crate::common::typed_events;

typed_events! {
    /// What a vault reports, one per state change. On the chain each is `wasm-vesting_<name>`.
    ///
    /// Amounts are base units of `denom`; `time` is the block's, Unix seconds. Together with the
    /// messages that caused them they rebuild the ledger.
    pub enum Event: "vesting" {
        /// A vault was born, in draft.
        Drafted = "drafted" {
            /// Name of its plan.
            plan: String,
            /// SHA-256 of its plan, hex.
            plan_digest: String,
            /// The asset.
            denom: String,
            /// Base units per lot.
            lot: u64,
            /// Adds grants.
            issuer: String,
            /// Seals.
            funder: String,
            /// Whose conclusions open gates.
            milestones: String,
            /// Where forfeited tokens go: an address, or `burn`.
            sink: String,
            /// Digest over its terms, hex.
            seal_digest: String,
            /// Block time.
            time: u64,
        },
        /// A grant joined a draft.
        GrantAdded = "grant_added" {
            /// Its reference.
            grant: String,
            /// Its schedule.
            schedule: String,
            /// Its category.
            category: String,
            /// Controls it.
            owner: String,
            /// Receives what it pays.
            payee: String,
            /// Its size, in lots.
            lots: u64,
            /// Its size.
            amount: Uint128,
            /// The asset.
            denom: String,
            /// Whether anyone may send its claim.
            anyone_claims: bool,
            /// Lots granted in its category so far.
            category_lots: u64,
            /// Digest over terms and grants so far, hex.
            seal_digest: String,
            /// Block time.
            time: u64,
        },
        /// Terms and grants became final and funded.
        Sealed = "sealed" {
            /// Digest over terms and grants, hex.
            seal_digest: String,
            /// What was paid in.
            funding: Uint128,
            /// The asset.
            denom: String,
            /// Number of grants.
            grants: u32,
            /// Block time.
            time: u64,
        },
        /// A gate was written down as open.
        GateOpened = "gate_opened" {
            /// The schedule.
            schedule: String,
            /// Position of the tranche, from 0.
            tranche: u32,
            /// When its curve starts.
            opens_at: u64,
            /// Whether it is the fallback's curve.
            fallback: bool,
            /// Block time.
            time: u64,
        },
        /// A gate was written down as dead.
        GateDied = "gate_died" {
            /// The schedule.
            schedule: String,
            /// Position of the tranche, from 0.
            tranche: u32,
            /// When the miss was concluded.
            died_at: u64,
            /// What it carried.
            forfeited: Uint128,
            /// The asset.
            denom: String,
            /// Forfeited of the schedule so far.
            schedule_forfeited: Uint128,
            /// Owed to the sink.
            dues: Uint128,
            /// Block time.
            time: u64,
        },
        /// A grant paid.
        Claimed = "claimed" {
            /// Its reference.
            grant: String,
            /// Its schedule.
            schedule: String,
            /// Who was paid.
            payee: String,
            /// How much.
            amount: Uint128,
            /// The asset.
            denom: String,
            /// Paid by the grant so far.
            grant_claimed: Uint128,
            /// Paid by the schedule so far.
            schedule_claimed: Uint128,
            /// Block time.
            time: u64,
        },
        /// A grant was made out of a reserve.
        Assigned = "assigned" {
            /// Its reference.
            grant: String,
            /// Its schedule.
            schedule: String,
            /// Its category.
            category: String,
            /// Who made it.
            assigner: String,
            /// Controls it.
            owner: String,
            /// Receives what it pays.
            payee: String,
            /// Its size, in lots.
            lots: u64,
            /// Its size.
            amount: Uint128,
            /// What of it had died before, forfeited at once.
            forfeited: Uint128,
            /// The asset.
            denom: String,
            /// Whether anyone may send its claim.
            anyone_claims: bool,
            /// Lots left in the reserve.
            reserve_lots: u64,
            /// Forfeited of the schedule so far.
            schedule_forfeited: Uint128,
            /// Owed to the sink.
            dues: Uint128,
            /// Block time.
            time: u64,
        },
        /// A copy of a schedule was added for later hires.
        CohortAdded = "cohort_added" {
            /// The copy.
            schedule: String,
            /// What it copies, gates included.
            template: String,
            /// Its category.
            category: String,
            /// First second of service.
            service_start: u64,
            /// Block time.
            time: u64,
        },
        /// What was left of an expired reserve became dues.
        ReserveLapsed = "reserve_lapsed" {
            /// Its category.
            category: String,
            /// Lots that were left.
            lots: u64,
            /// The same as an amount.
            forfeited: Uint128,
            /// The asset.
            denom: String,
            /// When it expired.
            expired_at: u64,
            /// Owed to the sink.
            dues: Uint128,
            /// Block time.
            time: u64,
        },
        /// A change of a grant was announced.
        ChangeAnnounced = "change_announced" {
            /// The grant.
            grant: String,
            /// Its kind.
            change: String,
            /// Who announced it.
            by: String,
            /// The account it names; empty for a termination.
            to: String,
            /// Why.
            reason: String,
            /// First instant at which it may be carried out.
            due_time: u64,
            /// First height at which it may be carried out.
            due_height: u64,
            /// First instant at which it no longer may be, once that height has come too.
            lapses_time: u64,
            /// First height at which it no longer may be, once that instant has come too.
            lapses_height: u64,
            /// Block time.
            time: u64,
        },
        /// An announced change was cancelled.
        ChangeCancelled = "change_cancelled" {
            /// The grant.
            grant: String,
            /// Its kind.
            change: String,
            /// Who cancelled it.
            by: String,
            /// Block time.
            time: u64,
        },
        /// A holder stopped serving.
        Terminated = "terminated" {
            /// The grant.
            grant: String,
            /// Its schedule.
            schedule: String,
            /// Lots served, kept.
            kept: u64,
            /// Lots not served, lost.
            lost: u64,
            /// What was lost; what had died of it before is not counted again.
            forfeited: Uint128,
            /// The asset.
            denom: String,
            /// Why.
            reason: String,
            /// Forfeited of the schedule so far.
            schedule_forfeited: Uint128,
            /// Owed to the sink.
            dues: Uint128,
            /// Block time.
            time: u64,
        },
        /// A grant pays another account.
        PayeeChanged = "payee_changed" {
            /// The grant.
            grant: String,
            /// Who was paid before.
            from: String,
            /// Who is paid from now on.
            to: String,
            /// Why.
            reason: String,
            /// Block time.
            time: u64,
        },
        /// A grant is controlled by another key. Its recovery address and announced changes of
        /// payee, owner and recovery are void.
        OwnerChanged = "owner_changed" {
            /// The grant.
            grant: String,
            /// The kind of change: `owner` or `recovery`.
            change: String,
            /// Who controlled it before.
            from: String,
            /// Who controls it from now on.
            to: String,
            /// Who is paid from now on.
            payee: String,
            /// Why.
            reason: String,
            /// Block time.
            time: u64,
        },
        /// An owner named who may recover his grant. A recovery that was announced is void.
        RecoveryNamed = "recovery_named" {
            /// The grant.
            grant: String,
            /// The address; empty if there is none from now on.
            address: String,
            /// Block time.
            time: u64,
        },
        /// An owner gave up what was not claimed. Every announced change is void.
        Renounced = "renounced" {
            /// The grant.
            grant: String,
            /// Its schedule.
            schedule: String,
            /// What was lost; what had been lost before is not counted again.
            forfeited: Uint128,
            /// The asset.
            denom: String,
            /// Paid by the grant, which stays paid.
            grant_claimed: Uint128,
            /// Forfeited of the schedule so far.
            schedule_forfeited: Uint128,
            /// Owed to the sink.
            dues: Uint128,
            /// Block time.
            time: u64,
        },
        /// A payee stepped down, or a former one shed what was left of it.
        Declined = "declined" {
            /// The grant.
            grant: String,
            /// Who.
            address: String,
            /// Who is paid from now on.
            payee: String,
            /// Block time.
            time: u64,
        },
        /// An address refuses to be named in a grant, or no longer does.
        GrantsRefused = "grants_refused" {
            /// The address.
            address: String,
            /// Whether it refuses from now on.
            refuse: bool,
            /// Block time.
            time: u64,
        },
        /// The sink was sent what was forfeited.
        DuesPaid = "dues_paid" {
            /// An address, or `burn`.
            sink: String,
            /// How much.
            amount: Uint128,
            /// The asset.
            denom: String,
            /// Block time.
            time: u64,
        },
    }
}
