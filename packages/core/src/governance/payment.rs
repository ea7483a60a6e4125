//! What proposals pay: sums by denom, the citation that a large one needs, the deposits that none
//! may touch.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::{Refusal, RuleError, Rules, Status, limits};

/// So much of a denom.
#[cw_serde]
#[derive(Eq)]
pub struct Payment {
    /// A denom of the bank, or `cw20:` and the address of a token.
    pub denom: String,
    /// Base units.
    pub amount: Uint128,
}

/// Adds a payment to the sums by denom.
pub fn pay(sums: &mut Vec<Payment>, payment: Payment) -> Result<(), Refusal> {
    match sums.iter_mut().find(|sum| sum.denom == payment.denom) {
        Some(sum) => {
            let added = sum.amount.checked_add(payment.amount);
            sum.amount = added.map_err(|_| Refusal::OutOfRange {
                figure: "the sum of the payments",
            })?;
        }
        None => sums.push(payment),
    }

    Ok(())
}

/// Refuses payments above what needs no citation, unless the signal that is cited, whose status is
/// `cited`, has been answered.
pub fn check_citation(
    rules: &Rules,
    sums: &[Payment],
    cited: Option<Status>,
) -> Result<(), Refusal> {
    if matches!(cited, Some(Status::Answered { .. })) {
        return Ok(());
    }

    for Payment { denom, amount } in sums {
        let most = of(&rules.uncited, denom);
        if *amount > most {
            return Err(Refusal::Uncited {
                denom: denom.clone(),
                amount: *amount,
                most,
                cited,
            });
        }
    }

    Ok(())
}

/// Refuses to pay `amount`, in the deposits' denom, out of deposits; `balance` is what the contract
/// has of it.
pub fn check_held(amount: Uint128, balance: Uint128, held: Uint128) -> Result<(), Refusal> {
    let free = balance.saturating_sub(held);
    match amount > free {
        true => Err(Refusal::HeldDeposits { amount, free, held }),
        false => Ok(()),
    }
}

pub(super) fn check_limits(uncited: &[Payment]) -> Result<(), RuleError> {
    let count = uncited.len();
    let once = uncited.iter().enumerate().all(|(place, limit)| {
        let mut before = uncited.iter().take(place);
        before.all(|earlier| earlier.denom != limit.denom)
    });
    match once && count <= limits::UNCITED {
        true => Ok(()),
        false => Err(RuleError::Uncited { count }),
    }
}

fn of(sums: &[Payment], denom: &str) -> Uint128 {
    let found = sums.iter().find(|sum| sum.denom == denom);
    found.map(|sum| sum.amount).unwrap_or_default()
}
