use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, to_json_binary};
use milegate_api::vesting::{ExecuteMsg, InstantiateMsg, QueryMsg};

use crate::error::ContractError;
use crate::execute::seal::Payment;
use crate::execute::{
    add_cohort, add_grants, announce, assign, cancel, carry_out, claim, decline, lapse_reserve,
    name_recovery, pay_dues, receive, refuse_funds, refuse_grants, renounce, seal, sync,
};
use crate::query::{self as ask, Answer};
use crate::{error, instantiate as birth};

/// Births a vault, in draft.
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
        ExecuteMsg::Seal { digest } => {
            seal::seal(deps, env, info.sender, Payment::Coins(info.funds), digest)
        }
        ExecuteMsg::Receive(report) => receive::receive(deps, env, info, report),
        ExecuteMsg::Sync { schedule } => sync::sync(deps, env, schedule),
        ExecuteMsg::Claim { grants } => claim::claim(deps, env, info, grants),
        ExecuteMsg::PayDues {} => pay_dues::pay_dues(deps, env),
        ExecuteMsg::Assign(assignment) => assign::assign(deps, env, info, assignment),
        ExecuteMsg::AddCohort(cohort) => add_cohort::add_cohort(deps, env, info, cohort),
        ExecuteMsg::LapseReserve { category } => lapse_reserve::lapse_reserve(deps, env, category),
        ExecuteMsg::Announce { grant, change } => {
            announce::announce(deps, env, info, grant, change)
        }
        ExecuteMsg::Cancel { grant, change } => cancel::cancel(deps, env, info, grant, change),
        ExecuteMsg::CarryOut { grant, change } => {
            carry_out::carry_out(deps, env, info, grant, change)
        }
        ExecuteMsg::NameRecovery { grant, address } => {
            name_recovery::name_recovery(deps, env, info, grant, address)
        }
        ExecuteMsg::Renounce { grant } => renounce::renounce(deps, env, info, grant),
        ExecuteMsg::Decline { grant } => decline::decline(deps, env, info, grant),
        ExecuteMsg::RefuseGrants { refuse } => {
            refuse_grants::refuse_grants(deps, env, info, refuse)
        }
    }
}

/// Answers one question.
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    answer(deps, env, msg).map_err(|error| *error)
}

fn answer(deps: Deps, env: Env, msg: QueryMsg) -> error::Result<Binary> {
    let answer = match msg {
        QueryMsg::Vault {} => Answer::Vault(ask::vault(deps)?),
        QueryMsg::Schedules { start_after, limit } => {
            Answer::Schedules(ask::schedules(deps, env, start_after, limit)?)
        }
        QueryMsg::Grant { grant } => Answer::Grant(ask::grant(deps, env, grant)?),
        QueryMsg::Grants { start_after, limit } => {
            Answer::Grants(ask::grants(deps, env, start_after, limit)?)
        }
        QueryMsg::Supply {} => Answer::Supply(ask::supply(deps, env)?),
        QueryMsg::Circulating {} => Answer::Circulating(ask::circulating(deps, env)?),
        QueryMsg::Milestone { milestone } => {
            Answer::Milestone(ask::milestone(deps, env, milestone)?)
        }
        QueryMsg::IfReached { conclusions, at } => {
            Answer::IfReached(ask::if_reached(deps, conclusions, at)?)
        }
        QueryMsg::Solvency {} => Answer::Solvency(ask::solvency(deps, env)?),
        QueryMsg::Guards {} => Answer::Guards(ask::guards(deps, env)?),
        QueryMsg::Interest { address } => Answer::Interest(ask::interest(deps, address)?),
    };
    Ok(to_json_binary(&answer)?)
}
