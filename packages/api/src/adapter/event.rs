use cosmwasm_std::Uint128;

use crate::common::typed_events;

typed_events! {
    /// What an adapter announces, beside `oracle_closed`.
    ///
    /// On the chain each is `wasm-adapter_<name>`.
    pub enum Event: "adapter" {
        /// The contract exists.
        Created = "created" {
            /// Name of the plan it comes from.
            plan: String,
            /// Its SHA-256, hex.
            plan_digest: String,
            /// The feed.
            feed: String,
            /// The contract that is sampled.
            source: String,
            /// What is priced.
            base: String,
            /// In what.
            quote: String,
        },
        /// An answer of the source was taken.
        Sampled = "sampled" {
            /// The feed.
            feed: String,
            /// The period.
            period: u32,
            /// The slot of the period, from 0.
            slot: u32,
            /// The value.
            value: Uint128,
            /// When the source was last brought up to date, Unix seconds.
            updated: u64,
        },
    }
}
