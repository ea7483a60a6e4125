use cosmwasm_std::{DepsMut, Env, Response};

use super::{latch, live};
use crate::error::{ContractError, Result};
use crate::peers::Conclusions;
use crate::state::SCHEDULES;

/// Writes down the conclusions that a schedule's waiting gates wait for.
pub fn sync(deps: DepsMut, env: Env, schedule: String) -> Result<Response> {
    let live = live(deps.storage)?;
    let record = SCHEDULES.may_load(deps.storage, &schedule)?;
    let mut record = record.ok_or_else(|| ContractError::Unknown {
        what: "schedule",
        name: schedule.clone(),
    })?;

    let mut conclusions = Conclusions::new(deps.querier, live.milestones.clone());
    let events = latch(
        deps.storage,
        &mut conclusions,
        &live,
        &schedule,
        &mut record,
        env.block.time.seconds(),
    )?;
    if events.is_empty() {
        return Err(ContractError::NothingToSync { schedule }.into());
    }

    Ok(Response::new().add_events(events))
}
