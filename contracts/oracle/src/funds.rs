//! What may be sent along with a message: nothing.

use cosmwasm_std::{Coin, MessageInfo};

use crate::ContractError;

/// Refuses any coin.
pub fn ensure_none(info: &MessageInfo) -> Result<(), ContractError> {
    if info.funds.is_empty() {
        return Ok(());
    }

    let coins: Vec<_> = info.funds.iter().map(Coin::to_string).collect();
    Err(ContractError::UnexpectedFunds {
        sent: coins.join(","),
    })
}
