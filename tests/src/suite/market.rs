//! A contract with a state of its own, that says what a test tells it and can be migrated.

use cosmwasm_std::{
    Addr, Binary, Deps, DepsMut, Empty, Env, HexBinary, MessageInfo, Response, StdError, StdResult,
};
use cw_multi_test::{Contract, ContractWrapper};
use embedded_chain::{Chain, Code};
use milegate_core::milestone::{Check, Comparison, Witness, WitnessKind};
use serde::{Deserialize, Serialize};

use super::{Answer, Builder, DAY, Suite, address, of};

/// How long the market must hold.
pub const HELD: u64 = 10 * DAY;
/// How often it must be seen.
pub const OBSERVATIONS: u32 = 3;
/// Seconds between.
pub const SPACING: u64 = 4 * DAY;

#[derive(Serialize, Deserialize, Debug)]
struct Say {
    answer: Binary,
}

fn execute(deps: DepsMut, _: Env, _: MessageInfo, say: Say) -> StdResult<Response> {
    deps.storage.set(b"answer", &say.answer);
    Ok(Response::new())
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn query(deps: Deps, _: Env, _: serde_json::Value) -> StdResult<Binary> {
    let answer = deps.storage.get(b"answer");
    answer
        .map(Binary::from)
        .ok_or_else(|| StdError::generic_err("there is no such market"))
}

fn migrate(_: DepsMut, _: Env, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn contract() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

/// A market and the code it runs; `keeper` may migrate it.
pub(super) fn found(chain: &mut Chain, deployer: &Addr) -> (Addr, Code) {
    let code = chain.store_native(contract());
    let keeper = Addr::unchecked(address("keeper"));
    let (market, _) = chain
        .instantiate(deployer, code, &Empty {}, &[], "market", Some(&keeper))
        .expect("a market");
    (market, code)
}

/// `market` holds at least 5,000,000 at a factor of at least 0.40.
pub(super) fn leaf(market: &Addr, code: Code) -> Witness<String> {
    let check = |pointer: &str, target: &str| Check {
        pointer: pointer.into(),
        comparison: Comparison::AtLeast,
        target: target.into(),
    };
    let kind = WitnessKind::State {
        contract: market.to_string(),
        code_id: code.id,
        checksum: HexBinary::from(code.checksum.as_slice()),
        query: r#"{"market":{"denom":"utok"}}"#.into(),
        checks: vec![
            check("/market/supplied", "5000000"),
            check("/market/factor", "0.40"),
        ],
        held: HELD,
        observations: OBSERVATIONS,
        spacing: SPACING,
    };
    Witness {
        name: "market".into(),
        kind,
    }
}

impl Builder {
    /// `listing` takes the auditor's word or what the market answers.
    pub fn observed(self) -> Self {
        self.with_market().milestones(|msg| {
            msg.milestones[0].policy = of(1, &["auditor", "market"]);
        })
    }
}

impl Suite {
    /// The market answers these bytes.
    pub fn market_says(&mut self, answer: &str) {
        let say = Say {
            answer: answer.as_bytes().into(),
        };
        self.send("stranger", "market", &say, &[])
            .expect("a market obeys");
    }

    /// The market has so much supplied, at this factor.
    pub fn market_has(&mut self, supplied: u128, factor: &str) {
        self.market_says(&format!(
            r#"{{"market":{{"supplied":"{supplied}","factor":"{factor}","open":true}}}}"#
        ));
    }

    /// The market runs other code, which does the same.
    pub fn market_migrates(&mut self) {
        let code = self.chain.store_native(contract());
        let (keeper, market) = (self.at("keeper"), self.at("market"));
        self.chain
            .migrate(&keeper, &market, code, &Empty {})
            .expect("its admin migrates");
    }

    /// Somebody observes the market.
    pub fn observe(&mut self, who: &str) -> Answer {
        self.observe_leaf(who, "market")
    }

    /// Somebody observes a leaf of `listing`.
    pub fn observe_leaf(&mut self, who: &str, witness: &str) -> Answer {
        let msg = milegate_api::milestones::ExecuteMsg::Observe {
            milestone: "listing".into(),
            witness: witness.into(),
        };
        self.tell_milestones(who, &msg)
    }
}
