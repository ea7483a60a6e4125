use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult, to_json_binary};
use milegate_api::funds;
use milegate_api::payments::{ExecuteMsg, InstantiateMsg, QueryMsg};

use crate::{ContractError, execute as tell, instantiate as birth, query as ask};

/// Fixes everything.
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::ensure_none(&info)?;

    birth::instantiate(deps, env, msg)
}

/// Takes payments and pays payees.
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    match msg {
        ExecuteMsg::Pay { to, memo } => tell::pay(deps, &env, info, &to, memo),
        ExecuteMsg::Withdraw { payee } => {
            funds::ensure_none(&info)?;
            let payee = payee.map(|raw| deps.api.addr_validate(&raw)).transpose()?;
            let payee = payee.unwrap_or(info.sender);
            tell::withdraw(deps.storage, env.block.time.seconds(), payee)
        }
    }
}

/// Says what was paid and what is owed, by the clock.
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    let now = env.block.time.seconds();

    match msg {
        QueryMsg::Config {} => to_json_binary(&ask::config(deps.storage)?),
        QueryMsg::Window { periods, at } => {
            to_json_binary(&ask::window(deps.storage, now, periods, at)?)
        }
        QueryMsg::Periods { start_after, limit } => {
            to_json_binary(&ask::periods(deps.storage, now, start_after, limit)?)
        }
        QueryMsg::Account { address } => {
            let address = deps.api.addr_validate(&address)?;
            to_json_binary(&ask::account(deps.storage, now, &address)?)
        }
        QueryMsg::Solvency {} => to_json_binary(&ask::solvency(deps, &env)?),
    }
}
