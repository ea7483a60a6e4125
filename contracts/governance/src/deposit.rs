//! What a deposit may be.

use cosmwasm_std::{QuerierWrapper, Uint128};

use crate::{ContractError, peers};

/// The largest deposit, as a part of all coins of its denom.
const PART: u128 = 100;

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
