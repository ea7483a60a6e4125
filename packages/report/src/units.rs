//! Amounts for people: symbols, thousands, millions.

use serde::{Deserialize, Serialize};

/// The asset every amount of a report is counted in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    /// What amounts are counted in: a bank denom, or `cw20:` and the token.
    pub denom: String,
    /// Symbol for people.
    pub symbol: String,
    /// One symbol is ten to this power base units.
    pub decimals: u8,
    /// Base units per lot.
    pub lot: u128,
}

impl Asset {
    /// As a vault's terms have it.
    pub fn of(terms: &milegate_api::vesting::AssetTerms<cosmwasm_std::Addr>) -> Asset {
        Asset {
            denom: terms.denom.to_string(),
            symbol: terms.symbol.clone(),
            decimals: terms.decimals,
            lot: u128::from(terms.lot.u64()),
        }
    }

    /// The exact amount with thousands separators and its symbol: `1,234.5 TIA`.
    pub fn exact(&self, amount: u128) -> String {
        format!("{} {}", self.figure(amount), self.symbol)
    }

    /// The exact amount without symbol: `1,234.5`.
    pub fn figure(&self, amount: u128) -> String {
        decimal(amount, self.decimals)
    }

    /// At most four digits and a scale: `176 M TIA`. Rounded, so never for a decision.
    pub fn short(&self, amount: u128) -> String {
        let value = self.float(amount);
        let scale = Scale::of(value);
        format!("{} {}", round(value / scale.factor), self.with_scale(scale))
    }

    /// The amount in symbols as a floating-point number, for drawing only.
    pub fn float(&self, amount: u128) -> f64 {
        amount as f64 / 10f64.powi(i32::from(self.decimals))
    }

    /// The unit that an axis of that scale is labelled with: `M TIA`.
    pub fn with_scale(&self, scale: Scale) -> String {
        match scale.prefix {
            "" => self.symbol.clone(),
            prefix => format!("{prefix} {}", self.symbol),
        }
    }
}

/// A decimal scale for people.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Divide by this.
    pub factor: f64,
    /// And write this.
    pub prefix: &'static str,
}

impl Scale {
    /// The scale at which `largest` has between one and four digits before the point.
    pub fn of(largest: f64) -> Scale {
        let (factor, prefix) = match largest {
            v if v >= 1e10 => (1e9, "bn"),
            v if v >= 1e6 => (1e6, "M"),
            v if v >= 1e4 => (1e3, "k"),
            _ => (1.0, ""),
        };
        Scale { factor, prefix }
    }
}

/// Three significant digits or the whole number, without trailing zeros.
fn round(value: f64) -> String {
    let places = match value.abs() {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        _ => 2,
    };
    let text = format!("{value:.places$}");
    let text = match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => text,
    };
    match text.split_once('.') {
        None => text.parse().map_or(text, thousands),
        Some(_) => text,
    }
}

/// A number whose last digits stand after the point: `1,234.5`.
pub fn decimal(value: u128, decimals: u8) -> String {
    let unit = 10u128.checked_pow(u32::from(decimals)).unwrap_or(u128::MAX);
    let whole = thousands(value.checked_div(unit).unwrap_or(0));
    let rest = value.checked_rem(unit).unwrap_or(0);
    if rest == 0 {
        return whole;
    }
    let digits = format!("{rest:0width$}", width = usize::from(decimals));
    format!("{whole}.{}", digits.trim_end_matches('0'))
}

/// A whole number in groups of three.
pub fn thousands(value: u128) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && digits.len().saturating_sub(i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tia() -> Asset {
        Asset {
            denom: "utia".into(),
            symbol: "TIA".into(),
            decimals: 6,
            lot: 1_000_000,
        }
    }

    #[test]
    fn exact_amounts_lose_nothing() {
        assert_eq!(tia().exact(0), "0 TIA");
        assert_eq!(tia().exact(1), "0.000001 TIA");
        assert_eq!(tia().exact(1_234_567_890_000), "1,234,567.89 TIA");
        assert_eq!(tia().exact(176_000_000_000_000), "176,000,000 TIA");
        let whole = Asset {
            decimals: 0,
            ..tia()
        };
        assert_eq!(
            whole.exact(u128::MAX).len(),
            "340,282,366,920,938,463,463,374,607,431,768,211,455 TIA".len()
        );
    }

    #[test]
    fn short_amounts_have_a_scale() {
        assert_eq!(tia().short(176_000_000_000_000), "176 M TIA");
        assert_eq!(tia().short(22_400_000_000_000), "22.4 M TIA");
        assert_eq!(tia().short(1_000_000_000_000_000), "1,000 M TIA");
        assert_eq!(tia().short(12_340_000_000), "12.3 k TIA");
        assert_eq!(tia().short(1_500_000), "1.5 TIA");
        assert_eq!(tia().short(0), "0 TIA");
    }
}
