//! What is asked of a feed's group: a cw4 contract that answers members and total at every past
//! height.

use cosmwasm_std::{
    Addr, QuerierWrapper, QueryRequest, StdResult, Uint64, WasmQuery, to_json_binary,
};
use cw4::Cw4QueryMsg;
use milegate_api::lean::Lean;
use milegate_core::oracle::{Feed, check_weight, limits};
use serde::Deserialize;

use crate::ContractError;

/// Most members a cw4 group lists at once.
const PAGE: u32 = 30;

/// What a group, or the chain about it, answers. One type for every question: each further one costs
/// kilobytes of Wasm.
#[derive(Deserialize)]
struct Answer {
    /// A member's weight, or the total.
    weight: Option<u64>,
    /// Who may change the members, or the code.
    admin: Option<String>,
    /// Each with a weight and an address.
    members: Option<Vec<Answer>>,
    /// A member's address.
    addr: Option<String>,
}

impl Answer {
    /// No weight is a weight of zero.
    fn weight(&self) -> Uint64 {
        self.weight.unwrap_or_default().into()
    }
}

fn ask(querier: &QuerierWrapper, group: &Addr, question: &Cw4QueryMsg) -> StdResult<Answer> {
    let question = WasmQuery::Smart {
        contract_addr: group.to_string(),
        msg: to_json_binary(question)?,
    };

    chain(querier, question)
}

fn chain(querier: &QuerierWrapper, question: impl Into<QueryRequest>) -> StdResult<Answer> {
    querier.query(&question.into()).map(|Lean(answer)| answer)
}

/// What a member weighed at the start of a block.
pub fn weight(
    querier: &QuerierWrapper,
    group: &Addr,
    member: &str,
    height: u64,
) -> StdResult<Uint64> {
    let question = Cw4QueryMsg::Member {
        addr: member.to_string(),
        at_height: Some(height),
    };

    ask(querier, group, &question).map(|answer| answer.weight())
}

/// What all members weighed at the start of a block, or weigh now.
pub fn total(querier: &QuerierWrapper, group: &Addr, height: Option<u64>) -> StdResult<Uint64> {
    let question = Cw4QueryMsg::TotalWeight { at_height: height };

    ask(querier, group, &question).map(|answer| answer.weight())
}

/// Members and their weights: none if they are more than could report.
fn members(querier: &QuerierWrapper, group: &Addr) -> StdResult<Option<Vec<(String, Uint64)>>> {
    let mut members: Vec<(String, Uint64)> = Vec::new();
    while members.len() <= limits::REPORTERS as usize {
        let question = Cw4QueryMsg::ListMembers {
            start_after: members.last().map(|(addr, _)| addr.clone()),
            limit: Some(PAGE),
        };
        let page = ask(querier, group, &question)?.members.unwrap_or_default();
        if page.is_empty() {
            return Ok(Some(members));
        }
        let page = page.into_iter().map(|member| {
            let weight = member.weight();
            (member.addr.unwrap_or_default(), weight)
        });
        members.extend(page);
    }

    Ok(None)
}

/// A group can report if it keeps history, can make a value, and nobody but governance can change
/// its members or its code.
///
/// Whoever keeps no history answers for height 0 what holds at present.
pub fn check(
    querier: &QuerierWrapper,
    feed: &Feed<Addr>,
    governance: Option<&Addr>,
) -> Result<(), ContractError> {
    let group = &feed.group;
    let refuse = |why: String| ContractError::Group {
        feed: feed.name.clone(),
        group: group.clone(),
        why,
    };
    let words = |what: &'static str| move |error| refuse(format!("{what} ({error})"));

    let all = total(querier, group, None).map_err(words("it does not say what it weighs"))?;
    let before = total(querier, group, Some(0)).map_err(words("no total at a height"))?;
    if !before.is_zero() {
        return Err(refuse("its total has no history".to_string()));
    }
    let members = members(querier, group)?;
    let members =
        members.ok_or_else(|| refuse(format!("it has more than {} members", limits::REPORTERS)))?;
    let (mut reporting, mut heaviest) = (0u128, 0u128);
    for (member, now) in &members {
        let before = weight(querier, group, member, 0).map_err(words("no member at a height"))?;
        if !before.is_zero() {
            return Err(refuse("its members have no history".to_string()));
        }
        if check_weight(*now, all, 0).is_ok() {
            let now = u128::from(now.u64());
            reporting = reporting.saturating_add(now);
            heaviest = heaviest.max(now);
        }
    }
    let (all, quorum) = (all.u64(), feed.quorum.of(all).u64());
    if reporting < u128::from(quorum) || reporting == 0 {
        return Err(refuse(format!(
            "those who weigh a 64th of its {all} weigh {reporting}, below the quorum of {quorum}"
        )));
    }
    if heaviest.saturating_mul(2) > u128::from(all) {
        return Err(refuse(format!(
            "one member weighs {heaviest}, more than half of its {all}"
        )));
    }

    let keeper = ask(querier, group, &Cw4QueryMsg::Admin {})?;
    let info = WasmQuery::ContractInfo {
        contract_addr: group.to_string(),
    };
    let migrator = chain(querier, info)?;
    for admin in [keeper.admin, migrator.admin].into_iter().flatten() {
        if governance.is_none_or(|governance| governance.as_str() != admin) {
            return Err(refuse(format!("{admin} is its admin")));
        }
    }

    Ok(())
}
