use cosmwasm_std::Uint128;

use crate::common::typed_events;

typed_events! {
    /// What an oracle announces: one event per change. Every report, value and window can be rebuilt
    /// from these.
    ///
    /// On the chain each is `wasm-oracle_<name>`.
    pub enum Event: "oracle" {
        /// The contract exists.
        Created = "created" {
            /// Name of the plan it comes from.
            plan: String,
            /// Its SHA-256, hex.
            plan_digest: String,
            /// Who may add feeds, or `none`.
            governance: String,
            /// Names of its feeds, separated by commas.
            feeds: String,
        },
        /// There is a feed, for good.
        FeedAdded = "feed_added" {
            /// Its name.
            feed: String,
            /// What a value counts.
            unit: String,
            /// Digits after a value's decimal point.
            decimals: u8,
            /// The cw4 group whose members report.
            group: String,
            /// Part of the group that must report, in basis points of its weight.
            quorum: u16,
            /// The least value.
            min: Uint128,
            /// The largest value.
            max: Uint128,
            /// First instant of period 0, Unix seconds.
            start: u64,
            /// Length of a period, in seconds.
            period: u64,
            /// Its windows in order, separated by commas: each `periods/least/max_gap`, `-` for no
            /// least.
            windows: String,
        },
        /// Somebody reported.
        Reported = "reported" {
            /// The feed.
            feed: String,
            /// The period.
            period: u32,
            /// Who.
            reporter: String,
            /// What he weighs in it.
            weight: u64,
            /// What the group weighs in it.
            total: u64,
            /// The value.
            value: Uint128,
            /// Where the evidence is.
            uri: String,
            /// Its SHA-256, hex.
            digest: String,
        },
        /// Periods were closed. All but the first are gaps: nobody reported in them.
        Closed = "closed" {
            /// The feed.
            feed: String,
            /// The first of them.
            first: u32,
            /// The last of them.
            last: u32,
            /// Whether the first has a value.
            valued: bool,
            /// The value; 0 of a gap.
            value: Uint128,
            /// How many reported in the first.
            reporters: u32,
            /// What they weigh together.
            weight: Uint128,
            /// What the group weighs; 0 if nobody reported.
            total: u64,
        },
    }
}
