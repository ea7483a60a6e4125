//! Amounts as plain decimal numbers, for machines.

/// An amount in whole tokens: `1234.5`, no separators, no symbol, no trailing zeros.
pub fn decimal(amount: u128, decimals: u8) -> String {
    let places = usize::from(decimals);
    let digits = format!("{amount:0>width$}", width = places.saturating_add(1));
    let (whole, part) = digits.split_at(digits.len().saturating_sub(places));
    match part.trim_end_matches('0') {
        "" => whole.to_owned(),
        part => format!("{whole}.{part}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_tokens_by_hand() {
        let table = [
            (0, 6, "0"),
            (1, 6, "0.000001"),
            (1_500_000, 6, "1.5"),
            (1_000_000_000, 6, "1000"),
            (42, 0, "42"),
            (u128::MAX, 18, "340282366920938463463.374607431768211455"),
        ];
        for (amount, decimals, text) in table {
            assert_eq!(decimal(amount, decimals), text);
        }
    }
}
