//! Decimal numbers as text, of any length, compared without arithmetic.

use std::cmp::Ordering;

/// A decimal number: a sign, digits, a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal<'a> {
    negative: bool,
    /// Digits before the point, without leading zeros.
    whole: &'a str,
    /// Digits after the point, without trailing zeros.
    part: &'a str,
}

impl<'a> Decimal<'a> {
    /// Reads `-?digits(.digits)?`; none if it is anything else.
    pub fn read(text: &'a str) -> Option<Self> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let unsigned = text.strip_prefix('-');
        let (whole, part) = match unsigned.unwrap_or(text).split_once('.') {
            Some((whole, part)) if digits(part) => (whole, part),
            Some(_) => return None,
            None => (unsigned.unwrap_or(text), ""),
        };
        if !digits(whole) {
            return None;
        }
        let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
        let zero = whole.is_empty() && part.is_empty();

        Some(Decimal {
            negative: unsigned.is_some() && !zero,
            whole,
            part,
        })
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        // Digits of one length, and fractions of any, are in the order of their text.
        let lengths = self.whole.len().cmp(&other.whole.len());
        let sizes = lengths
            .then_with(|| self.whole.cmp(other.whole))
            .then_with(|| self.part.cmp(other.part));

        match (self.negative, other.negative) {
            (false, false) => sizes,
            (true, true) => sizes.reverse(),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_order() {
        let order = [
            "-100",
            "-99.5",
            "-1.01",
            "-1",
            "-0.01",
            "0",
            "0.001",
            "0.01",
            "0.39",
            "0.4",
            "1",
            "9.99",
            "10",
            "99999999999999999999999999999999999999999999.5",
        ];
        let read = |text| Decimal::read(text).expect("a number");
        for (place, small) in order.iter().enumerate() {
            for large in &order[place + 1..] {
                assert!(read(small) < read(large), "{small} {large}");
                assert!(read(large) > read(small), "{large} {small}");
            }
        }
        for (one, other) in [
            ("0.40", "0.4"),
            ("007", "7.000"),
            ("-0", "0.0"),
            ("-1.0", "-01"),
        ] {
            assert_eq!(read(one), read(other));
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "", "-", ".", "1.", ".5", "+1", "1e3", "1,000", "0x1", " 1", "1 ", "--1", "1.2.3",
            "true", "٣",
        ] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
    }
}
