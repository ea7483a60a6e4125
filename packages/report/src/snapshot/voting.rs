//! The governance that a vault or its milestones name, and whose power it counts.

use cosmwasm_std::Addr;
use milegate_api::{governance as gv, stake as st};
use serde::{Deserialize, Serialize};

use super::pages::pages;
use crate::view::{ChainView, ContractInfo, ViewError, query, told};

/// A governance by vote.
#[derive(Clone, Debug, PartialEq)]
pub struct Voting {
    /// Where it is.
    pub address: Addr,
    /// Its record.
    pub info: ContractInfo,
    /// Its wiring and rules.
    pub config: gv::ConfigResponse,
    /// Its balance against deposits.
    pub deposits: gv::DepositsResponse,
    /// Its proposals, from the first.
    pub proposals: Vec<Put>,
    /// Record of what power comes from.
    pub source_info: ContractInfo,
    /// Who weighs what at present.
    pub members: Vec<Member>,
    /// What all of them weigh.
    pub total: u64,
    /// The stake, if power comes from one.
    pub stake: Option<Staking>,
}

/// A stake.
#[derive(Clone, Debug, PartialEq)]
pub struct Staking {
    /// Its terms.
    pub config: st::ConfigResponse,
    /// Its balance against what it owes.
    pub solvency: st::SolvencyResponse,
}

/// A proposal.
#[derive(Clone, Debug, PartialEq)]
pub struct Put {
    /// Where it stands.
    pub tally: gv::TallyResponse,
    /// Why it was put.
    pub description: String,
    /// What it would run, as JSON.
    pub msgs: Vec<serde_json::Value>,
    /// Everybody who voted or was proven.
    pub ballots: Vec<gv::BallotResponse>,
}

/// A member of a cw4 contract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Member {
    /// Who.
    pub addr: String,
    /// What he weighs.
    pub weight: u64,
}

/// What is asked of any cw4 contract.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cw4Query {
    TotalWeight {},
    ListMembers {
        start_after: Option<String>,
        limit: Option<u32>,
    },
}

#[derive(Deserialize)]
struct Cw4Total {
    weight: u64,
}

#[derive(Deserialize)]
pub struct Cw4Members {
    pub members: Vec<Member>,
}

/// What cw3 says of a proposal beside its tally.
#[derive(Deserialize)]
struct Cw3Proposal {
    description: String,
    msgs: Vec<serde_json::Value>,
}

/// The first of these that is a governance of the milestones.
pub fn voting<'a>(
    view: &dyn ChainView,
    milestones: &Addr,
    candidates: impl IntoIterator<Item = &'a Addr>,
) -> Result<Option<Voting>, ViewError> {
    for address in candidates {
        let asked: Result<gv::ConfigResponse, _> = query(view, address, &gv::QueryMsg::Config {});
        let Some(config) = told(asked)? else {
            continue;
        };
        if config.suites.iter().any(|x| x.milestones == *milestones) {
            return read(view, address, config).map(Some);
        }
    }
    Ok(None)
}

fn read(
    view: &dyn ChainView,
    address: &Addr,
    config: gv::ConfigResponse,
) -> Result<Voting, ViewError> {
    let source = &config.source;
    let total: Cw4Total = query(view, source, &Cw4Query::TotalWeight {})?;
    let members = pages(
        |start_after, limit| {
            let msg = Cw4Query::ListMembers { start_after, limit };
            query(view, source, &msg).map(|r: Cw4Members| r.members)
        },
        |m| m.addr.clone(),
    )?;
    let proposals = (1..=config.proposals).map(|id| put(view, address, id));
    Ok(Voting {
        address: address.clone(),
        info: view.contract_info(address)?,
        deposits: query(view, address, &gv::QueryMsg::Deposits {})?,
        proposals: proposals.collect::<Result<_, _>>()?,
        source_info: view.contract_info(source)?,
        members,
        total: total.weight,
        stake: staking(view, source)?,
        config,
    })
}

/// A cw4 contract that answers as a stake does is one.
fn staking(view: &dyn ChainView, source: &Addr) -> Result<Option<Staking>, ViewError> {
    let asked: Result<st::ConfigResponse, _> = query(view, source, &st::QueryMsg::Config {});
    let Some(config) = told(asked)? else {
        return Ok(None);
    };
    let solvency = query(view, source, &st::QueryMsg::Solvency {})?;
    Ok(Some(Staking { config, solvency }))
}

fn put(view: &dyn ChainView, governance: &Addr, proposal_id: u64) -> Result<Put, ViewError> {
    let told: Cw3Proposal = query(view, governance, &gv::QueryMsg::Proposal { proposal_id })?;
    let ballots = pages(
        |start_after, limit| {
            let msg = gv::QueryMsg::Ballots {
                proposal_id,
                start_after,
                limit,
            };
            query(view, governance, &msg).map(|r: gv::BallotsResponse| r.ballots)
        },
        |b| b.voter.to_string(),
    )?;
    Ok(Put {
        tally: query(view, governance, &gv::QueryMsg::Tally { proposal_id })?,
        description: told.description,
        msgs: told.msgs,
        ballots,
    })
}
