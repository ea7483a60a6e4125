#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, to_json_binary};
use milegate_api::vesting::{ExecuteMsg, InstantiateMsg, QueryMsg};

use crate::error::ContractError;
use crate::execute::{add_grants, claim, pay_dues, refuse_funds, seal, sync};
use crate::{instantiate as birth, query as ask};

/// Births a vault, in draft.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    refuse_funds(&info)?;
    birth::instantiate(deps, env, msg)
}

/// Carries out one message. Only `seal` takes funds.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    if !matches!(msg, ExecuteMsg::Seal { .. }) {
        refuse_funds(&info)?;
    }
    match msg {
        ExecuteMsg::AddGrants { grants } => add_grants::add_grants(deps, env, info, grants),
        ExecuteMsg::Seal { digest } => seal::seal(deps, env, info, digest),
        ExecuteMsg::Sync { schedule } => sync::sync(deps, env, schedule),
        ExecuteMsg::Claim { grants } => claim::claim(deps, env, info, grants),
        ExecuteMsg::PayDues {} => pay_dues::pay_dues(deps, env),
    }
}

/// Answers one question.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Vault {} => to_json_binary(&ask::vault(deps)?),
        QueryMsg::Schedules { start_after, limit } => {
            to_json_binary(&ask::schedules(deps, env, start_after, limit)?)
        }
        QueryMsg::Grant { grant } => to_json_binary(&ask::grant(deps, env, grant)?),
        QueryMsg::Grants { start_after, limit } => {
            to_json_binary(&ask::grants(deps, env, start_after, limit)?)
        }
        QueryMsg::Supply {} => to_json_binary(&ask::supply(deps, env)?),
        QueryMsg::Circulating {} => to_json_binary(&ask::circulating(deps, env)?),
        QueryMsg::Milestone { milestone } => to_json_binary(&ask::milestone(deps, env, milestone)?),
        QueryMsg::IfReached { conclusions, at } => {
            to_json_binary(&ask::if_reached(deps, conclusions, at)?)
        }
        QueryMsg::Solvency {} => to_json_binary(&ask::solvency(deps, env)?),
        QueryMsg::Guards {} => to_json_binary(&ask::guards(deps)?),
        QueryMsg::Interest { address } => to_json_binary(&ask::interest(deps, address)?),
    };
    Ok(answer?)
}
