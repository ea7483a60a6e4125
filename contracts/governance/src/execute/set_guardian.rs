use cosmwasm_std::{Addr, DepsMut, Env, Response};
use milegate_api::governance::{Event, Guardian};

use super::ensure_itself;
use crate::ContractError;
use crate::instantiate::guardian;
use crate::state::GUARDIAN;

pub fn set_guardian(
    deps: DepsMut,
    env: &Env,
    sender: Addr,
    proposed: Option<Guardian<String>>,
) -> Result<Response, ContractError> {
    ensure_itself(env, sender)?;
    let guardian = guardian(deps.api, env, proposed)?;

    GUARDIAN.save(deps.storage, &guardian);
    let (guardian, expires) = words(&guardian);
    Ok(Response::new().add_event(Event::GuardianSet { guardian, expires }))
}

/// Who, and until when, as events write it.
pub fn words(guardian: &Option<Guardian<Addr>>) -> (String, u64) {
    match guardian {
        Some(Guardian { address, expires }) => (address.to_string(), *expires),
        None => ("none".to_string(), 0),
    }
}
