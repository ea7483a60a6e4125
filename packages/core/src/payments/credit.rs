use cosmwasm_std::Uint128;

use super::Refusal;
use crate::oracle::Calendar;

/// What is owed to a payee. Paid in period `p`, it is due from the first instant of `p + 2`: it stays
/// for one whole period at least, so that the same token counts once in any two periods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// The period in which it was last looked at.
    pub period: u32,
    /// Received in that period.
    pub latest: Uint128,
    /// Received in the one before.
    pub before: Uint128,
    /// Received earlier and not withdrawn: due.
    pub due: Uint128,
}

impl Credit {
    /// The same as of a later period.
    pub fn as_of(self, period: u32) -> Result<Credit, Refusal> {
        let Credit {
            latest,
            before,
            due,
            ..
        } = self;
        let zero = Uint128::zero();

        let (latest, before, due) = match period.saturating_sub(self.period) {
            0 => (latest, before, due),
            1 => (zero, latest, add(due, before)?),
            _ => (zero, zero, add(add(due, before)?, latest)?),
        };
        Ok(Credit {
            period,
            latest,
            before,
            due,
        })
    }

    /// With so much received in `period`.
    pub fn with(self, period: u32, amount: Uint128) -> Result<Credit, Refusal> {
        let credit = self.as_of(period)?;

        Ok(Credit {
            latest: add(credit.latest, amount)?,
            ..credit
        })
    }

    /// Takes out what is due in the period that runs.
    pub fn withdraw(
        self,
        calendar: Calendar,
        payee: &str,
        now: u64,
    ) -> Result<(Credit, Uint128), Refusal> {
        let credit = self.as_of(calendar.over(now))?;
        let due = credit.due;
        if due.is_zero() {
            let payee = payee.to_string();
            return Err(match credit.next(calendar) {
                Some(from) => Refusal::NotDue { payee, from, now },
                None => Refusal::NothingOwed { payee },
            });
        }

        let rest = Credit {
            due: Uint128::zero(),
            ..credit
        };
        Ok((rest, due))
    }

    /// When the next part that is not due yet will be, Unix seconds; none if there is none.
    pub fn next(self, calendar: Calendar) -> Option<u64> {
        if !self.before.is_zero() {
            return Some(calendar.until(self.period));
        }

        (!self.latest.is_zero()).then(|| calendar.until(self.period.saturating_add(1)))
    }
}

fn add(sum: Uint128, amount: Uint128) -> Result<Uint128, Refusal> {
    sum.checked_add(amount).map_err(|_| Refusal::OutOfRange {})
}
