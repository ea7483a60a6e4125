use cosmwasm_std::{Deps, Order, StdResult};
use cw_storage_plus::Bound;
use cw4::{Member, MemberListResponse, MemberResponse, TotalWeightResponse};

use milegate_api::common::page;

use crate::state::{MEMBERS, TOTAL};

pub fn member(deps: Deps, addr: &str, at_height: Option<u64>) -> StdResult<MemberResponse> {
    let addr = deps.api.addr_validate(addr)?;
    let weight = match at_height {
        Some(height) => MEMBERS.may_load_at_height(deps.storage, &addr, height)?,
        None => MEMBERS.may_load(deps.storage, &addr)?,
    };

    Ok(MemberResponse { weight })
}

/// Before the contract was born there was no weight.
pub fn total_weight(deps: Deps, at_height: Option<u64>) -> StdResult<TotalWeightResponse> {
    let weight = match at_height {
        Some(height) => TOTAL.may_load_at_height(deps.storage, height)?,
        None => TOTAL.may_load(deps.storage)?,
    };

    Ok(TotalWeightResponse {
        weight: weight.unwrap_or_default(),
    })
}

pub fn list_members(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<MemberListResponse> {
    let after = start_after.map(|addr| deps.api.addr_validate(&addr));
    let after = after.transpose()?;
    let start = after.as_ref().map(Bound::exclusive);
    let members = MEMBERS
        .range(deps.storage, start, None, Order::Ascending)
        .take(page(limit))
        .map(|member| {
            member.map(|(addr, weight)| Member {
                addr: addr.into_string(),
                weight,
            })
        })
        .collect::<StdResult<_>>()?;

    Ok(MemberListResponse { members })
}
