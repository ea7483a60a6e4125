use cosmwasm_schema::cw_serde;

use super::Refusal;

/// When periods begin and end. Period `n` runs from `start + n * period`, included, until
/// `start + (n + 1) * period`, excluded.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Calendar {
    /// First instant of period 0, Unix seconds.
    pub start: u64,
    /// Length of every period, in seconds.
    pub period: u64,
}

impl Calendar {
    /// How many periods are over, which is the number of the one that runs once the feed has
    /// started. At most 2^32 - 1.
    pub fn over(self, now: u64) -> u32 {
        let passed = now.saturating_sub(self.start);
        let over = passed.checked_div(self.period).unwrap_or_default();

        u32::try_from(over).unwrap_or(u32::MAX)
    }

    /// The period that runs.
    pub fn running(self, now: u64) -> Result<u32, Refusal> {
        if now < self.start {
            return Err(Refusal::NotStarted {
                start: self.start,
                now,
            });
        }

        Ok(self.over(now))
    }

    /// First instant of a period, Unix seconds.
    pub const fn from(self, period: u32) -> u64 {
        // `From` is not const.
        let passed = self.period.saturating_mul(period as u64);
        self.start.saturating_add(passed)
    }

    /// First instant after a period, Unix seconds.
    pub const fn until(self, period: u32) -> u64 {
        self.from(period).saturating_add(self.period)
    }
}
