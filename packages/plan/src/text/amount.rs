use super::number;
use crate::plan::Plan;

/// How a plan's amounts are written: a symbol worth ten to the power of `decimals` base units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amounts {
    /// The symbol.
    pub symbol: String,
    /// Its decimals.
    pub decimals: u8,
}

impl Amounts {
    /// Those of a plan.
    pub fn of(plan: &Plan) -> Self {
        Amounts {
            symbol: plan.asset.symbol.value.clone(),
            decimals: *plan.asset.decimals,
        }
    }

    /// Those of a plan's bonds.
    pub fn of_bonds(plan: &Plan) -> Self {
        Amounts {
            symbol: plan.bond_denom.symbol.clone(),
            decimals: plan.bond_denom.decimals,
        }
    }

    /// Base units of `"1_000.5 MER"`.
    pub fn parse(&self, text: &str) -> Result<u128, String> {
        let expected = || {
            format!(
                "`{text}` is no amount; write it like \"1_000.5 {}\"",
                self.symbol
            )
        };
        let mut words = text.split_whitespace();
        let (Some(digits), Some(symbol), None) = (words.next(), words.next(), words.next()) else {
            return Err(expected());
        };
        if symbol != self.symbol {
            return Err(format!(
                "`{text}` is in {symbol}, the plan's symbol is {}",
                self.symbol
            ));
        }
        base_units(digits, self.decimals).map_err(|error| match error {
            Unread::Form => expected(),
            Unread::Fine => format!("`{text}` is finer than the {} decimals", self.decimals),
            Unread::Large => format!("`{text}` does not fit into 128 bits of base units"),
        })
    }

    /// The same for people: `1,000.5 MER`.
    pub fn words(&self, base_units: u128) -> String {
        format!(
            "{} {}",
            decimal_words(base_units, self.decimals),
            self.symbol
        )
    }
}

/// Why digits are no number of base units.
enum Unread {
    /// They are no decimal number.
    Form,
    /// They have more places than there are.
    Fine,
    /// They are too many.
    Large,
}

/// Base units of `1_000.5`.
fn base_units(digits: &str, decimals: u8) -> Result<u128, Unread> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = number(whole).ok_or(Unread::Form)?;
    let places = fraction.trim_end_matches('0');
    if digits.ends_with('.') || !fraction.chars().all(|c| c.is_ascii_digit()) {
        return Err(Unread::Form);
    }
    if places.len() > usize::from(decimals) {
        return Err(Unread::Fine);
    }
    let padded = format!("{places:0<width$}", width = usize::from(decimals));
    let small = if padded.is_empty() {
        Some(0)
    } else {
        padded.parse::<u128>().ok()
    };
    unit(decimals)
        .and_then(|unit| whole.checked_mul(unit))
        .zip(small)
        .and_then(|(big, small)| big.checked_add(small))
        .ok_or(Unread::Large)
}

fn unit(decimals: u8) -> Option<u128> {
    10_u128.checked_pow(u32::from(decimals))
}

/// A value of a feed, `400_000` or `0.25`, in units of its last decimal.
pub fn scaled(digits: &str, decimals: u8) -> Result<u128, String> {
    base_units(digits, decimals).map_err(|error| match error {
        Unread::Form => format!("`{digits}` is no number; write it like 400_000 or 0.25"),
        Unread::Fine => format!("`{digits}` is finer than the feed's {decimals} decimals"),
        Unread::Large => format!("`{digits}` does not fit into 128 bits"),
    })
}

/// A scaled value for people: `400,000`, `0.25`.
pub fn decimal_words(value: u128, decimals: u8) -> String {
    let unit = unit(decimals).unwrap_or(1);
    let whole = value.checked_div(unit).unwrap_or(0);
    let rest = value.checked_rem(unit).unwrap_or(0);
    let mut text = grouped(whole);
    if rest > 0 {
        let padded = format!("{rest:0>width$}", width = usize::from(decimals));
        text.push('.');
        text.push_str(padded.trim_end_matches('0'));
    }
    text
}

/// Digits in groups of three.
fn grouped(value: u128) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
