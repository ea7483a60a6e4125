use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::{Refusal, TermsError, limits};
use crate::governance::Share;
use crate::milestone::limits::YEAR_2200;
use crate::oracle::Calendar;
use crate::oracle::limits::{MAX_PERIOD, MIN_PERIOD};

/// What is fixed at birth, beside denom and excluded accounts.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Terms {
    /// The part of every payment that is burnt, rounded up.
    pub fee: Share,
    /// The least payment that counts.
    pub least: Uint128,
    /// When periods begin and end.
    pub calendar: Calendar,
}

impl Terms {
    /// Checks everything about the terms that can be checked without a chain.
    pub fn check(&self, now: u64, excluded: usize) -> Result<(), TermsError> {
        let Calendar { start, period } = self.calendar;
        if !(limits::MIN_FEE..=limits::MAX_FEE).contains(&self.fee.basis_points()) {
            return Err(TermsError::Fee { fee: self.fee });
        }
        if self.least.is_zero() || self.least.u128() > limits::MAX_AMOUNT {
            return Err(TermsError::Least { least: self.least });
        }
        if start < now || start >= YEAR_2200 {
            return Err(TermsError::Start { start, now });
        }
        if !(MIN_PERIOD..=MAX_PERIOD).contains(&period) {
            return Err(TermsError::Period { period });
        }
        if excluded > limits::EXCLUDED {
            return Err(TermsError::Excluded { count: excluded });
        }

        Ok(())
    }

    /// The period that runs.
    pub fn running(&self, now: u64) -> Result<u32, Refusal> {
        let start = self.calendar.start;
        if now < start {
            return Err(Refusal::NotStarted { start, now });
        }

        Ok(self.calendar.over(now))
    }

    /// What is burnt of a payment: `ceil(amount * fee / 10,000)`.
    pub fn fee_of(&self, amount: Uint128) -> Result<Uint128, Refusal> {
        if amount.is_zero() || amount.u128() > limits::MAX_AMOUNT {
            return Err(Refusal::Amount { amount });
        }
        let points = amount.u128().saturating_mul(self.fee.basis_points().into());

        Ok(points.div_ceil(10_000).into())
    }

    /// Whether a payment counts, by its amount.
    pub fn is_enough(&self, amount: Uint128) -> bool {
        amount >= self.least
    }
}
