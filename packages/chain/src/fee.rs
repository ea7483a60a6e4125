use std::fmt;
use std::str::FromStr;

use cosmwasm_std::{Coin, Decimal, Uint128};
use serde::Serialize;

use crate::error::ChainError;

/// What a unit of gas costs, written `0.025ustake`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GasPrice {
    /// Per unit of gas.
    pub price: Decimal,
    /// In what.
    pub denom: String,
}

/// Gas of a transaction and what it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// The most gas it may use.
    pub gas: u64,
    /// What is paid for it, used or not; none where gas is free.
    pub amount: Option<Coin>,
}

impl fmt::Display for Fee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "gas {}, ", self.gas)?;
        match &self.amount {
            Some(amount) => write!(f, "fee {amount}"),
            None => f.write_str("no fee"),
        }
    }
}

impl GasPrice {
    /// The fee for an amount of gas, rounded up.
    pub fn fee(&self, gas: u64) -> Fee {
        let amount = Uint128::from(gas)
            .checked_mul_ceil(self.price)
            .unwrap_or(Uint128::MAX);
        Fee {
            gas,
            amount: (!amount.is_zero()).then(|| Coin::new(amount, self.denom.clone())),
        }
    }
}

impl FromStr for GasPrice {
    type Err = ChainError;

    fn from_str(text: &str) -> Result<Self, ChainError> {
        let bad = || {
            ChainError::input(
                format!("gas price `{text}`"),
                "write a number and a denom: 0.025ustake",
            )
        };
        let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.');
        let (price, denom) = text
            .split_at_checked(digits.ok_or_else(bad)?)
            .ok_or_else(bad)?;
        let denom_ok = denom.starts_with(|c: char| c.is_ascii_alphabetic())
            && denom.len() > 2
            && denom
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "/:._-".contains(c));
        if !denom_ok {
            return Err(bad());
        }
        Ok(GasPrice {
            price: price.parse().map_err(|_| bad())?,
            denom: denom.to_owned(),
        })
    }
}

impl fmt::Display for GasPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.price, self.denom)
    }
}

/// Gas with a margin, in percent of what a simulation used: state can change until the block.
pub(crate) fn with_margin(used: u64, percent: u64) -> u64 {
    let wide = u128::from(used).saturating_mul(u128::from(percent));
    u64::try_from(wide.div_ceil(100)).unwrap_or(u64::MAX)
}

/// Coins of each denom, added up.
pub fn sum(coins: impl Iterator<Item = Coin>) -> Vec<Coin> {
    let mut all: Vec<Coin> = Vec::new();
    for coin in coins {
        match all.iter_mut().find(|sum| sum.denom == coin.denom) {
            Some(sum) => sum.amount = sum.amount.saturating_add(coin.amount),
            None => all.push(coin),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_and_fees_by_hand() {
        let price: GasPrice = "0.025ustake".parse().unwrap();
        assert_eq!(price.to_string(), "0.025ustake");
        assert_eq!(
            price.fee(200_000).amount,
            Some(Coin::new(5_000_u128, "ustake"))
        );
        // Rounded up: a node refuses one unit less.
        assert_eq!(
            price.fee(200_001).amount,
            Some(Coin::new(5_001_u128, "ustake"))
        );
        let free: GasPrice = "0ustake".parse().unwrap();
        assert_eq!(free.fee(200_000).amount, None);
        let ibc: GasPrice =
            "1.5ibc/27394FB092D2ECCD56123C74F36E4C1F926001CEADA9CA97EA622B25F41E5EB2"
                .parse()
                .unwrap();
        assert_eq!(ibc.fee(3).amount.unwrap().amount.u128(), 5);
    }

    #[test]
    fn what_is_no_price_is_refused() {
        for text in [
            "",
            "ustake",
            "0.025",
            "0.025 ustake",
            "-1ustake",
            "1.2.3ustake",
            "1u",
        ] {
            assert!(text.parse::<GasPrice>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_margin_is_rounded_up() {
        assert_eq!(with_margin(100_001, 130), 130_002);
        assert_eq!(with_margin(u64::MAX, 130), u64::MAX);
    }
}
