//! What may be sent along with a message.

use cosmwasm_std::{Coin, MessageInfo, Uint128};
use thiserror::Error;

/// Why funds are refused.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum FundsError {
    /// The message takes no funds.
    #[error("the message takes no funds, sent {sent}")]
    Unexpected {
        /// What was sent.
        sent: String,
    },
    /// One native denom is taken.
    #[error("only {denom} is taken, sent {sent}")]
    WrongDenom {
        /// What is taken.
        denom: String,
        /// What was sent.
        sent: String,
    },
}

/// Refuses any coin.
pub fn ensure_none(info: &MessageInfo) -> Result<(), FundsError> {
    if !info.funds.is_empty() {
        return Err(FundsError::Unexpected {
            sent: words(&info.funds),
        });
    }

    Ok(())
}

/// The amount of `denom` sent; refuses any other coin.
pub fn amount(info: &MessageInfo, denom: &str) -> Result<Uint128, FundsError> {
    match info.funds.as_slice() {
        [] => Ok(Uint128::zero()),
        [coin] if coin.denom == denom => Ok(coin.amount),
        funds => Err(FundsError::WrongDenom {
            denom: denom.to_string(),
            sent: words(funds),
        }),
    }
}

fn words(funds: &[Coin]) -> String {
    let coins: Vec<_> = funds.iter().map(Coin::to_string).collect();

    coins.join(",")
}
