//! What the contract asks a cw4 group.

use cosmwasm_std::{Addr, QuerierWrapper, StdResult, Uint64, WasmQuery};
use cw4::Cw4QueryMsg;
use milegate_api::lean::Lean;
use milegate_core::Point;
use milegate_core::milestone::COMMITTEE_MEMBERS;

use serde::Deserialize;

use crate::ContractError;

/// Most members a cw4 group lists at once.
const PAGE: u32 = 30;

/// What a group, or the chain about it, answers to one of the questions below. One type for all:
/// every further one costs two kilobytes of Wasm.
#[derive(Deserialize)]
struct Answer {
    /// A member's weight, or the total.
    weight: Option<u64>,
    /// Who may change the members, or the code.
    admin: Option<String>,
    /// Each with a weight.
    members: Option<Vec<Answer>>,
}

impl Answer {
    /// No weight is a weight of zero: a stranger, or a group without members.
    fn weight(&self) -> u64 {
        self.weight.unwrap_or(0)
    }
}

fn ask(querier: &QuerierWrapper, group: &Addr, question: &Cw4QueryMsg) -> StdResult<Answer> {
    let Lean(answer) = querier.query_wasm_smart(group, question)?;

    Ok(answer)
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
        let question = Cw4QueryMsg::Member {
            addr: member.to_string(),
            at_height: Some(height),
        };

        Ok(ask(querier, group, &question)?.weight())
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
    let question = Cw4QueryMsg::TotalWeight { at_height: None };
    let total = Uint64::new(ask(querier, group, &question)?.weight());
    if threshold > total {
        return Err(ContractError::ThresholdAboveTotal {
            witness: witness.to_string(),
            threshold,
            total,
        });
    }

    let question = Cw4QueryMsg::ListMembers {
        start_after: None,
        limit: Some(PAGE),
    };
    let listed = ask(querier, group, &question)?.members.unwrap_or_default();
    let members = listed.iter().filter(|member| member.weight() > 0).count();
    if members < COMMITTEE_MEMBERS as usize {
        return Err(ContractError::TooFewMembers {
            witness: witness.to_string(),
            members,
        });
    }

    let keeper = ask(querier, group, &Cw4QueryMsg::Admin {})?;
    for admin in [keeper.admin, migrator(querier, group)?]
        .into_iter()
        .flatten()
    {
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

/// Who may change a contract's code, if anyone may.
pub fn migrator(querier: &QuerierWrapper, contract: &Addr) -> StdResult<Option<String>> {
    let info = WasmQuery::ContractInfo {
        contract_addr: contract.to_string(),
    };
    let Lean(Answer { admin, .. }) = querier.query(&info.into())?;

    Ok(admin)
}
