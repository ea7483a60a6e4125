//! Decimal numbers without loss.

use cosmwasm_std::{Uint128, Uint256};

/// Digits of a number that is read, and of a scale: their product has at most 76, which 256 bits
/// hold.
const DIGITS: usize = 60;
const SCALE_DIGITS: usize = 16;
/// Powers of ten that 256 bits hold.
const POWERS: u32 = 76;

/// Why a text gives no value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not a decimal number.
    #[error("`{text}` is no decimal number")]
    Form {
        /// What was written.
        text: String,
    },
    /// Below zero.
    #[error("{text} is negative: a feed has no negative values")]
    Negative {
        /// What was written.
        text: String,
    },
    /// More digits than anybody measures.
    #[error("a number of more than {most} digits")]
    Long {
        /// Most digits.
        most: usize,
    },
    /// Beyond 128 bits in the feed's decimals.
    #[error("{text} is too large")]
    Large {
        /// The number.
        text: String,
    },
}

/// A number that is not negative: `digits * 10^exponent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    text: String,
    digits: Uint256,
    exponent: i64,
}

impl Number {
    /// Reads `123`, `0.5`, `1.5e-3`.
    pub fn read(text: &str) -> Result<Self, NumberError> {
        Number::within(text, DIGITS)
    }

    /// Reads a factor: as a number, of 16 digits at most, and not zero.
    pub fn scale(text: &str) -> Result<Self, NumberError> {
        let scale = Number::within(text, SCALE_DIGITS)?;
        if scale.digits.is_zero() {
            return Err(form(text));
        }

        Ok(scale)
    }

    fn within(text: &str, most: usize) -> Result<Self, NumberError> {
        // Errors quote what strangers wrote: not all of it.
        let shown: String = text.chars().take(80).collect();
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, power(exponent).ok_or_else(|| form(&shown))?),
            None => (text, 0),
        };
        let unsigned = number.strip_prefix('-');
        let (whole, part) = match unsigned.unwrap_or(number).split_once('.') {
            Some((whole, part)) if is_digits(part) => (whole, part),
            Some(_) => return Err(form(&shown)),
            None => (unsigned.unwrap_or(number), ""),
        };
        if !is_digits(whole) {
            return Err(form(&shown));
        }
        let part = part.trim_end_matches('0');
        let all = format!("{whole}{part}");
        let digits = all.trim_start_matches('0');
        if unsigned.is_some() && !digits.is_empty() {
            return Err(NumberError::Negative { text: shown });
        }
        if digits.len() > most {
            return Err(NumberError::Long { most });
        }
        let digits = match digits {
            "" => Uint256::zero(),
            _ => digits.parse().map_err(|_| form(&shown))?,
        };
        let places = i64::try_from(part.len()).unwrap_or(i64::MAX);

        Ok(Number {
            text: shown,
            digits,
            exponent: exponent.saturating_sub(places),
        })
    }

    /// Its value times a scale, as a whole number of units of that many decimals, rounded down.
    pub fn units(&self, scale: &Number, decimals: u8) -> Result<Uint128, NumberError> {
        let large = || NumberError::Large {
            text: self.text.clone(),
        };
        let product = self.digits.checked_mul(scale.digits).map_err(|_| large())?;
        let shift = self.exponent.saturating_add(scale.exponent);
        let shift = shift.saturating_add(decimals.into());
        if product.is_zero() {
            return Ok(Uint128::zero());
        }
        let power = u32::try_from(shift.unsigned_abs()).unwrap_or(u32::MAX);
        let whole = match (shift >= 0, ten(power)) {
            (true, Some(power)) => product.checked_mul(power).map_err(|_| large())?,
            (true, None) => return Err(large()),
            (false, Some(power)) => product.checked_div(power).map_err(|_| large())?,
            // Fewer digits than it is divided by.
            (false, None) => Uint256::zero(),
        };

        Uint128::try_from(whole).map_err(|_| large())
    }
}

fn ten(power: u32) -> Option<Uint256> {
    let small = (power <= POWERS).then_some(power)?;
    Uint256::from(10u8).checked_pow(small).ok()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A power of ten of a size that can still be added to.
fn power(text: &str) -> Option<i64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let size = is_digits(unsigned).then(|| unsigned.parse::<i32>().unwrap_or(i32::MAX))?;
    let size = i64::from(size);

    Some(if text.starts_with('-') {
        size.saturating_neg()
    } else {
        size
    })
}

fn form(text: &str) -> NumberError {
    NumberError::Form { text: text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str, scale: &str, decimals: u8) -> Result<u128, NumberError> {
        let scale = Number::scale(scale).expect("a scale");
        Number::read(text)?
            .units(&scale, decimals)
            .map(|units| units.u128())
    }

    #[test]
    fn numbers_become_units() {
        for (text, scale, decimals, expected) in [
            ("412345.678901", "1", 6, 412_345_678_901),
            ("412345.6789019", "1", 6, 412_345_678_901),
            ("1.5e3", "0.01", 2, 1_500),
            ("1E-2", "1", 2, 1),
            ("0.009", "1", 2, 0),
            ("0", "1e9", 18, 0),
            ("-0.0", "1", 2, 0),
            ("000123.4500", "1", 2, 12_345),
            ("1e-999999999999", "1", 18, 0),
            ("0e999999999999", "1", 18, 0),
            (
                "123456789012123456789012345678",
                "0.000000000000000001",
                6,
                123_456_789_012_123_456,
            ),
            ("340282366920938463463374607431768211455", "1", 0, u128::MAX),
        ] {
            assert_eq!(
                units(text, scale, decimals),
                Ok(expected),
                "{text} * {scale}"
            );
        }
    }

    #[test]
    fn what_gives_no_value() {
        for text in [
            "", "-", "1.", ".5", "+1", "1e", "1e1.5", "0x1", " 1", "1,5", "NaN", "٣",
        ] {
            assert!(
                matches!(Number::read(text), Err(NumberError::Form { .. })),
                "{text}"
            );
        }
        assert!(matches!(
            units("-0.1", "1", 2),
            Err(NumberError::Negative { .. })
        ));
        assert!(matches!(
            units(&"9".repeat(61), "1", 2),
            Err(NumberError::Long { .. })
        ));
        for large in [
            "340282366920938463463374607431768211456",
            "1e39",
            "1e999999999999",
        ] {
            assert!(
                matches!(units(large, "1", 0), Err(NumberError::Large { .. })),
                "{large}"
            );
        }
        for scale in ["0", "-1", "12345678901234567", "x"] {
            assert!(Number::scale(scale).is_err(), "{scale}");
        }
    }
}
