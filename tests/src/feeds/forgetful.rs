//! A cw4 group that answers for every height what holds at present: its total, its members, or both.

use cosmwasm_std::{
    Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdResult, to_json_binary,
};
use cw_multi_test::ContractWrapper;
use cw4::{Cw4QueryMsg, Member};
use serde_json::json;

use super::Feeds;
use crate::suite::address;

/// Forgets the total.
fn total(_: Deps, _: Env, question: Cw4QueryMsg) -> StdResult<Binary> {
    answer(question, true)
}

/// Forgets the members only.
fn members(_: Deps, _: Env, question: Cw4QueryMsg) -> StdResult<Binary> {
    answer(question, false)
}

fn answer(question: Cw4QueryMsg, forgets_total: bool) -> StdResult<Binary> {
    let pair = ["carol", "dora"].map(|who| Member {
        addr: address(who),
        weight: 1,
    });
    to_json_binary(&match question {
        Cw4QueryMsg::Admin {} => json!({ "admin": null }),
        Cw4QueryMsg::ListMembers { start_after, .. } => match start_after {
            None => json!({ "members": pair }),
            Some(_) => json!({ "members": [] }),
        },
        Cw4QueryMsg::Member { .. } => json!({ "weight": 1 }),
        Cw4QueryMsg::TotalWeight { at_height: Some(0) } if !forgets_total => json!({ "weight": 0 }),
        _ => json!({ "weight": 2 }),
    })
}

fn silent(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

impl Feeds {
    /// A group without history of its members, and of its total if it forgets that too.
    pub fn forgetful_group(&mut self, forgets_total: bool) -> Addr {
        let code = match forgets_total {
            true => ContractWrapper::new(silent, silent, total),
            false => ContractWrapper::new(silent, silent, members),
        };
        let deployer = self.at("deployer");
        let chain = &mut self.chain;
        let code = chain.store_native(Box::new(code));
        let born = chain.instantiate(&deployer, code, &Empty {}, &[], "group", None);
        born.expect("a group").0
    }
}
