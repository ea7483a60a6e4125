use std::fmt;

/// Digits after the point that an amount may have.
const PLACES: usize = 18;

/// A decimal number that is not negative, exact to 18 digits after the point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(u128);

impl Amount {
    /// Reads what the schemas allow: digits, and perhaps a point and more digits.
    pub fn read(text: &str) -> Option<Amount> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if whole.is_empty() || part.len() > PLACES {
            return None;
        }

        let digits = format!("{whole}{part:0<PLACES$}");
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|_| plain).map(Amount)
    }

    /// Both together; none beyond what 128 bits hold.
    pub fn plus(self, other: Amount) -> Option<Amount> {
        self.0.checked_add(other.0).map(Amount)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = PLACES.saturating_add(1);
        let digits = format!("{:0>width$}", self.0);
        let (whole, part) = digits.split_at(digits.len().saturating_sub(PLACES));
        match part.trim_end_matches('0') {
            "" => f.write_str(whole),
            part => write!(f, "{whole}.{part}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_by_hand() {
        let read = |text| Amount::read(text).map(|amount: Amount| amount.to_string());
        for (text, wanted) in [
            ("0", Some("0")),
            ("1.50", Some("1.5")),
            ("0.000000000000000001", Some("0.000000000000000001")),
            ("250000", Some("250000")),
            ("0.0000000000000000001", None),
            ("-1", None),
            ("+1", None),
            (".5", None),
            ("1e3", None),
            ("1.+5", None),
            ("340282366920938463464", None),
        ] {
            assert_eq!(read(text).as_deref(), wanted, "{text}");
        }
        assert!(Amount::read("2") > Amount::read("1.999"));
        assert_eq!(Amount(u128::MAX).plus(Amount(1)), None);
    }
}
