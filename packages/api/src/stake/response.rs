use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};
use milegate_core::stake::Terms;

use crate::common::{Denom, PlanRef};

/// Terms of a stake, frozen at birth.
#[cw_serde]
pub struct ConfigResponse {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// What is staked.
    pub denom: Denom<Addr>,
    /// Base units that weigh 1.
    pub tokens_per_weight: Uint128,
    /// The least stake that weighs anything.
    pub min_bond: Uint128,
    /// How long unbonded tokens wait, in seconds.
    pub unbonding_period: u64,
}

impl ConfigResponse {
    /// The part that decides.
    pub fn terms(&self) -> Terms {
        Terms {
            tokens_per_weight: self.tokens_per_weight,
            min_bond: self.min_bond,
            unbonding_period: self.unbonding_period,
        }
    }
}

/// What somebody has staked, in the shape of `cw4-stake`.
#[cw_serde]
pub struct StakedResponse {
    /// Base units.
    pub stake: Uint128,
    /// Of what.
    pub denom: Denom<Addr>,
}

/// The balance against every obligation.
#[cw_serde]
pub struct SolvencyResponse {
    /// Of what.
    pub denom: Denom<Addr>,
    /// What the contract holds.
    pub balance: Uint128,
    /// Staked, or unbonded and not yet claimed.
    pub owed: Uint128,
    /// Balance above it: gifts, which change nothing.
    pub surplus: Uint128,
}
