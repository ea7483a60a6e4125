use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Uint64, Uint128};

use super::{Counted, Refusal};

/// What payments come to: in a window, or from the first one on.
#[cw_serde]
#[derive(Copy, Default, Eq)]
pub struct Figures {
    /// Periods in which a payment counted.
    pub active: Uint64,
    /// Payments that counted.
    pub payments: Uint64,
    /// Accounts that made one, each once a period.
    pub payers: Uint64,
    /// Accounts that received one, each once a period.
    pub payees: Uint64,
    /// What these payments sum up to, fees included.
    pub sum: Uint128,
    /// Payments that did not count: below the least, or from or to an excluded account.
    pub excluded_payments: Uint64,
    /// What those sum up to, fees included.
    pub excluded_sum: Uint128,
    /// What was burnt of all payments.
    pub burnt: Uint128,
}

/// What all payments up to a period come to: what is kept of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Since the first payment.
    pub figures: Figures,
    /// The last period in which a payment counted.
    pub active: Option<u32>,
}

impl Total {
    /// With one more payment in `period`: `counted` says for whom it is the first, and is none if it
    /// does not count.
    pub fn with(
        self,
        period: u32,
        amount: Uint128,
        fee: Uint128,
        counted: Option<Counted>,
    ) -> Result<Total, Refusal> {
        let figures = self.figures;
        let burnt = add(figures.burnt, fee)?;
        let Some(first) = counted else {
            let figures = Figures {
                excluded_payments: plus(figures.excluded_payments, true)?,
                excluded_sum: add(figures.excluded_sum, amount)?,
                burnt,
                ..figures
            };
            return Ok(Total { figures, ..self });
        };

        let active = Some(period);
        let figures = Figures {
            active: plus(figures.active, self.active != active)?,
            payments: plus(figures.payments, true)?,
            payers: plus(figures.payers, first.of_payer)?,
            payees: plus(figures.payees, first.of_payee)?,
            sum: add(figures.sum, amount)?,
            burnt,
            ..figures
        };
        Ok(Total { figures, active })
    }
}

impl Figures {
    /// What was added since `before`, an earlier state of the same figures.
    pub fn since(self, before: Figures) -> Result<Figures, Refusal> {
        Ok(Figures {
            active: less(self.active, before.active)?,
            payments: less(self.payments, before.payments)?,
            payers: less(self.payers, before.payers)?,
            payees: less(self.payees, before.payees)?,
            sum: minus(self.sum, before.sum)?,
            excluded_payments: less(self.excluded_payments, before.excluded_payments)?,
            excluded_sum: minus(self.excluded_sum, before.excluded_sum)?,
            burnt: minus(self.burnt, before.burnt)?,
        })
    }
}

/// Periods `first..end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its first period.
    pub first: u32,
    /// The period after its last.
    pub end: u32,
    /// Whether it is as long as asked for.
    pub full: bool,
}

/// So many periods up to the last one that is over, or up to `at`; none before one is over.
pub fn window(periods: u32, over: u32, at: Option<u32>) -> Result<Option<Window>, Refusal> {
    if periods == 0 {
        return Err(Refusal::Empty {});
    }
    let end = match at {
        None => over,
        Some(period) if period < over => period.saturating_add(1),
        Some(period) => return Err(Refusal::NotOver { period, over }),
    };

    Ok((end > 0).then(|| Window {
        first: end.saturating_sub(periods),
        end,
        full: end >= periods,
    }))
}

fn plus(count: Uint64, one: bool) -> Result<Uint64, Refusal> {
    let more = count.checked_add(u64::from(one).into());
    more.map_err(|_| Refusal::OutOfRange {})
}

fn less(count: Uint64, before: Uint64) -> Result<Uint64, Refusal> {
    count
        .checked_sub(before)
        .map_err(|_| Refusal::OutOfRange {})
}

fn add(sum: Uint128, amount: Uint128) -> Result<Uint128, Refusal> {
    sum.checked_add(amount).map_err(|_| Refusal::OutOfRange {})
}

fn minus(sum: Uint128, before: Uint128) -> Result<Uint128, Refusal> {
    sum.checked_sub(before).map_err(|_| Refusal::OutOfRange {})
}
