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
