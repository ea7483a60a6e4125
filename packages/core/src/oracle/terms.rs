use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::{Calendar, FeedError, Refusal, limits};
use crate::governance::Share;
use crate::milestone::{check_name, check_text, limits as texts};

/// So many periods up to the last one that is over, and what they are measured by.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Window {
    /// How many periods, at least 1.
    pub periods: u32,
    /// Below which no value may lie where the minimum is asked for; none if it never is.
    pub least: Option<Uint128>,
    /// Most periods without a value in a row.
    pub max_gap: u32,
}

/// The frozen terms of a feed. `A` is `String` in messages, `Addr` once validated.
#[cw_serde]
pub struct Feed<A> {
    /// Name, unique in its contract.
    pub name: String,
    /// What a value counts, and of what, for people: `USD of trades in the 24 hours before`.
    pub unit: String,
    /// Digits of a value after its decimal point.
    pub decimals: u8,
    /// The cw4 group whose members report.
    pub group: A,
    /// Part of the group's weight that must report in a period, above a half.
    pub quorum: Share,
    /// The least value that can be reported.
    pub min: Uint128,
    /// The largest value that can be reported.
    pub max: Uint128,
    /// When periods begin and end.
    pub calendar: Calendar,
    /// What is measured, each by its place in this list.
    pub windows: Vec<Window>,
}

impl<A> Feed<A> {
    /// Checks everything about the terms that can be checked without a chain.
    pub fn check(&self, now: u64) -> Result<(), FeedError> {
        check_name(&self.name)?;
        check_text("the unit", &self.unit, texts::TEXT)?;
        if self.decimals > limits::DECIMALS {
            return Err(FeedError::Decimals {
                decimals: self.decimals,
            });
        }
        let half = Share::new(Share::WHOLE.basis_points() / 2);
        if self.quorum <= half || self.quorum > Share::WHOLE {
            return Err(FeedError::Quorum {
                quorum: self.quorum,
            });
        }
        if self.min >= self.max || self.max > Uint128::new(limits::MAX_VALUE) {
            return Err(FeedError::Scale {
                min: self.min,
                max: self.max,
            });
        }
        let Calendar { start, period } = self.calendar;
        if start < now || start >= texts::YEAR_2200 {
            return Err(FeedError::Start { start, now });
        }
        if !(limits::MIN_PERIOD..=limits::MAX_PERIOD).contains(&period) {
            return Err(FeedError::Period { period });
        }

        let count = self.windows.len();
        if count == 0 || count > limits::WINDOWS {
            return Err(FeedError::Windows { count });
        }
        self.windows
            .iter()
            .try_for_each(|window| self.check_window(window))
    }

    fn check_window(&self, window: &Window) -> Result<(), FeedError> {
        let Window {
            periods,
            least,
            max_gap,
        } = *window;

        let seconds = self.calendar.period.saturating_mul(periods.into());
        if periods == 0 || seconds > texts::SECONDS {
            return Err(FeedError::Window { periods });
        }
        if max_gap >= periods {
            return Err(FeedError::Gap { max_gap, periods });
        }
        match least {
            Some(least) if least <= self.min || least > self.max => Err(FeedError::Least {
                least,
                min: self.min,
                max: self.max,
            }),
            _ => Ok(()),
        }
    }

    /// Whether a report of this period and value can be taken now.
    pub fn check_report(&self, now: u64, period: u32, value: Uint128) -> Result<(), Refusal> {
        let running = self.calendar.running(now)?;
        if period > running {
            return Err(Refusal::Early { period, running });
        }
        if period < running {
            return Err(Refusal::Late { period, running });
        }
        if value < self.min || value > self.max {
            return Err(Refusal::OffScale {
                value,
                min: self.min,
                max: self.max,
            });
        }

        Ok(())
    }

    /// The same terms with the address put through `map`.
    pub fn try_map<B, E>(self, map: impl FnOnce(A) -> Result<B, E>) -> Result<Feed<B>, E> {
        Ok(Feed {
            group: map(self.group)?,
            name: self.name,
            unit: self.unit,
            decimals: self.decimals,
            quorum: self.quorum,
            min: self.min,
            max: self.max,
            calendar: self.calendar,
            windows: self.windows,
        })
    }
}
