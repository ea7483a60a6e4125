//! What may be sent along with a message.

use cosmwasm_std::{Coin, MessageInfo, Uint128};

use crate::ContractError;

/// Refuses any coin.
pub fn ensure_none(info: &MessageInfo) -> Result<(), ContractError> {
    if !info.funds.is_empty() {
        return Err(ContractError::UnexpectedFunds {
            sent: words(&info.funds),
        });
    }

    Ok(())
}

/// The amount of `denom` sent; refuses any other coin.
pub fn amount(info: &MessageInfo, denom: &str) -> Result<Uint128, ContractError> {
    match info.funds.as_slice() {
        [] => Ok(Uint128::zero()),
        [coin] if coin.denom == denom => Ok(coin.amount),
        funds => Err(ContractError::WrongDenom {
            denom: denom.to_string(),
            sent: words(funds),
        }),
    }
}

fn words(funds: &[Coin]) -> String {
    let coins: Vec<_> = funds.iter().map(Coin::to_string).collect();

    coins.join(",")
}
