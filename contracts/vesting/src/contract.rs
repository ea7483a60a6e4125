#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response};
use milegate_api::vesting::{ExecuteMsg, InstantiateMsg, QueryMsg};

use crate::error::ContractError;
use crate::execute::{add_grants, claim, pay_dues, refuse_funds, seal, sync};
use crate::query::{self as ask, json};
use crate::{error, instantiate as birth};

/// Births a vault, in draft.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    let born = refuse_funds(&info).and_then(|()| birth::instantiate(deps, env, msg));
    born.map_err(|error| *error)
}

/// Carries out one message. Only `seal` takes funds.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    dispatch(deps, env, info, msg).map_err(|error| *error)
}

fn dispatch(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> error::Result<Response> {
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
    answer(deps, env, msg).map_err(|error| *error)
}

fn answer(deps: Deps, env: Env, msg: QueryMsg) -> error::Result<Binary> {
    match msg {
        QueryMsg::Vault {} => json(ask::vault(deps)),
        QueryMsg::Schedules { start_after, limit } => {
            json(ask::schedules(deps, env, start_after, limit))
        }
        QueryMsg::Grant { grant } => json(ask::grant(deps, env, grant)),
        QueryMsg::Grants { start_after, limit } => json(ask::grants(deps, env, start_after, limit)),
        QueryMsg::Supply {} => json(ask::supply(deps, env)),
        QueryMsg::Circulating {} => json(ask::circulating(deps, env)),
        QueryMsg::Milestone { milestone } => json(ask::milestone(deps, env, milestone)),
        QueryMsg::IfReached { conclusions, at } => json(ask::if_reached(deps, conclusions, at)),
        QueryMsg::Solvency {} => json(ask::solvency(deps, env)),
        QueryMsg::Guards {} => json(ask::guards(deps)),
        QueryMsg::Interest { address } => json(ask::interest(deps, address)),
    }
}
