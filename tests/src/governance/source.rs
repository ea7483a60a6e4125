//! A power source that does what a test tells it.

use cosmwasm_std::{
    Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult,
    to_json_binary,
};
use cw_multi_test::ContractWrapper;
use cw_storage_plus::Item;
use cw4::Cw4QueryMsg;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::suite::Suite;

/// How a source is: by default as it should be, with nobody in it.
#[derive(Clone, Default, Debug, Serialize, Deserialize)]
pub struct Source {
    /// Its total, by query.
    pub total: u64,
    /// Its total under the key of cw4, if it keeps one.
    pub record: Option<u64>,
    /// Its members, and what each weighs.
    pub members: Vec<(String, u64)>,
    /// Asked about the past it answers the total of now.
    pub forgets_totals: bool,
    /// Asked about the past it answers the weight of now.
    pub forgets_members: bool,
    /// It takes no height beside the total.
    pub no_total_at: bool,
    /// It takes no height beside a member.
    pub no_member_at: bool,
    /// Who may change it, by its own word.
    pub admin: Option<String>,
}

const SOURCE: Item<Source> = Item::new("source");

fn save(deps: DepsMut, source: &Source) -> StdResult<Response> {
    SOURCE.save(deps.storage, source)?;
    match source.record {
        Some(record) => Item::new(cw4::TOTAL_KEY).save(deps.storage, &record)?,
        None => deps.storage.remove(cw4::TOTAL_KEY.as_bytes()),
    }
    Ok(Response::new())
}

fn instantiate(deps: DepsMut, _: Env, _: MessageInfo, source: Source) -> StdResult<Response> {
    save(deps, &source)
}

fn execute(deps: DepsMut, _: Env, _: MessageInfo, source: Source) -> StdResult<Response> {
    save(deps, &source)
}

fn migrate(_: DepsMut, _: Env, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn query(deps: Deps, _: Env, question: Cw4QueryMsg) -> StdResult<Binary> {
    let source = SOURCE.load(deps.storage)?;
    let no_height = || Err(StdError::generic_err("unknown field `at_height`"));
    match question {
        Cw4QueryMsg::TotalWeight { at_height } => match at_height {
            Some(_) if source.no_total_at => no_height(),
            Some(0) if !source.forgets_totals => to_json_binary(&json!({ "weight": 0 })),
            _ => to_json_binary(&json!({ "weight": source.total })),
        },
        Cw4QueryMsg::Member { addr, at_height } => {
            let found = source.members.iter().find(|(member, _)| *member == addr);
            let weight = found.map(|(_, weight)| *weight);
            match at_height {
                Some(_) if source.no_member_at => no_height(),
                Some(0) if !source.forgets_members => to_json_binary(&json!({ "weight": null })),
                _ => to_json_binary(&json!({ "weight": weight })),
            }
        }
        Cw4QueryMsg::ListMembers { .. } => {
            let members = source.members.iter();
            let members = members.map(|(addr, weight)| json!({ "addr": addr, "weight": weight }));
            to_json_binary(&json!({ "members": members.collect::<Vec<_>>() }))
        }
        Cw4QueryMsg::Admin {} => to_json_binary(&json!({ "admin": source.admin })),
        Cw4QueryMsg::Hooks {} => to_json_binary(&json!({ "hooks": [] })),
    }
}

impl Suite {
    /// A contract that is such a power source, with a contract admin if one is named.
    pub fn source(&mut self, source: &Source, admin: Option<&str>) -> Addr {
        let contract = ContractWrapper::new(execute, instantiate, query).with_migrate(migrate);
        let code = self.chain.store_native(Box::new(contract));
        let (deployer, admin) = (self.at("deployer"), admin.map(|who| self.at(who)));
        let chain = &mut self.chain;
        chain
            .instantiate(&deployer, code, source, &[], "source", admin.as_ref())
            .expect("a source")
            .0
    }

    /// It becomes another.
    pub fn turns(&mut self, contract: &Addr, source: &Source) {
        let stranger = self.at("stranger");
        let told = self.chain.execute(&stranger, contract, source, &[]);
        told.expect("a source obeys");
    }

    /// A `cw4-group` of members who weigh so much, with an admin of its own and of the contract.
    pub fn another_group(
        &mut self,
        members: &[(&str, u64)],
        admin: Option<&str>,
        migrator: Option<&str>,
    ) -> Addr {
        let code = self.code_of("group");
        let members = members
            .iter()
            .map(|(who, weight)| json!({ "addr": self.at(who), "weight": weight }));
        let msg = json!({
            "admin": admin.map(|who| self.at(who)),
            "members": members.collect::<Vec<_>>(),
        });
        let (deployer, migrator) = (self.at("deployer"), migrator.map(|who| self.at(who)));
        let chain = &mut self.chain;
        let born = chain.instantiate(&deployer, code, &msg, &[], "another", migrator.as_ref());
        born.expect("a group").0
    }
}
