//! What the chain calls.

use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult, entry_point};
use milegate_api::lean::Lean;
use milegate_api::milestones::{ExecuteMsg, InstantiateMsg, QueryMsg};

use crate::{ContractError, contract};

/// See [`contract::instantiate`].
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: Lean<InstantiateMsg>,
) -> Result<Response, ContractError> {
    contract::instantiate(deps, env, info, msg.0)
}

/// See [`contract::execute`].
#[entry_point]
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: Lean<ExecuteMsg>,
) -> Result<Response, ContractError> {
    contract::execute(deps, env, info, msg.0)
}

/// See [`contract::query`].
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: Lean<QueryMsg>) -> StdResult<Binary> {
    contract::query(deps, env, msg.0)
}
