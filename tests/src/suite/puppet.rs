//! A contract that stores what it is told: a vault as a stranger, or a later issue, would have it.

use cosmwasm_std::{
    Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult, from_json,
    to_json_vec,
};
use cw_multi_test::{Contract, ContractWrapper};
use milegate_api::vesting::{Held, Phase, raw};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::Suite;

#[derive(Serialize, Deserialize, Debug)]
pub(super) struct Put {
    pub key: Binary,
    pub value: Binary,
}

fn execute(deps: DepsMut, _: Env, _: MessageInfo, Put { key, value }: Put) -> StdResult<Response> {
    deps.storage.set(&key, &value);
    Ok(Response::new())
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn migrate(_: DepsMut, _: Env, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn query(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
    Err(StdError::generic_err("a puppet does not answer"))
}

pub(super) fn contract() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

impl Suite {
    /// Another contract that keeps these records, and whoever can change its code.
    pub fn another_puppet(&mut self, records: &[(&[u8], &[u8])], admin: Option<&str>) -> Addr {
        let code = self.chain.store_native(contract());
        let (deployer, admin) = (self.at("deployer"), admin.map(|who| self.at(who)));
        let (msg, chain) = (Empty {}, &mut self.chain);
        let born = chain.instantiate(&deployer, code, &msg, &[], "another", admin.as_ref());
        let puppet = born.expect("a puppet").0;
        for (key, value) in records {
            let (key, value) = ((*key).into(), (*value).into());
            let put = self
                .chain
                .execute(&deployer, &puppet, &Put { key, value }, &[]);
            put.expect("a puppet obeys");
        }
        puppet
    }

    /// The puppet, if the plan has one.
    pub fn puppet(&self) -> Addr {
        self.puppet
            .clone()
            .expect("the builder was told to list a puppet")
    }

    /// The puppet keeps these bytes under this key.
    pub fn put(&mut self, key: &[u8], value: &[u8]) {
        let put = Put {
            key: key.into(),
            value: value.into(),
        };
        let (stranger, puppet) = (self.at("stranger"), self.puppet());
        self.chain
            .execute(&stranger, &puppet, &put, &[])
            .expect("a puppet obeys");
    }

    /// The puppet is a sealed vault in which `who` holds a grant that `milestone` opens.
    pub fn plant(&mut self, who: &str, milestone: &str) {
        let holder = raw::INTEREST.key(&self.at(who));
        let before = self.chain.query_raw(&self.puppet(), &holder);
        let mut held: BTreeMap<String, Held> =
            before.map_or_else(BTreeMap::new, |bytes| from_json(bytes).expect("a record"));
        let since = self.chain.block().height;
        held.insert(format!("behind {milestone}"), Held { grants: 1, since });
        self.put(raw::SEAL.as_slice(), &json(&Phase::Sealed { at: 1 }));
        self.put(&holder, &json(&held));
        self.put(
            &raw::GATES.key(milestone),
            &json(&[format!("behind {milestone}")]),
        );
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    to_json_vec(value).expect("JSON")
}
