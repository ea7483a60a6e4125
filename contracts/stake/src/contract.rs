#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult, to_json_binary};
use milegate_api::funds;
use milegate_api::stake::{ExecuteMsg, InstantiateMsg, QueryMsg};

use crate::{ContractError, execute, instantiate, query};

/// Freezes the terms.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::ensure_none(&info)?;

    instantiate::instantiate(deps, env, msg)
}

/// Takes stakes in and lets them go.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    if !matches!(msg, ExecuteMsg::Bond {}) {
        funds::ensure_none(&info)?;
    }

    match msg {
        ExecuteMsg::Bond {} => execute::bond(deps.storage, env.block.height, info),
        ExecuteMsg::Unbond { tokens } => {
            execute::unbond(deps.storage, &env.block, info.sender, tokens)
        }
        ExecuteMsg::Claim {} => execute::claim(deps.storage, env.block.time.seconds(), info.sender),
        ExecuteMsg::Receive(report) => execute::receive(deps, env, info.sender, report),
    }
}

/// Says who weighs what, now and at every past height.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Member { addr, at_height } => {
            to_json_binary(&query::member(deps, &addr, at_height)?)
        }
        QueryMsg::TotalWeight { at_height } => {
            to_json_binary(&query::total_weight(deps, at_height)?)
        }
        QueryMsg::ListMembers { start_after, limit } => {
            to_json_binary(&query::list_members(deps, start_after, limit)?)
        }
        QueryMsg::Staked { address } => to_json_binary(&query::staked(deps, &address)?),
        QueryMsg::Claims { address } => to_json_binary(&query::claims(deps, &address)?),
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Solvency {} => to_json_binary(&query::solvency(deps, &env)?),
        QueryMsg::Admin {} => to_json_binary(&query::admin()),
        QueryMsg::Hooks {} => to_json_binary(&query::hooks()),
    }
}
