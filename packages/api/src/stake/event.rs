use cosmwasm_std::Uint128;

use crate::common::typed_events;

typed_events! {
    /// What a stake announces: one event per change. All stakes, weights and claims can be rebuilt
    /// from these.
    ///
    /// On the chain each is `wasm-stake_<name>`.
    pub enum Event: "stake" {
        /// The contract exists.
        Created = "created" {
            /// Name of the plan it comes from.
            plan: String,
            /// Its SHA-256, hex.
            plan_digest: String,
            /// What is staked: a denom, or `cw20:` and an address.
            denom: String,
            /// Base units that weigh 1.
            tokens_per_weight: Uint128,
            /// The least stake that weighs anything.
            min_bond: Uint128,
            /// How long unbonded tokens wait, in seconds.
            unbonding_period: u64,
        },
        /// Somebody staked.
        Bonded = "bonded" {
            /// Who.
            staker: String,
            /// How much.
            tokens: Uint128,
            /// What the stake comes to.
            stake: Uint128,
            /// What it weighs.
            weight: u64,
            /// What all stakes weigh.
            total: u64,
        },
        /// Somebody took tokens out of a stake.
        Unbonded = "unbonded" {
            /// Who.
            staker: String,
            /// How much.
            tokens: Uint128,
            /// What is left of the stake.
            stake: Uint128,
            /// What it weighs.
            weight: u64,
            /// What all stakes weigh.
            total: u64,
            /// First instant at which the tokens are paid, Unix seconds.
            due: u64,
        },
        /// Unbonded tokens were paid.
        Claimed = "claimed" {
            /// To whom.
            staker: String,
            /// How much.
            tokens: Uint128,
        },
    }
}
