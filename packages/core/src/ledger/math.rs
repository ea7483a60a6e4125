//! Checked arithmetic in the widths of the ledger. An overflow is an error, never a wrapped value,
//! though the limits on terms exclude it.

use cosmwasm_std::{Uint64, Uint128};

use super::LedgerError;

/// `floor(a * b / c)`.
pub(crate) fn mul_div(a: u64, b: u64, c: u64) -> Result<u64, LedgerError> {
    let quotient = product(a, b).checked_div(u128::from(c));
    narrow(quotient)
}

/// `ceil(a * b / c)`.
pub(crate) fn mul_div_ceil(a: u64, b: u64, c: u64) -> Result<u64, LedgerError> {
    if c == 0 {
        return Err(LedgerError::Overflow {});
    }
    narrow(Some(product(a, b).div_ceil(u128::from(c))))
}

/// `a + b`.
pub(crate) fn plus(a: u64, b: u64) -> Result<u64, LedgerError> {
    a.checked_add(b).ok_or(LedgerError::Overflow {})
}

/// `a - b`.
pub(crate) fn minus(a: u64, b: u64) -> Result<u64, LedgerError> {
    a.checked_sub(b).ok_or(LedgerError::Overflow {})
}

/// `lots` times an amount per lot.
pub(crate) fn times(lots: u64, per_lot: u64) -> Uint128 {
    Uint128::new(product(lots, per_lot))
}

/// The amount of `lots` at so much per lot.
pub fn amount(lots: Uint64, per_lot: Uint64) -> Uint128 {
    times(lots.u64(), per_lot.u64())
}

/// Lots granted under a cap once `more` join; none if the cap would not hold.
pub fn under_cap(granted: Uint64, more: Uint64, cap: Uint64) -> Option<Uint64> {
    let granted = granted.checked_add(more).ok()?;
    (granted <= cap).then_some(granted)
}

/// The sum of amounts.
pub fn sum(amounts: impl IntoIterator<Item = Uint128>) -> Result<Uint128, LedgerError> {
    amounts
        .into_iter()
        .try_fold(Uint128::zero(), |total, amount| total.checked_add(amount))
        .map_err(|_| LedgerError::Overflow {})
}

/// What is left of `amount` after `part`.
pub fn difference(amount: Uint128, part: Uint128) -> Result<Uint128, LedgerError> {
    amount
        .checked_sub(part)
        .map_err(|_| LedgerError::Overflow {})
}

/// The product of two 64-bit numbers is below 2^128.
fn product(a: u64, b: u64) -> u128 {
    u128::from(a).saturating_mul(u128::from(b))
}

fn narrow(quotient: Option<u128>) -> Result<u64, LedgerError> {
    quotient
        .and_then(|value| u64::try_from(value).ok())
        .ok_or(LedgerError::Overflow {})
}
