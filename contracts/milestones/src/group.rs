//! What the contract asks a cw4 group.

use cosmwasm_std::{Addr, QuerierWrapper, StdResult, Uint64, WasmQuery};
use cw4::{Cw4QueryMsg, MemberListResponse, MemberResponse};
use milegate_core::Point;
use milegate_core::milestone::COMMITTEE_MEMBERS;

use serde::Deserialize;

use crate::ContractError;

/// Most members a cw4 group lists at once.
const PAGE: u32 = 30;

/// What the group's cw4 `Admin` and the chain's contract info have in common: so much less code.
#[derive(Deserialize)]
struct Admin {
    admin: Option<String>,
}

/// A member's weight: the lesser of the sitting's height and `seat_age` blocks earlier.
pub fn weight(
    querier: &QuerierWrapper,
    group: &Addr,
    member: &Addr,
    sitting: Point,
    seat_age: u64,
) -> StdResult<Uint64> {
    let at = |height: u64| -> StdResult<u64> {
        let ask = Cw4QueryMsg::Member {
            addr: member.to_string(),
            at_height: Some(height),
        };
        let answer: MemberResponse = querier.query_wasm_smart(group, &ask)?;

        Ok(answer.weight.unwrap_or(0))
    };

    let weight = at(sitting.height)?;
    if weight == 0 || seat_age == 0 {
        return Ok(weight.into());
    }

    Ok(weight
        .min(at(sitting.height.saturating_sub(seat_age))?)
        .into())
}

/// A group can be a committee if its threshold can be met by at least two members, and nobody but
/// governance can change its members or its code.
pub fn check(
    querier: &QuerierWrapper,
    witness: &str,
    group: &Addr,
    threshold: Uint64,
    governance: Option<&Addr>,
) -> Result<(), ContractError> {
    let ask = Cw4QueryMsg::TotalWeight { at_height: None };
    let answer: MemberResponse = querier.query_wasm_smart(group, &ask)?;
    let total = Uint64::new(answer.weight.unwrap_or(0));
    if threshold > total {
        return Err(ContractError::ThresholdAboveTotal {
            witness: witness.to_string(),
            threshold,
            total,
        });
    }

    let ask = Cw4QueryMsg::ListMembers {
        start_after: None,
        limit: Some(PAGE),
    };
    let list: MemberListResponse = querier.query_wasm_smart(group, &ask)?;
    let members = list
        .members
        .iter()
        .filter(|member| member.weight > 0)
        .count();
    if members < COMMITTEE_MEMBERS as usize {
        return Err(ContractError::TooFewMembers {
            witness: witness.to_string(),
            members,
        });
    }

    let keeper: Admin = querier.query_wasm_smart(group, &Cw4QueryMsg::Admin {})?;
    let info = WasmQuery::ContractInfo {
        contract_addr: group.to_string(),
    };
    let migrator: Admin = querier.query(&info.into())?;
    for admin in [keeper.admin, migrator.admin].into_iter().flatten() {
        if governance.is_none_or(|governance| governance.as_str() != admin) {
            return Err(ContractError::GroupAdmin {
                witness: witness.to_string(),
                group: group.clone(),
                admin,
            });
        }
    }

    Ok(())
}
