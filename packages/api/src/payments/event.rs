use cosmwasm_std::Uint128;

use crate::common::typed_events;

typed_events! {
    /// What a payments contract announces: one event per change. Every figure can be rebuilt from
    /// these.
    ///
    /// On the chain each is `wasm-payments_<name>`.
    pub enum Event: "payments" {
        /// The contract exists.
        Created = "created" {
            /// Name of the plan it comes from.
            plan: String,
            /// Its SHA-256, hex.
            plan_digest: String,
            /// What is paid with.
            denom: String,
            /// Burnt of every payment, in basis points.
            fee: u16,
            /// The least payment that counts.
            least: Uint128,
            /// First instant of period 0, Unix seconds.
            start: u64,
            /// Length of a period, in seconds.
            period: u64,
            /// Accounts whose payments do not count, separated by commas.
            excluded: String,
        },
        /// Somebody paid.
        Paid = "paid" {
            /// Who.
            payer: String,
            /// Whom.
            payee: String,
            /// The period.
            period: u32,
            /// What he sent, in base units.
            amount: Uint128,
            /// What of it was burnt.
            fee: Uint128,
            /// Whether it counts.
            counted: bool,
            /// First instant at which the payee can have the rest, Unix seconds.
            due: u64,
            /// What the payer wrote; may be empty.
            memo: String,
        },
        /// A payee was sent what was due.
        Withdrawn = "withdrawn" {
            /// Who.
            payee: String,
            /// How much, in base units.
            amount: Uint128,
        },
    }
}
