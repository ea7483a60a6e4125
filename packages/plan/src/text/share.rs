use super::number;

/// A share as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Parts ...
    pub numerator: u64,
    /// ... of so many, never zero.
    pub denominator: u64,
}

impl Share {
    /// Base units of a lot, if they are whole.
    pub fn of(self, lot: u64) -> Option<u64> {
        let product = u128::from(lot).checked_mul(u128::from(self.numerator))?;
        let denominator = u128::from(self.denominator);
        if product.checked_rem(denominator)? != 0 {
            return None;
        }
        u64::try_from(product.checked_div(denominator)?).ok()
    }

    fn lowest(self) -> Share {
        let (mut a, mut b) = (self.numerator, self.denominator);
        while b != 0 {
            (a, b) = (b, a.checked_rem(b).unwrap_or(0));
        }
        let divide = |value: u64| value.checked_div(a).unwrap_or(value);
        Share {
            numerator: divide(self.numerator),
            denominator: divide(self.denominator),
        }
    }
}

/// Reads `33.33%` or `1/3`, in lowest terms.
pub fn share(text: &str) -> Result<Share, String> {
    let bad = || format!("`{text}` is no share; write 30%, 33.33% or 1/3");
    let small = |text: &str| {
        number(text)
            .and_then(|value| u64::try_from(value).ok())
            .filter(|v| *v <= 1_000_000_000)
    };
    let share = if let Some(percent) = text.strip_suffix('%') {
        let percent = percent.trim();
        let (whole, fraction) = percent.split_once('.').unwrap_or((percent, "0"));
        let places = u32::try_from(fraction.len())
            .ok()
            .filter(|places| *places <= 6);
        let scale = places
            .and_then(|places| 10_u64.checked_pow(places))
            .ok_or_else(bad)?;
        let whole = small(whole)
            .ok_or_else(bad)?
            .checked_mul(scale)
            .ok_or_else(bad)?;
        let fraction = small(fraction).ok_or_else(bad)?;
        Share {
            numerator: whole.checked_add(fraction).ok_or_else(bad)?,
            denominator: scale.checked_mul(100).ok_or_else(bad)?,
        }
    } else {
        let (numerator, denominator) = text.split_once('/').ok_or_else(bad)?;
        Share {
            numerator: small(numerator.trim()).ok_or_else(bad)?,
            denominator: small(denominator.trim())
                .filter(|d| *d > 0)
                .ok_or_else(bad)?,
        }
    };
    Ok(share.lowest())
}

/// Reads `4 of 7`, or `4` alone.
pub fn threshold(text: &str) -> Result<(u64, Option<u64>), String> {
    let bad = || format!("`{text}` is no threshold; write \"4 of 7\"");
    let small = |text: &str| number(text).and_then(|value| u64::try_from(value).ok());
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [needed] => Ok((small(needed).ok_or_else(bad)?, None)),
        [needed, "of", of] => Ok((
            small(needed).ok_or_else(bad)?,
            Some(small(of).ok_or_else(bad)?),
        )),
        _ => Err(bad()),
    }
}
