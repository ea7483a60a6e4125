use cosmwasm_std::{Addr, Response, Storage};
use milegate_api::stake::Event;
use milegate_core::stake::{subtract, take_due};

use crate::state::{CLAIMS, CONFIG, OWED};
use crate::{ContractError, asset};

pub fn claim(storage: &mut dyn Storage, now: u64, staker: Addr) -> Result<Response, ContractError> {
    let claims = CLAIMS.may_load(storage, &staker)?.unwrap_or_default();
    let denom = CONFIG.load(storage)?.denom;

    let (tokens, waiting) = take_due(claims, now)?;
    let owed = subtract(OWED.load(storage)?, tokens)?;

    match waiting.is_empty() {
        true => CLAIMS.remove(storage, &staker),
        false => CLAIMS.save(storage, &staker, &waiting),
    }
    OWED.save(storage, &owed);
    let pay = asset::send(denom, &staker, tokens)?;
    Ok(Response::new().add_message(pay).add_event(Event::Claimed {
        staker: staker.into_string(),
        tokens,
    }))
}
