use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult, to_json_binary};
use milegate_api::common::now;
use milegate_api::funds;
use milegate_api::milestones::{ExecuteMsg, InstantiateMsg, QueryMsg};
use milegate_core::milestone::Claim;

use crate::{ContractError, execute, instantiate, query};

/// Freezes the terms of the milestones.
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::ensure_none(&info)?;

    instantiate::instantiate(deps, env, msg)
}

/// Takes evidence, challenges and verdicts, and does what time has decided.
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    if !matches!(
        msg,
        ExecuteMsg::Attest { .. } | ExecuteMsg::Challenge { .. } | ExecuteMsg::AddBounty { .. }
    ) {
        funds::ensure_none(&info)?;
    }
    let now = now(&env);

    match msg {
        ExecuteMsg::Attest {
            milestone,
            round,
            witness,
            as_of,
            valid_until,
            evidence,
        } => {
            let claim = Claim {
                round,
                as_of,
                valid_until,
            };
            execute::attest(deps, now, info, milestone, witness, claim, evidence)
        }
        ExecuteMsg::Observe { milestone, witness } => {
            execute::observe(deps, now, milestone, witness)
        }
        ExecuteMsg::Retract {
            milestone,
            round,
            witness,
        } => execute::retract(deps.storage, now, info.sender, milestone, round, witness),
        ExecuteMsg::Recuse {
            milestone,
            witness,
            attestor,
        } => execute::recuse(deps, now, milestone, witness, attestor),
        ExecuteMsg::Challenge { milestone, round } => {
            execute::challenge(deps.storage, now, info, milestone, round)
        }
        ExecuteMsg::Settle {
            milestone,
            round,
            verdict,
        } => execute::settle(deps.storage, now, info.sender, milestone, round, verdict),
        ExecuteMsg::Conclude { milestone } => execute::conclude(deps.storage, now, milestone),
        ExecuteMsg::AddBounty { milestone } => {
            execute::add_bounty(deps.storage, now, info, milestone)
        }
        ExecuteMsg::Withdraw {} => execute::withdraw(deps.storage, info.sender),
        ExecuteMsg::PayDues {} => execute::pay_dues(deps.storage),
    }
}

/// Says where the milestones are, why, and what can happen next.
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    let now = now(&env);

    match msg {
        QueryMsg::Config {} => query::config(deps),
        QueryMsg::Milestone { milestone } => {
            to_json_binary(&query::milestone(deps, now, &milestone)?)
        }
        QueryMsg::Milestones { start_after, limit } => {
            to_json_binary(&query::milestones(deps, now, start_after, limit)?)
        }
        QueryMsg::Attestations {
            milestone,
            witness,
            start_after,
            limit,
        } => to_json_binary(&query::attestations(
            deps,
            now,
            &milestone,
            &witness,
            start_after,
            limit,
        )?),
        QueryMsg::Credit { address } => to_json_binary(&query::credit(deps, &address)?),
        QueryMsg::Bonds {} => to_json_binary(&query::bonds(deps, &env)?),
    }
}
