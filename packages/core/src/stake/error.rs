use cosmwasm_std::Uint128;
use thiserror::Error;

use super::{MAX_CLAIMS, MAX_UNBONDING, MIN_UNBONDING};

/// Why a change of a stake, or its terms, are refused.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum StakeError {
    /// A weight costs something.
    #[error("tokens_per_weight is 0, not at least 1")]
    FreeWeight {},
    /// Whoever bonds gets a weight for it.
    #[error("a min_bond of {min_bond} weighs nothing at {tokens_per_weight} tokens per weight")]
    MinBondWeighsNothing {
        /// The least stake.
        min_bond: Uint128,
        /// What one weight takes.
        tokens_per_weight: Uint128,
    },
    /// Who votes stays for the outcome, and is let go within a lifetime.
    #[error("an unbonding period of {seconds} s is not {MIN_UNBONDING} to {MAX_UNBONDING} s")]
    UnbondingPeriod {
        /// The period.
        seconds: u64,
    },
    /// If part of the supply filled the total, nobody else could bond.
    #[error(
        "a supply of {supply} at {tokens_per_weight} tokens per weight weighs more than 2^64-1"
    )]
    SupplyTooHeavy {
        /// What exists of the asset.
        supply: Uint128,
        /// What one weight takes.
        tokens_per_weight: Uint128,
    },
    /// A weight has 64 bits.
    #[error("a stake of {stake} at {tokens_per_weight} tokens per weight weighs more than 2^64-1")]
    StakeTooHeavy {
        /// What it would come to.
        stake: Uint128,
        /// What one weight takes.
        tokens_per_weight: Uint128,
    },
    /// The sum of all weights has 64 bits.
    #[error("a weight of {weight} beside {others} of others comes to more than 2^64-1")]
    TotalTooHeavy {
        /// The staker's.
        weight: u64,
        /// Everybody else's.
        others: u64,
    },
    /// An amount has 128 bits.
    #[error("{tokens} and {more} more come to more than 2^128-1")]
    TooManyTokens {
        /// What there is.
        tokens: Uint128,
        /// What would be added.
        more: Uint128,
    },
    /// A total that its parts do not fit into.
    #[error("{part} is more than the {whole} it is part of")]
    MoreThanTotal {
        /// The part.
        part: Uint128,
        /// The sum it stands in.
        whole: Uint128,
    },
    /// Nothing is bonded or unbonded.
    #[error("an amount of 0 tokens changes nothing")]
    NoTokens {},
    /// Who bonds becomes a member.
    #[error("a stake of {stake} is below the least, {min_bond}")]
    BelowMinBond {
        /// What it would come to.
        stake: Uint128,
        /// The least.
        min_bond: Uint128,
    },
    /// Nobody unbonds more than he has.
    #[error("{tokens} tokens are more than the stake of {stake}")]
    MoreThanStake {
        /// What is asked for.
        tokens: Uint128,
        /// What there is.
        stake: Uint128,
    },
    /// A list that nobody can make long.
    #[error("{MAX_CLAIMS} claims wait already, the most at a time; the first is due at {due}")]
    TooManyClaims {
        /// When, Unix seconds.
        due: u64,
    },
    /// Nothing was unbonded.
    #[error("there is nothing to claim")]
    NoClaims {},
    /// The unbonding period has not run.
    #[error("nothing is due before {due}; it is {now}")]
    NotDue {
        /// When the first claim is, Unix seconds.
        due: u64,
        /// Block time.
        now: u64,
    },
}
