//! The milestones with one planted fault, chosen by feature. Never deployed.

use cosmwasm_std::{
    Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult, Timestamp, entry_point,
};
use cw_storage_plus::Map;
use milegate_api::core::Conclusion;
use milegate_api::lean::Lean;
use milegate_api::milestones::{Event, ExecuteMsg, InstantiateMsg, QueryMsg};
use milegate_milestones::{ContractError, contract};

const CONCLUSIONS: Map<&str, Conclusion> = Map::new("conclusion");

/// As the milestones.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: Lean<InstantiateMsg>,
) -> Result<Response, ContractError> {
    contract::instantiate(deps, env, info, msg.0)
}

/// As the milestones, and then the fault.
#[entry_point]
pub fn execute(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: Lean<ExecuteMsg>,
) -> Result<Response, ContractError> {
    let msg = msg.0;
    if let ExecuteMsg::Conclude { milestone } = &msg {
        let ended = CONCLUSIONS.may_load(deps.storage, milestone)?;
        if cfg!(feature = "rule-5") && ended.is_some() {
            // An ended milestone ends once more, the other way.
            let at = env.block.time.seconds();
            CONCLUSIONS.save(deps.storage, milestone, &Conclusion::Missed { at })?;
            let event = Event::Missed {
                milestone: milestone.clone(),
                at,
            };
            return Ok(Response::new().add_event(event));
        }
    }
    if let (true, ExecuteMsg::Attest { milestone, .. }) = (cfg!(feature = "rule-4"), &msg) {
        // Once the policy is satisfied, the window is not waited for.
        let conclude = ExecuteMsg::Conclude {
            milestone: milestone.clone(),
        };
        let mut later = env.clone();
        later.block.height = u64::MAX;
        later.block.time = Timestamp::from_seconds(env.block.time.seconds().saturating_add(YEAR));
        let first = contract::execute(deps.branch(), env, info.clone(), msg)?;
        let pending = first.events.iter().any(|e| e.ty == "milestones_pending");
        if !pending {
            return Ok(first);
        }
        let second = contract::execute(deps, later, info, conclude)?;
        return Ok(first.add_events(second.events));
    }
    contract::execute(deps, env, info, msg)
}

/// Long enough for any window.
const YEAR: u64 = 31_557_600;

/// As the milestones.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: Lean<QueryMsg>) -> StdResult<Binary> {
    contract::query(deps, env, msg.0)
}
