//! Members of groups and multisigs, as cw4 and cw3 tell them.

use cosmwasm_std::Addr;
use milegate_report::{ChainView, ContractInfo, Member, ViewError, query};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Entries of a page.
const PAGE: usize = 30;
/// Pages after which a list is taken to be endless.
const MOST_PAGES: usize = 1_000;

/// A cw4 group.
#[derive(Clone, Debug)]
pub struct Group {
    /// What the chain records of it.
    pub info: ContractInfo,
    /// Who may change its members.
    pub admin: Option<String>,
    /// Its members.
    pub members: Vec<Member>,
}

/// A cw3 multisig.
#[derive(Clone, Debug)]
pub struct Multisig {
    /// Who votes in it.
    pub voters: Vec<Member>,
    /// Its terms, if it is a flexible one.
    pub terms: Option<Terms>,
}

/// Terms of a flexible multisig.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The group whose members vote.
    pub group: Addr,
    /// How long a proposal is voted on, seconds; none if it counts blocks.
    pub voting_period: Option<u64>,
    /// All of them.
    pub whole: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Question<'a> {
    Admin {},
    ListMembers {
        start_after: Option<&'a str>,
        limit: usize,
    },
    ListVoters {
        start_after: Option<&'a str>,
        limit: usize,
    },
    Config {},
}

#[derive(Deserialize)]
struct Admin {
    admin: Option<String>,
}

#[derive(Deserialize)]
struct Members {
    members: Vec<Member>,
}

#[derive(Deserialize)]
struct Voters {
    voters: Vec<Member>,
}

/// Reads a group.
pub fn group(view: &dyn ChainView, address: &Addr) -> Result<Group, ViewError> {
    let admin: Admin = query(view, address, &Question::Admin {})?;
    let ask = |start_after: Option<&str>| {
        let limit = PAGE;
        let question = Question::ListMembers { start_after, limit };
        query(view, address, &question).map(|page: Members| page.members)
    };
    Ok(Group {
        info: view.contract_info(address)?,
        admin: admin.admin,
        members: list(ask)?,
    })
}

/// Reads a contract as a multisig; none if it does not answer as one.
pub fn multisig(view: &dyn ChainView, address: &Addr) -> Result<Option<Multisig>, ViewError> {
    let ask = |start_after: Option<&str>| {
        let limit = PAGE;
        let question = Question::ListVoters { start_after, limit };
        query(view, address, &question).map(|page: Voters| page.voters)
    };
    let Some(voters) = answered(list(ask))? else {
        return Ok(None);
    };
    let whole: Option<Value> = answered(query(view, address, &Question::Config {}))?;
    Ok(Some(Multisig {
        voters,
        terms: whole.and_then(terms),
    }))
}

fn terms(whole: Value) -> Option<Terms> {
    let group = whole.get("group_addr")?.as_str()?;
    let period = whole.get("max_voting_period");
    Some(Terms {
        group: Addr::unchecked(group),
        voting_period: period.and_then(|p| p.get("time")).and_then(Value::as_u64),
        whole,
    })
}

/// What a contract that does not understand a question says is no answer; a node that is away is an
/// error.
pub fn answered<T>(asked: Result<T, ViewError>) -> Result<Option<T>, ViewError> {
    match asked {
        Ok(answer) => Ok(Some(answer)),
        Err(ViewError::Refused { .. } | ViewError::Malformed { .. }) => Ok(None),
        Err(away) => Err(away),
    }
}

/// Asks a contract what it may not understand.
pub fn ask<T: DeserializeOwned>(
    view: &dyn ChainView,
    address: &Addr,
    question: &impl Serialize,
) -> Result<Option<T>, ViewError> {
    answered(query(view, address, question))
}

fn list(
    ask: impl Fn(Option<&str>) -> Result<Vec<Member>, ViewError>,
) -> Result<Vec<Member>, ViewError> {
    let mut all: Vec<Member> = Vec::new();
    for _ in 0..MOST_PAGES {
        let page = ask(all.last().map(|member| member.addr.as_str()))?;
        let done = page.len() < PAGE;
        all.extend(page);
        if done {
            return Ok(all);
        }
    }
    Err(ViewError::malformed("list of members", "it has no end"))
}
