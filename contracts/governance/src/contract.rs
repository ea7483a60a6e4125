use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult, to_json_binary};
use cw2::ensure_from_older_version;
use milegate_api::funds;
use milegate_api::governance::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use milegate_core::governance::Choice;

use crate::execute::Proposed;
use crate::instantiate::{NAME, VERSION};
use crate::{ContractError, execute as tell, instantiate as birth, query as ask};
use milegate_api::common::now;

/// Fixes the wiring and the first rules.
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    funds::ensure_none(&info)?;

    birth::instantiate(deps, env, msg)
}

/// Takes proposals, ballots and proofs, and runs what has passed.
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    let takes_deposit = matches!(msg, ExecuteMsg::Propose { .. } | ExecuteMsg::Ask { .. });
    if !takes_deposit {
        funds::ensure_none(&info)?;
    }
    let (now, sender) = (now(&env), info.sender.clone());

    match msg {
        ExecuteMsg::Propose {
            earliest: None,
            latest: None,
            title,
            description,
            msgs,
            cites,
            pins,
        } => {
            let proposed = Proposed {
                title,
                description,
                msgs,
                cites,
                pins,
            };
            tell::propose(deps, env, info, proposed)
        }
        ExecuteMsg::Propose { .. } => Err(ContractError::PeriodChosen {}),
        ExecuteMsg::Ask {
            title,
            description,
            options,
        } => tell::ask(deps, env, info, title, description, options),
        ExecuteMsg::Dispute {
            milestones,
            milestone,
        } => tell::dispute(deps, env, info, milestones, milestone),
        ExecuteMsg::Vote { proposal_id, vote } => {
            let choice = match vote {
                cw3::Vote::Yes => Choice::Yes {},
                cw3::Vote::No => Choice::No {},
                cw3::Vote::Abstain => Choice::Abstain {},
                cw3::Vote::Veto => Choice::Veto {},
            };
            tell::vote(deps, now, sender, proposal_id, choice)
        }
        ExecuteMsg::Answer {
            proposal_id,
            option,
        } => tell::answer(deps, now, sender, proposal_id, option),
        ExecuteMsg::Prove { proposal_id, voter } => {
            tell::prove(deps, now, sender, proposal_id, voter)
        }
        ExecuteMsg::Readmit { proposal_id, voter } => tell::readmit(deps, now, proposal_id, voter),
        ExecuteMsg::Execute { proposal_id } => tell::execute(deps, env, sender, proposal_id),
        ExecuteMsg::Close { proposal_id } => tell::close(deps, now, proposal_id),
        ExecuteMsg::Cancel { proposal_id } => tell::cancel(deps.storage, now, sender, proposal_id),
        ExecuteMsg::AcceptPayments {} => tell::accept_payments(deps.storage, sender),
        ExecuteMsg::SetRules { rules } => tell::set_rules(deps, &env, sender, rules),
        ExecuteMsg::SetGuardian { guardian } => tell::set_guardian(deps, &env, sender, guardian),
        ExecuteMsg::AddSuite { suite } => tell::add_suite(deps, &env, sender, suite),
    }
}

/// Says where proposals stand and why, in the words of cw3 and its own.
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Threshold {} => to_json_binary(&ask::threshold(deps)?),
        QueryMsg::Proposal { proposal_id } => {
            to_json_binary(&ask::proposal(deps, &env, proposal_id)?)
        }
        QueryMsg::ListProposals { start_after, limit } => {
            to_json_binary(&ask::list_proposals(deps, &env, start_after, limit)?)
        }
        QueryMsg::ReverseProposals {
            start_before,
            limit,
        } => to_json_binary(&ask::reverse_proposals(deps, &env, start_before, limit)?),
        QueryMsg::Vote { proposal_id, voter } => {
            to_json_binary(&ask::vote(deps, proposal_id, &voter)?)
        }
        QueryMsg::ListVotes {
            proposal_id,
            start_after,
            limit,
        } => to_json_binary(&ask::list_votes(deps, proposal_id, start_after, limit)?),
        QueryMsg::Voter { address } => to_json_binary(&ask::voter(deps, &address)?),
        QueryMsg::ListVoters { start_after, limit } => {
            to_json_binary(&ask::list_voters(deps, start_after, limit)?)
        }
        QueryMsg::Config {} => to_json_binary(&ask::config(deps)?),
        QueryMsg::Tally { proposal_id } => to_json_binary(&ask::tally(deps, &env, proposal_id)?),
        QueryMsg::Ballots {
            proposal_id,
            start_after,
            limit,
        } => to_json_binary(&ask::ballots(deps, proposal_id, start_after, limit)?),
        QueryMsg::Deposits {} => to_json_binary(&ask::deposits(deps, &env)?),
        QueryMsg::Payee { address } => to_json_binary(&ask::payee(deps, &address)?),
    }
}

/// Changes the code to a version of the same contract that is not older, and nothing else.
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    ensure_from_older_version(deps.storage, NAME, VERSION)?;

    Ok(Response::new())
}
