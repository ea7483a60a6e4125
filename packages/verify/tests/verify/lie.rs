//! A view of a chain that tells one thing otherwise.

use cosmwasm_std::{Addr, Uint128};
use milegate_report::{Account, Block, ChainView, ContractInfo, Tx, ViewError};
use milegate_simulate::Embedded;
use serde_json::{Value, json};

use crate::world::{WINDOW, sim};

/// One answer that is not the chain's.
pub enum Lie {
    /// What a contract answers to a question.
    Answer(Addr, &'static str, fn(&mut Value)),
    /// That a milestone rests on a feed, edited.
    Fed(Addr, fn(&mut Value)),
    /// That a milestone rests on another leaf.
    Leaf(Addr, Value),
    /// What the chain records of a contract.
    Info(Addr, fn(&mut ContractInfo)),
    /// What the chain records of a contract's codes, made of the one it runs.
    History(Addr, fn(String) -> Vec<String>),
    /// What an account holds.
    Balance(Addr, u128),
}

/// A chain with lies in it.
pub struct Liar<'a>(pub Embedded<'a>, pub Vec<Lie>);

impl ChainView for Liar<'_> {
    fn query_raw_json(&self, contract: &Addr, msg: &[u8]) -> Result<Vec<u8>, ViewError> {
        let answer = self.0.query_raw_json(contract, msg)?;
        let mut answer: Value = serde_json::from_slice(&answer).unwrap();
        let question: Value = serde_json::from_slice(msg).unwrap();
        let is = |who: &Addr, asked: &str| who == contract && question.get(asked).is_some();
        for lie in &self.1 {
            match lie {
                Lie::Answer(who, asked, edit) if is(who, asked) => edit(&mut answer),
                Lie::Fed(who, edit) if is(who, "milestones") => {
                    let mut leaf = json!({
                        "oracle": sim("oracle"), "feed": "volume", "window": 0, "registered": WINDOW,
                        "measure": "mean", "target": "400000", "observations": 80,
                    });
                    edit(&mut leaf);
                    add_leaf(&mut answer, json!({ "feed": leaf }));
                }
                Lie::Leaf(who, kind) if is(who, "milestones") => {
                    add_leaf(&mut answer, kind.clone());
                }
                _ => {}
            }
        }
        Ok(serde_json::to_vec(&answer).unwrap())
    }

    fn balance(&self, address: &Addr, denom: &str) -> Result<Uint128, ViewError> {
        let lied = self.1.iter().find_map(|lie| match lie {
            Lie::Balance(who, amount) if who == address => Some(Uint128::new(*amount)),
            _ => None,
        });
        lied.map_or_else(|| self.0.balance(address, denom), Ok)
    }

    fn contract_info(&self, address: &Addr) -> Result<ContractInfo, ViewError> {
        let mut info = self.0.contract_info(address)?;
        for lie in &self.1 {
            if let Lie::Info(who, edit) = lie
                && who == address
            {
                edit(&mut info);
            }
        }
        Ok(info)
    }

    fn code_history(&self, address: &Addr) -> Result<Vec<String>, ViewError> {
        let lied = self.1.iter().find_map(|lie| match lie {
            Lie::History(who, of) if who == address => Some(of),
            _ => None,
        });
        match lied {
            Some(of) => Ok(of(self.0.contract_info(address)?.checksum)),
            None => self.0.code_history(address),
        }
    }

    fn supply(&self, denom: &str) -> Result<Uint128, ViewError> {
        self.0.supply(denom)
    }

    fn raw(&self, contract: &Addr, key: &[u8]) -> Result<Option<Vec<u8>>, ViewError> {
        self.0.raw(contract, key)
    }

    fn account(&self, address: &Addr) -> Result<Account, ViewError> {
        self.0.account(address)
    }

    fn denom_admin(&self, denom: &str) -> Result<Option<String>, ViewError> {
        self.0.denom_admin(denom)
    }

    fn block(&self) -> Result<Block, ViewError> {
        self.0.block()
    }

    fn simulated(&self) -> bool {
        self.0.simulated()
    }

    fn transactions(&self) -> Result<Vec<Tx>, ViewError> {
        self.0.transactions()
    }
}

/// Gives the first milestone a leaf more.
fn add_leaf(answer: &mut Value, kind: Value) {
    let witnesses = &mut answer["milestones"][0]["terms"]["witnesses"];
    let witnesses = witnesses.as_array_mut().unwrap();
    witnesses.push(json!({ "name": "volume", "kind": kind }));
}
