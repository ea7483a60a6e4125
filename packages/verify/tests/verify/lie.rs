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
    /// What the chain records of a contract.
    Info(Addr, fn(&mut ContractInfo)),
    /// What the chain records of a contract's first code.
    Birth(Addr, &'static str),
    /// What an account holds.
    Balance(Addr, u128),
}

/// A chain with a lie in it.
pub struct Liar<'a>(pub Embedded<'a>, pub Lie);

impl ChainView for Liar<'_> {
    fn query_raw_json(&self, contract: &Addr, msg: &[u8]) -> Result<Vec<u8>, ViewError> {
        let answer = self.0.query_raw_json(contract, msg)?;
        let question: Value = serde_json::from_slice(msg).unwrap();
        match &self.1 {
            Lie::Answer(who, asked, edit) if who == contract && question.get(asked).is_some() => {
                let mut answer: Value = serde_json::from_slice(&answer).unwrap();
                edit(&mut answer);
                Ok(serde_json::to_vec(&answer).unwrap())
            }
            Lie::Fed(who, edit) if who == contract && question.get("milestones").is_some() => {
                let mut leaf = json!({
                    "oracle": sim("oracle"), "feed": "volume", "window": 0, "registered": WINDOW,
                    "measure": "mean", "target": "400000", "observations": 80,
                });
                edit(&mut leaf);
                let mut answer: Value = serde_json::from_slice(&answer).unwrap();
                let witnesses = &mut answer["milestones"][0]["terms"]["witnesses"];
                let witnesses = witnesses.as_array_mut().unwrap();
                witnesses.push(json!({ "name": "volume", "kind": { "feed": leaf } }));
                Ok(serde_json::to_vec(&answer).unwrap())
            }
            _ => Ok(answer),
        }
    }

    fn balance(&self, address: &Addr, denom: &str) -> Result<Uint128, ViewError> {
        match &self.1 {
            Lie::Balance(who, amount) if who == address => Ok(Uint128::new(*amount)),
            _ => self.0.balance(address, denom),
        }
    }

    fn contract_info(&self, address: &Addr) -> Result<ContractInfo, ViewError> {
        let mut info = self.0.contract_info(address)?;
        if let Lie::Info(who, edit) = &self.1
            && who == address
        {
            edit(&mut info);
        }
        Ok(info)
    }

    fn birth_checksum(&self, address: &Addr) -> Result<String, ViewError> {
        match &self.1 {
            Lie::Birth(who, checksum) if who == address => Ok((*checksum).to_owned()),
            _ => self.0.birth_checksum(address),
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
