//! What may be sent along with a message.

use cosmwasm_std::{Coin, MessageInfo, QuerierWrapper, Uint128};

use crate::{ContractError, peers};

/// The largest deposit, as a part of all coins of its denom.
const PART: u128 = 100;

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

/// Refuses a deposit that nobody may have: it would end all proposals, also that to lower it.
pub fn check_deposit(
    querier: &QuerierWrapper,
    denom: &str,
    deposit: Uint128,
) -> Result<(), ContractError> {
    let most = Uint128::new(peers::minted(querier, denom)?.u128() / PART);
    match deposit > most {
        true => Err(ContractError::DepositOutOfReach { deposit, most }),
        false => Ok(()),
    }
}

fn words(funds: &[Coin]) -> String {
    let coins: Vec<_> = funds.iter().map(Coin::to_string).collect();

    coins.join(",")
}
