use cosmwasm_std::{Addr, MessageInfo, Response, Storage, Uint128};
use milegate_api::common::Denom;
use milegate_api::funds;
use milegate_api::stake::Event;
use milegate_core::stake::{self, Terms};

use crate::ContractError;
use crate::membership::Change;
use crate::state::{CONFIG, OWED, STAKES};

pub fn bond(
    storage: &mut dyn Storage,
    height: u64,
    info: MessageInfo,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(storage)?;
    let terms = config.terms();
    let tokens = match config.denom {
        Denom::Native(denom) => funds::amount(&info, &denom)?,
        Denom::Cw20(token) => return Err(ContractError::BondedBySend { token }),
    };

    add(storage, height, terms, info.sender, tokens)
}

/// Adds tokens that have arrived to a stake.
pub(super) fn add(
    storage: &mut dyn Storage,
    height: u64,
    terms: Terms,
    staker: Addr,
    tokens: Uint128,
) -> Result<Response, ContractError> {
    let before = STAKES.may_load(storage, &staker)?.unwrap_or_default();

    let after = terms.bond(before, tokens)?;
    let change = Change::to(storage, &staker, after.weight)?;
    let owed = stake::add(OWED.load(storage)?, tokens)?;

    STAKES.save(storage, &staker, &after.tokens);
    change.save(storage, &staker, height)?;
    OWED.save(storage, &owed);
    Ok(Response::new().add_event(Event::Bonded {
        staker: staker.into_string(),
        tokens,
        stake: after.tokens,
        weight: change.weight,
        total: change.total,
    }))
}
