use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use milegate_api::vesting::Event;

use crate::error::{ContractError, Result};
use crate::state::REFUSES;

/// Refuses to be named owner or payee by others, or takes that back.
pub fn refuse_grants(deps: DepsMut, env: Env, info: MessageInfo, refuse: bool) -> Result<Response> {
    if REFUSES.has(deps.storage, &info.sender) == refuse {
        return Err(ContractError::SameRefusal {
            address: info.sender,
            refuse,
        }
        .into());
    }

    match refuse {
        true => REFUSES.save(deps.storage, &info.sender, &true),
        false => REFUSES.remove(deps.storage, &info.sender),
    }

    Ok(Response::new().add_event(Event::GrantsRefused {
        address: info.sender.into(),
        refuse,
        time: env.block.time.seconds(),
    }))
}
