//! Milestones lived through again, by every kind of witness; whoever changes the log is found.

mod feeds;
mod words;

use cosmwasm_std::Addr;
use embedded_chain::Chain;
use milegate_replay::{Papers, Replayed, replay};
use milegate_report::{Account, Block, ChainView, ContractInfo, Event, Tx, ViewError};
use milegate_simulate::Embedded;
use milegate_tests::suite::Suite;

/// A milestone of a suite, replayed without looking for documents.
pub fn replayed(chain: &Chain, milestones: &Addr, milestone: &str) -> Replayed {
    by(&Embedded(chain), milestones, milestone)
}

fn by(view: &dyn ChainView, milestones: &Addr, milestone: &str) -> Replayed {
    let nowhere = Papers::of(None, false).expect("no folder");
    replay(view, milestones, milestone, &nowhere).expect("a replay")
}

/// `listing`, as it is.
fn listing(suite: &Suite) -> Replayed {
    replayed(&suite.chain, &suite.at("milestones"), "listing")
}

/// `listing`, when somebody has changed events of a kind.
fn lie(suite: &Suite, kind: &str, change: impl FnMut(&mut Event)) -> Replayed {
    about(suite, "listing", kind, change)
}

/// A milestone, when somebody has changed events of a kind.
fn about(
    suite: &Suite,
    milestone: &str,
    kind: &str,
    mut change: impl FnMut(&mut Event),
) -> Replayed {
    let chain = Embedded(&suite.chain);
    let mut txs = chain.transactions().expect("a log");
    let events = txs.iter_mut().flat_map(|tx| &mut tx.events);
    events
        .filter(|event| event.ty == kind)
        .for_each(&mut change);
    by(&Lying { chain, txs }, &suite.at("milestones"), milestone)
}

fn set(event: &mut Event, key: &str, value: &str) {
    let attribute = event.attributes.iter_mut().find(|(k, _)| k == key);
    attribute.expect(key).1 = value.into();
}

/// A chain whose log somebody has changed.
struct Lying<'a> {
    chain: Embedded<'a>,
    txs: Vec<Tx>,
}

impl ChainView for Lying<'_> {
    fn query_raw_json(&self, contract: &Addr, msg: &[u8]) -> Result<Vec<u8>, ViewError> {
        self.chain.query_raw_json(contract, msg)
    }

    fn balance(&self, address: &Addr, denom: &str) -> Result<cosmwasm_std::Uint128, ViewError> {
        self.chain.balance(address, denom)
    }

    fn supply(&self, denom: &str) -> Result<cosmwasm_std::Uint128, ViewError> {
        self.chain.supply(denom)
    }

    fn contract_info(&self, address: &Addr) -> Result<ContractInfo, ViewError> {
        self.chain.contract_info(address)
    }

    fn code_history(&self, address: &Addr) -> Result<Vec<String>, ViewError> {
        self.chain.code_history(address)
    }

    fn raw(&self, contract: &Addr, key: &[u8]) -> Result<Option<Vec<u8>>, ViewError> {
        self.chain.raw(contract, key)
    }

    fn account(&self, address: &Addr) -> Result<Account, ViewError> {
        self.chain.account(address)
    }

    fn denom_admin(&self, denom: &str) -> Result<Option<String>, ViewError> {
        self.chain.denom_admin(denom)
    }

    fn block(&self) -> Result<Block, ViewError> {
        self.chain.block()
    }

    fn simulated(&self) -> bool {
        true
    }

    fn transactions(&self) -> Result<Vec<Tx>, ViewError> {
        Ok(self.txs.clone())
    }
}
