use cosmwasm_std::{DepsMut, Env, Response};

use super::{latched, live};
use crate::error::{ContractError, Result};

/// Writes down the conclusions that a schedule's waiting gates wait for.
pub fn sync(deps: DepsMut, env: Env, schedule: String) -> Result<Response> {
    let live = live(deps.storage)?;
    let now = env.block.time.seconds();

    let (_, events) = latched(deps.storage, deps.querier, &live, &schedule, now)?;
    if events.is_empty() {
        return Err(ContractError::NothingToSync { schedule }.into());
    }

    Ok(Response::new().add_events(events))
}
