use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::{Refusal, Window};

/// Since when a window's minimum and gap have held.
#[cw_serde]
#[derive(Copy, Default, Eq)]
pub struct Mark {
    /// First period after the last value below the window's `least`; 0 if there was none.
    pub held: u32,
    /// First period of the longest stretch up to here without a gap above the window's `max_gap`.
    pub unbroken: u32,
}

/// A period's value, with what all values up to it come to.
#[cw_serde]
#[derive(Eq)]
pub struct Total {
    /// The value.
    pub value: Uint128,
    /// The sum of all values.
    pub sum: Uint128,
    /// How many there are.
    pub count: u32,
    /// One for every window, in their order.
    pub marks: Vec<Mark>,
}

/// The entry of a period that has a value. Gaps have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The period.
    pub period: u32,
    /// What it comes to.
    pub total: Total,
}

impl Entry {
    /// The entry of a period that came to `value`, after the entry before it.
    ///
    /// `sum' = sum + value`, `count' = count + 1`: at most 2^32 values of 96 bits, which 128 hold.
    pub fn next(
        before: Option<&Entry>,
        windows: &[Window],
        period: u32,
        value: Uint128,
    ) -> Result<Entry, Refusal> {
        let (sum, count) = before.map_or_else(Default::default, |entry| {
            (entry.total.sum, entry.total.count)
        });
        let marks = windows.iter().enumerate().map(|(place, window)| {
            let below = window.least.is_some_and(|least| value < least);
            let mark = mark(before, place);
            Mark {
                held: match below {
                    true => period.saturating_add(1),
                    false => mark.held,
                },
                unbroken: unbroken(before, place, window, period),
            }
        });

        Ok(Entry {
            period,
            total: Total {
                value,
                sum: sum.checked_add(value).map_err(|_| out_of_range())?,
                count: count.checked_add(1).ok_or_else(out_of_range)?,
                marks: marks.collect(),
            },
        })
    }
}

/// A window's mark in the last entry.
pub(super) fn mark(last: Option<&Entry>, place: usize) -> Mark {
    let mark = last.and_then(|entry| entry.total.marks.get(place));
    mark.copied().unwrap_or_default()
}

/// The first period from which on no gap was too long, when `closed` periods are over and the last
/// entry among them is `last`.
///
/// A gap is too long for the window `[a, b]` if more than `max_gap` periods in a row without a value
/// lie inside it. Let `l` be the last period that ends such a row. The row's last `max_gap + 1`
/// periods lie in the window iff `a <= l - max_gap`, so the window is unbroken iff `a > l - max_gap`.
pub(super) fn unbroken(last: Option<&Entry>, place: usize, window: &Window, closed: u32) -> u32 {
    if silence(last, closed) > window.max_gap {
        return closed.saturating_sub(window.max_gap);
    }

    mark(last, place).unbroken
}

/// Periods without a value since the last entry.
pub(super) fn silence(last: Option<&Entry>, closed: u32) -> u32 {
    let heard = last.map_or(0, |entry| entry.period.saturating_add(1));

    closed.saturating_sub(heard)
}

fn out_of_range() -> Refusal {
    Refusal::OutOfRange {}
}
