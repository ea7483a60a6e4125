//! One value out of several sources.

use std::fmt;

use cosmwasm_std::{Uint128, Uint256};
use serde::{Deserialize, Serialize};

/// Parts of a whole that a [`Deviation`] counts.
const PARTS: u32 = 1_000_000;

/// How far a source may be from the median of all, as a part of the median: millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Deviation(pub u32);

impl Deviation {
    /// Reads `2 %`, `0.5%`: from 0 to 100 %, four digits after the point at most.
    pub fn read(text: &str) -> Option<Self> {
        let percent = text.strip_suffix('%')?.trim_end();
        let (whole, part) = percent.split_once('.').unwrap_or((percent, "0"));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.is_empty() || part.len() > 4 {
            return None;
        }
        let whole: u32 = whole.parse().ok()?;
        let part: u32 = format!("{part:0<4}").parse().ok()?;
        let parts = whole.checked_mul(10_000)?.checked_add(part)?;

        (parts <= PARTS).then_some(Deviation(parts))
    }

    /// Whether a value is as near to the median as asked:
    /// `|value - median| <= deviation * median`, exactly.
    pub fn allows(self, value: Uint128, median: Uint128) -> bool {
        // 128 bits times 20 fit 256.
        let times = |amount: Uint128, factor: u32| {
            Uint256::from(amount).saturating_mul(Uint256::from(factor))
        };

        times(value.abs_diff(median), PARTS) <= times(median, self.0)
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0 / 10_000, self.0 % 10_000);
        let part = format!("{part:04}");
        match part.trim_end_matches('0') {
            "" => write!(f, "{whole} %"),
            part => write!(f, "{whole}.{part} %"),
        }
    }
}

/// What several values come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combined {
    /// The lower median of the values that count.
    pub value: Uint128,
    /// Whether each value counts, in their order.
    pub counts: Vec<bool>,
}

/// Fewer values agree than are needed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{agree} sources agree, {need} are needed")]
pub struct TooFew {
    /// How many agree.
    pub agree: usize,
    /// How many must.
    pub need: usize,
    /// Whether each value counts, in their order.
    pub counts: Vec<bool>,
}

/// The lower median of those values that lie near the lower median of all. Lower where two are in
/// the middle, as in the oracle itself: targets are floors.
pub fn combine(values: &[Uint128], deviation: Deviation, need: usize) -> Result<Combined, TooFew> {
    let middle = median(values.iter().copied());
    let counts: Vec<bool> = values
        .iter()
        .map(|value| middle.is_some_and(|middle| deviation.allows(*value, middle)))
        .collect();
    let near = values.iter().zip(&counts).filter(|(_, counts)| **counts);
    let near: Vec<Uint128> = near.map(|(value, _)| *value).collect();

    match median(near.iter().copied()) {
        Some(value) if near.len() >= need => Ok(Combined { value, counts }),
        _ => Err(TooFew {
            agree: near.len(),
            need,
            counts,
        }),
    }
}

fn median(values: impl Iterator<Item = Uint128>) -> Option<Uint128> {
    let mut values: Vec<_> = values.collect();
    values.sort_unstable();

    values.get(values.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn combined(values: &[u128], percent: &str, need: usize) -> Result<u128, usize> {
        let values: Vec<Uint128> = values.iter().map(|value| Uint128::new(*value)).collect();
        let deviation = Deviation::read(percent).expect("a deviation");
        match combine(&values, deviation, need) {
            Ok(combined) => Ok(combined.value.u128()),
            Err(TooFew { agree, .. }) => Err(agree),
        }
    }

    #[test]
    fn a_far_source_does_not_count() {
        assert_eq!(combined(&[100, 101, 500], "2 %", 2), Ok(100));
        assert_eq!(combined(&[102, 100, 98], "2 %", 3), Ok(100));
        assert_eq!(combined(&[103, 100, 98], "2 %", 3), Err(2));
        assert_eq!(combined(&[100, 500], "2 %", 2), Err(1));
        assert_eq!(combined(&[0, 0, 1], "100 %", 2), Ok(0));
        assert_eq!(combined(&[], "2 %", 1), Err(0));
        assert_eq!(
            combined(&[u128::MAX, u128::MAX, 0], "100 %", 3),
            Ok(u128::MAX)
        );
    }

    #[test]
    fn deviations_are_percents() {
        for (text, parts) in [
            ("2 %", 20_000),
            ("0.5%", 5_000),
            ("0 %", 0),
            ("0.0001 %", 1),
            ("100 %", PARTS),
        ] {
            assert_eq!(Deviation::read(text), Some(Deviation(parts)), "{text}");
        }
        for text in [
            "2",
            "-1 %",
            "100.0001 %",
            "0.00001 %",
            "1. %",
            "x %",
            "%",
            "1e2 %",
        ] {
            assert_eq!(Deviation::read(text), None, "{text}");
        }
        assert_eq!(Deviation(5_000).to_string(), "0.5 %");
        assert_eq!(Deviation(20_000).to_string(), "2 %");
    }
}
