//! The queries of cw3, for wallets and contracts that know nothing of this one.

use cosmwasm_std::{Decimal, Deps, Env, Order, StdResult, Timestamp};
use cw_utils::{Expiration, ThresholdResponse};
use cw3::{
    ProposalListResponse, ProposalResponse, Status as Cw3Status, Vote, VoteInfo, VoteListResponse,
    VoteResponse, VoterDetail, VoterListResponse, VoterResponse,
};
use cw4::Cw4QueryMsg;
use milegate_core::governance::{Choice, Rule, Status, Voter};

use super::plain;
use crate::msg::give;
use crate::peers::{Answer, smart};
use crate::state::{Asks, BASIS, TEXTS, VOTERS, WIRING, last, load, voters};
use milegate_api::common::now;
use milegate_api::common::page;

pub fn threshold(deps: Deps) -> StdResult<ThresholdResponse> {
    let total = source(deps, &Cw4QueryMsg::TotalWeight { at_height: None })?;
    let rule = BASIS.load(deps.storage)?.rules.attest;

    Ok(bar(&rule, total.weight.unwrap_or_default()))
}

pub fn proposal(deps: Deps, env: &Env, id: u64) -> StdResult<ProposalResponse> {
    let (fixed, tally) = plain(load(deps.storage, id))?;
    let text = TEXTS.load(deps.storage, id)?;
    let msgs = match text.asks {
        Asks::Messages { msgs, .. } => give(deps.api, msgs)?,
        Asks::Signal { .. } | Asks::Dispute { .. } => Vec::new(),
    };
    let status = match tally.proposal.status(&fixed.terms, now(env)) {
        Status::Voting {} | Status::Tail {} => Cw3Status::Open,
        Status::Passed { .. } | Status::Executable { .. } | Status::Answered { .. } => {
            Cw3Status::Passed
        }
        Status::Executed { .. } => Cw3Status::Executed,
        Status::Rejected { .. } | Status::Expired {} | Status::Cancelled { .. } => {
            Cw3Status::Rejected
        }
    };
    let ends = Timestamp::from_seconds(fixed.terms.voting_ends().time);

    Ok(ProposalResponse {
        id,
        title: text.title,
        description: text.description,
        msgs,
        status,
        expires: Expiration::AtTime(ends),
        threshold: bar(&fixed.terms.rule, fixed.terms.total.u64()),
        proposer: deps.api.addr_humanize(&text.proposer)?,
        // That of cw3 is a rule, not a sum that was paid: `tally` has it.
        deposit: None,
    })
}

pub fn list_proposals(
    deps: Deps,
    env: &Env,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> StdResult<ProposalListResponse> {
    let from = start_after.map_or(1, |id| id.saturating_add(1));
    listed(deps, env, from, Order::Ascending, limit)
}

pub fn reverse_proposals(
    deps: Deps,
    env: &Env,
    start_before: Option<u64>,
    limit: Option<u32>,
) -> StdResult<ProposalListResponse> {
    let latest = last(deps.storage)?;
    let from = start_before.map_or(latest, |id| latest.min(id.saturating_sub(1)));
    listed(deps, env, from, Order::Descending, limit)
}

/// Proposals from a number on: they are numbered without gaps, from 1.
fn listed(
    deps: Deps,
    env: &Env,
    from: u64,
    order: Order,
    limit: Option<u32>,
) -> StdResult<ProposalListResponse> {
    let latest = last(deps.storage)?;
    let ids: Vec<u64> = match order {
        Order::Ascending => (from..=latest).take(page(limit)).collect(),
        Order::Descending => (1..=from).rev().take(page(limit)).collect(),
    };
    let proposals = ids.into_iter().map(|id| proposal(deps, env, id));

    Ok(ProposalListResponse {
        proposals: proposals.collect::<StdResult<_>>()?,
    })
}

pub fn vote(deps: Deps, id: u64, voter: &str) -> StdResult<VoteResponse> {
    plain(load(deps.storage, id))?;
    let voter = deps.api.addr_validate(voter)?;
    let record = VOTERS.may_load(deps.storage, (id, &voter))?;

    Ok(VoteResponse {
        vote: record.and_then(|record| info(id, voter.into_string(), record)),
    })
}

pub fn list_votes(
    deps: Deps,
    id: u64,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<VoteListResponse> {
    plain(load(deps.storage, id))?;
    let after = start_after
        .map(|voter| deps.api.addr_validate(&voter))
        .transpose()?;
    let voters = voters(deps.storage, id, after.as_ref(), page(limit))?;
    let votes = voters.into_iter();

    Ok(VoteListResponse {
        votes: votes
            .filter_map(|(voter, record)| info(id, voter.into_string(), record))
            .collect(),
    })
}

pub fn voter(deps: Deps, address: &str) -> StdResult<VoterResponse> {
    let question = Cw4QueryMsg::Member {
        addr: deps.api.addr_validate(address)?.into_string(),
        at_height: None,
    };

    Ok(VoterResponse {
        weight: source(deps, &question)?.weight,
    })
}

pub fn list_voters(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<VoterListResponse> {
    let listed = source(deps, &Cw4QueryMsg::ListMembers { start_after, limit })?;
    let voters = listed.members.unwrap_or_default().into_iter();
    let voters = voters.map(|member| VoterDetail {
        addr: member.addr.unwrap_or_default(),
        weight: member.weight.unwrap_or_default(),
    });

    Ok(VoterListResponse {
        voters: voters.collect(),
    })
}

/// A ballot that counts.
fn info(proposal_id: u64, voter: String, record: Voter) -> Option<VoteInfo> {
    if record.proven.is_some() {
        return None;
    }

    let vote = match record.ballot? {
        Choice::Yes {} | Choice::Option { .. } => Vote::Yes,
        Choice::No {} => Vote::No,
        Choice::Abstain {} => Vote::Abstain,
        Choice::Veto {} => Vote::Veto,
    };
    Some(VoteInfo {
        proposal_id,
        voter,
        vote,
        weight: record.power.u64(),
    })
}

fn bar(rule: &Rule, total_weight: u64) -> ThresholdResponse {
    ThresholdResponse::ThresholdQuorum {
        threshold: Decimal::bps(rule.threshold.basis_points().into()),
        quorum: Decimal::bps(rule.quorum.basis_points().into()),
        total_weight,
    }
}

fn source(deps: Deps, question: &Cw4QueryMsg) -> StdResult<Answer> {
    let source = WIRING.load(deps.storage)?.source;
    smart(&deps.querier, &source, question)
}
