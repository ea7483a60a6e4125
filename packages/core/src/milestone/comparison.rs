//! What a state leaf asks of an answer.

use std::fmt;

use cosmwasm_schema::cw_serde;

use super::decimal::Decimal;

/// How a value is compared with its target.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum Comparison {
    /// `>=`
    AtLeast,
    /// `>`
    Above,
    /// `<=`
    AtMost,
    /// `<`
    Below,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
}

impl Comparison {
    /// Its sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Comparison::AtLeast => ">=",
            Comparison::Above => ">",
            Comparison::AtMost => "<=",
            Comparison::Below => "<",
            Comparison::Equal => "=",
            Comparison::Unequal => "!=",
        }
    }

    /// Whether only numbers have that order.
    pub const fn orders(self) -> bool {
        !matches!(self, Comparison::Equal | Comparison::Unequal)
    }
}

/// One comparison of a value in an answer.
#[cw_serde]
#[derive(Eq)]
pub struct Check {
    /// Where the value is: a JSON pointer (RFC 6901).
    pub pointer: String,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what: a decimal number; for `=` and `!=` any text, `true` or `false`.
    pub target: String,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = self.comparison.sign();

        write!(f, "{} {sign} {}", self.pointer, self.target)
    }
}

impl Check {
    /// Whether a value passes: a string's content, a number's digits, `true` or `false`. None if it
    /// cannot be compared: an order of what is no number.
    pub fn passes(&self, value: &str) -> Option<bool> {
        let numbers = Decimal::read(value).zip(Decimal::read(&self.target));

        match (self.comparison, numbers) {
            (Comparison::AtLeast, Some((value, target))) => Some(value >= target),
            (Comparison::Above, Some((value, target))) => Some(value > target),
            (Comparison::AtMost, Some((value, target))) => Some(value <= target),
            (Comparison::Below, Some((value, target))) => Some(value < target),
            (Comparison::Equal, Some((value, target))) => Some(value == target),
            (Comparison::Unequal, Some((value, target))) => Some(value != target),
            (Comparison::Equal, None) => Some(value == self.target),
            (Comparison::Unequal, None) => Some(value != self.target),
            (_, None) => None,
        }
    }

    /// Whether it can be asked at all: a pointer with a slash in front of every step, and a number
    /// where an order is meant.
    pub fn is_sound(&self) -> bool {
        let number = Decimal::read(&self.target).is_some();

        self.pointer.starts_with('/') && (number || !self.comparison.orders())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(comparison: Comparison, target: &str) -> Check {
        Check {
            pointer: "/a".into(),
            comparison,
            target: target.into(),
        }
    }

    #[test]
    fn numbers_and_texts_by_hand() {
        use Comparison::*;
        for (comparison, below, same, above) in [
            (AtLeast, false, true, true),
            (Above, false, false, true),
            (AtMost, true, true, false),
            (Below, true, false, false),
            (Equal, false, true, false),
            (Unequal, true, false, true),
        ] {
            let check = check(comparison, "0.40");
            let passed = ["0.39", "0.4", "5"].map(|value| check.passes(value));
            assert_eq!(passed, [Some(below), Some(same), Some(above)], "{check}");
        }
        assert_eq!(check(Equal, "active").passes("active"), Some(true));
        assert_eq!(check(Unequal, "active").passes("frozen"), Some(true));
        assert_eq!(check(Equal, "true").passes("false"), Some(false));
        assert_eq!(check(AtLeast, "1").passes("many"), None);
    }

    #[test]
    fn an_order_needs_a_number_and_a_pointer_its_slash() {
        assert!(check(Comparison::AtLeast, "1.5").is_sound());
        assert!(!check(Comparison::AtLeast, "many").is_sound());
        assert!(check(Comparison::Equal, "many").is_sound());
        let mut bare = check(Comparison::Equal, "many");
        bare.pointer = "a".into();
        assert!(!bare.is_sound());
    }
}
