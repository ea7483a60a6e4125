//! How groups and multisigs act: a proposal, votes until it passes, execution.

use cosmwasm_std::{Addr, CosmosMsg, WasmMsg, to_json_binary};
use cw_utils::ThresholdResponse;
use cw3::{ProposalListResponse, Vote, VoterListResponse};
use cw4::{Cw4QueryMsg, Member, MemberListResponse, TotalWeightResponse};
use embedded_chain::Chain;
use serde::Serialize;

use crate::cast::PlayError;

const PAGE: u32 = 30;

/// The first members of a cw4 group whose weight reaches the threshold, two at least.
pub fn sufficient(chain: &Chain, group: &Addr, threshold: u64) -> Result<Vec<Addr>, PlayError> {
    let members: MemberListResponse = ask(
        chain,
        group,
        &Cw4QueryMsg::ListMembers {
            start_after: None,
            limit: Some(PAGE),
        },
    )?;
    let mut weight = 0_u64;
    let mut chosen = Vec::new();
    for Member { addr, weight: own } in members.members {
        if weight >= threshold && chosen.len() >= 2 {
            break;
        }
        weight = weight.saturating_add(own);
        chosen.push(Addr::unchecked(addr));
    }
    Ok(chosen)
}

/// What all members of a cw4 group weigh.
pub fn total(chain: &Chain, group: &Addr) -> Result<u64, PlayError> {
    let question = Cw4QueryMsg::TotalWeight { at_height: None };
    let answer: TotalWeightResponse = ask(chain, group, &question)?;

    Ok(answer.weight)
}

/// The messages by which a cw3 multisig sends `call`: who sends what, in order.
pub fn passage(
    chain: &Chain,
    multisig: &Addr,
    call: CosmosMsg,
) -> Result<Vec<(Addr, CosmosMsg)>, PlayError> {
    let voters: VoterListResponse = ask(
        chain,
        multisig,
        &cw3::Cw3QueryMsg::ListVoters {
            start_after: None,
            limit: Some(PAGE),
        },
    )?;
    let needed = match ask(chain, multisig, &cw3::Cw3QueryMsg::Threshold {})? {
        ThresholdResponse::AbsoluteCount { weight, .. } => weight,
        other => {
            let why = format!("{multisig}: only absolute thresholds are played, not {other:?}");
            return Err(PlayError::Unknown(why));
        }
    };
    let last: ProposalListResponse = ask(
        chain,
        multisig,
        &cw3::Cw3QueryMsg::ReverseProposals {
            start_before: None,
            limit: Some(1),
        },
    )?;
    let proposal_id = last.proposals.first().map_or(0, |p| p.id).saturating_add(1);

    let send = |msg: &cw3::Cw3ExecuteMsg| -> Result<CosmosMsg, PlayError> {
        let msg = to_json_binary(msg).map_err(|e| PlayError::Unknown(e.to_string()))?;
        Ok(WasmMsg::Execute {
            contract_addr: multisig.to_string(),
            msg,
            funds: vec![],
        }
        .into())
    };
    let mut voters = voters.voters.into_iter();
    let Some(proposer) = voters.next() else {
        return Err(PlayError::Unknown(format!("{multisig} has no members")));
    };
    let first = Addr::unchecked(&proposer.addr);
    let propose = cw3::Cw3ExecuteMsg::Propose {
        title: crate::story::name_of(&call),
        description: "sent by the scenario".into(),
        msgs: vec![call],
        earliest: None,
        latest: None,
    };
    let mut steps = vec![(first.clone(), send(&propose)?)];
    let mut weight = proposer.weight;
    for voter in voters {
        if weight >= needed {
            break;
        }
        weight = weight.saturating_add(voter.weight);
        let vote = cw3::Cw3ExecuteMsg::Vote {
            proposal_id,
            vote: Vote::Yes,
        };
        steps.push((Addr::unchecked(voter.addr), send(&vote)?));
    }
    steps.push((first, send(&cw3::Cw3ExecuteMsg::Execute { proposal_id })?));
    Ok(steps)
}

fn ask<T: serde::de::DeserializeOwned>(
    chain: &Chain,
    contract: &Addr,
    msg: &impl Serialize,
) -> Result<T, PlayError> {
    chain
        .query(contract, msg)
        .map_err(|e| PlayError::Query(e.to_string()))
}
