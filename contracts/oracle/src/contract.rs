use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult, to_json_binary};
use cw2::ensure_from_older_version;
use milegate_api::funds;
use milegate_api::oracle::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};

use crate::instantiate::{NAME, VERSION};
use crate::{ContractError, execute as tell, instantiate as birth, query as ask};

/// Fixes governance and the first feeds.
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::ensure_none(&info)?;

    birth::instantiate(deps, env, msg)
}

/// Takes reports, closes periods, adds feeds.
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    funds::ensure_none(&info)?;

    match msg {
        ExecuteMsg::Report {
            feed,
            period,
            value,
            evidence,
        } => tell::report(deps, &env, info.sender, &feed, period, value, evidence),
        ExecuteMsg::Advance { feed } => {
            tell::advance(deps.storage, env.block.time.seconds(), &feed)
        }
        ExecuteMsg::AddFeed { feed } => tell::add_feed(deps, &env, info.sender, feed),
    }
}

/// Says what was reported and what windows come to, by the clock.
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    let now = env.block.time.seconds();

    match msg {
        QueryMsg::Config {} => to_json_binary(&ask::config(deps.storage)?),
        QueryMsg::Feeds { start_after, limit } => {
            to_json_binary(&ask::feeds(deps.storage, start_after, limit)?)
        }
        QueryMsg::Feed { feed } => to_json_binary(&ask::feed(deps.storage, now, &feed)?),
        QueryMsg::Window { feed, window, at } => {
            to_json_binary(&ask::window(deps.storage, now, &feed, window, at)?)
        }
        QueryMsg::Reports {
            feed,
            period,
            start_after,
            limit,
        } => {
            let after = start_after.map(|raw| deps.api.addr_validate(&raw));
            let after = after.transpose()?;
            to_json_binary(&ask::reports(
                deps.storage,
                now,
                &feed,
                period,
                after,
                limit,
            )?)
        }
        QueryMsg::Periods {
            feed,
            start_after,
            limit,
        } => to_json_binary(&ask::periods(deps.storage, now, &feed, start_after, limit)?),
    }
}

/// Changes the code to a version of the same contract that is not older, and nothing else.
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    ensure_from_older_version(deps.storage, NAME, VERSION)?;

    Ok(Response::new())
}
