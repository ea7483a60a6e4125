use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::StakeError;

/// Shortest unbonding period: one day.
pub const MIN_UNBONDING: u64 = 86_400;
/// Longest unbonding period: one year.
pub const MAX_UNBONDING: u64 = 365 * 86_400;

/// What stakes are measured by.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Terms {
    /// Base units that weigh 1.
    pub tokens_per_weight: Uint128,
    /// The least stake that weighs anything.
    pub min_bond: Uint128,
    /// How long unbonded tokens wait, in seconds.
    pub unbonding_period: u64,
}

/// What somebody has staked after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stake {
    /// Base units.
    pub tokens: Uint128,
    /// What they weigh.
    pub weight: u64,
}

impl Terms {
    /// Whether anybody can stake by these terms.
    pub fn check(&self) -> Result<(), StakeError> {
        let Terms {
            tokens_per_weight,
            min_bond,
            unbonding_period,
        } = *self;

        if tokens_per_weight.is_zero() {
            return Err(StakeError::FreeWeight {});
        }
        if min_bond < tokens_per_weight {
            return Err(StakeError::MinBondWeighsNothing {
                min_bond,
                tokens_per_weight,
            });
        }
        if !(MIN_UNBONDING..=MAX_UNBONDING).contains(&unbonding_period) {
            return Err(StakeError::UnbondingPeriod {
                seconds: unbonding_period,
            });
        }

        Ok(())
    }

    /// Whether all that exists could be staked.
    pub fn check_supply(&self, supply: Uint128) -> Result<(), StakeError> {
        self.whole_weights(supply)?
            .map(drop)
            .ok_or(StakeError::SupplyTooHeavy {
                supply,
                tokens_per_weight: self.tokens_per_weight,
            })
    }

    /// What a stake weighs: one for every `tokens_per_weight`, the rest nothing; nothing at all
    /// below `min_bond`.
    pub fn weight(&self, stake: Uint128) -> Result<u64, StakeError> {
        if stake < self.min_bond {
            return Ok(0);
        }

        self.whole_weights(stake)?.ok_or(StakeError::StakeTooHeavy {
            stake,
            tokens_per_weight: self.tokens_per_weight,
        })
    }

    /// A stake with more tokens.
    pub fn bond(&self, stake: Uint128, tokens: Uint128) -> Result<Stake, StakeError> {
        if tokens.is_zero() {
            return Err(StakeError::NoTokens {});
        }
        let sum = add(stake, tokens)?;
        if sum < self.min_bond {
            return Err(StakeError::BelowMinBond {
                stake: sum,
                min_bond: self.min_bond,
            });
        }

        Ok(Stake {
            tokens: sum,
            weight: self.weight(sum)?,
        })
    }

    /// A stake with fewer tokens. What is left may weigh nothing.
    pub fn unbond(&self, stake: Uint128, tokens: Uint128) -> Result<Stake, StakeError> {
        if tokens.is_zero() {
            return Err(StakeError::NoTokens {});
        }
        let rest = stake
            .checked_sub(tokens)
            .map_err(|_| StakeError::MoreThanStake { tokens, stake })?;

        Ok(Stake {
            tokens: rest,
            weight: self.weight(rest)?,
        })
    }

    /// First instant at which what is unbonded now is paid.
    pub const fn due(&self, now: u64) -> u64 {
        now.saturating_add(self.unbonding_period)
    }

    /// How often `tokens_per_weight` goes into `tokens`; none if a weight cannot hold it.
    fn whole_weights(&self, tokens: Uint128) -> Result<Option<u64>, StakeError> {
        let weights = tokens
            .checked_div(self.tokens_per_weight)
            .map_err(|_| StakeError::FreeWeight {})?;

        Ok(u64::try_from(weights.u128()).ok())
    }
}

/// The sum of all weights after one of them has changed.
pub fn total(total: u64, before: u64, weight: u64) -> Result<u64, StakeError> {
    let others = total.checked_sub(before).ok_or(StakeError::MoreThanTotal {
        part: before.into(),
        whole: total.into(),
    })?;

    others
        .checked_add(weight)
        .ok_or(StakeError::TotalTooHeavy { weight, others })
}

/// A sum of tokens.
pub fn add(tokens: Uint128, more: Uint128) -> Result<Uint128, StakeError> {
    tokens
        .checked_add(more)
        .map_err(|_| StakeError::TooManyTokens { tokens, more })
}

/// What is left of a sum.
pub fn subtract(tokens: Uint128, fewer: Uint128) -> Result<Uint128, StakeError> {
    tokens
        .checked_sub(fewer)
        .map_err(|_| StakeError::MoreThanTotal {
            part: fewer,
            whole: tokens,
        })
}
