//! Plays a plan's steps on a chain; does nothing twice, from what the chain itself says.

mod grants;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use cosmwasm_std::{Coin, HexBinary};
use flate2::Compression;
use flate2::write::GzEncoder;
use milegate_plan::{Driver, Step, read_wasm};
use serde::Serialize;
use serde_json::Value;

use crate::client::{Client, Receipt};
use crate::error::ChainError;
use crate::fee::Fee;
use crate::message::Message;
use crate::query::Code;

use grants::{Grants, grants_of};

/// What a driver says while it works.
#[derive(Clone, Debug)]
pub enum Told<'a> {
    /// A step begins.
    Step(&'a str),
    /// The chain's codes are read; so many so far.
    Codes(usize),
    /// A transaction goes out, at this price.
    Sending(&'a Fee),
    /// It is in a block.
    Sent(&'a Sent),
    /// What a step does is there already.
    There(&'a str),
}

/// A transaction that a driver sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sent {
    /// What it did.
    pub words: String,
    /// Where it is, and what it cost.
    pub receipt: Receipt,
}

/// A chain as a driver of a plan's steps. Before each step it asks the chain whether it is done.
pub struct NodeDriver<'a> {
    client: &'a Client,
    artifacts: PathBuf,
    grants: Grants,
    known: Option<Vec<Code>>,
    codes: BTreeMap<String, u64>,
    max_gas: Option<u64>,
    batch: usize,
    words: String,
    told: &'a mut dyn FnMut(Told<'_>),
    sent: Vec<Sent>,
    there: usize,
}

impl<'a> NodeDriver<'a> {
    /// A driver for these steps, with the Wasm in a folder; `told` hears what it does.
    pub fn new(
        client: &'a Client,
        artifacts: impl Into<PathBuf>,
        steps: &[Step],
        told: &'a mut dyn FnMut(Told<'_>),
    ) -> Result<Self, ChainError> {
        // A transaction as large as a block would wait for an empty one.
        let max_gas = client.node().max_gas()?.map(|gas| gas / 2);
        Ok(NodeDriver {
            client,
            artifacts: artifacts.into(),
            grants: grants_of(steps)?,
            known: None,
            codes: BTreeMap::new(),
            max_gas,
            batch: usize::MAX,
            words: String::new(),
            told,
            sent: Vec::new(),
            there: 0,
        })
    }

    /// What was sent, in order.
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// How many steps were done already.
    pub fn there(&self) -> usize {
        self.there
    }

    /// Code ids, by name.
    pub fn code_ids(&self) -> &BTreeMap<String, u64> {
        &self.codes
    }

    fn is_there(&mut self) {
        self.there = self.there.saturating_add(1);
        (self.told)(Told::There(&self.words));
    }

    /// Sends a message of this key, unless `done` says that it is not needed any more.
    fn send(
        &mut self,
        message: Message,
        done: &dyn Fn() -> Result<bool, ChainError>,
    ) -> Result<(), ChainError> {
        if message.sender() != self.client.address() {
            return Err(ChainError::OtherSender {
                sender: message.sender().to_owned(),
                own: self.client.address().to_owned(),
            });
        }
        let told = &mut self.told;
        let messages = [message];
        let mut hear = |fee: &Fee| told(Told::Sending(fee));
        let sent = self.client.send_unless(&messages, "", done, &mut hear)?;
        match sent {
            Some(receipt) => {
                let sent = Sent {
                    words: self.words.clone(),
                    receipt,
                };
                (self.told)(Told::Sent(&sent));
                self.sent.push(sent);
            }
            None => self.is_there(),
        }
        Ok(())
    }

    fn code_of(&mut self, checksum: &HexBinary, again: bool) -> Result<Option<u64>, ChainError> {
        if again || self.known.is_none() {
            let told = &mut self.told;
            let all = self.client.node().codes(|read| told(Told::Codes(read)))?;
            self.known = Some(all);
        }
        let known = self.known.iter().flatten();
        Ok(lowest(known, checksum))
    }
}

impl Driver for NodeDriver<'_> {
    type Error = ChainError;

    fn store(&mut self, sender: &str, name: &str, checksum: &HexBinary) -> Result<u64, ChainError> {
        let message = Message::store(sender, &self.artifacts, name, checksum)?;
        let id = match self.code_of(checksum, false)? {
            Some(id) => {
                self.is_there();
                id
            }
            None => {
                let node = self.client.node();
                let last = self.known.iter().flatten().map(|code| code.id).max();
                self.send(message, &|| {
                    let newer = node.codes_after(last.unwrap_or_default(), |_| {})?;
                    Ok(lowest(newer.iter(), checksum).is_some())
                })?;
                let stored = self.code_of(checksum, true)?;
                stored.ok_or_else(|| {
                    ChainError::refused(format!("code {name}"), "stored, and not on the chain")
                })?
            }
        };
        self.codes.insert(name.to_owned(), id);
        Ok(id)
    }

    fn instantiate2(
        &mut self,
        sender: &str,
        code_id: u64,
        label: &str,
        msg: &Value,
        admin: Option<&str>,
        salt: &[u8],
    ) -> Result<String, ChainError> {
        let node = self.client.node();
        let checksum = node.code(code_id)?.checksum;
        let address = node.build_address(&checksum, sender, salt)?;
        if let Some(info) = node.contract(&address, None)? {
            let same = info.checksum == checksum.to_hex()
                && info.label == label
                && info.admin.as_deref() == admin;
            if !same {
                return Err(ChainError::refused(
                    format!("contract {address}"),
                    format!(
                        "it is there with checksum {}, label `{}`, admin {}; the plan wants {checksum}, `{label}`, {}",
                        info.checksum,
                        info.label,
                        info.admin.as_deref().unwrap_or("none"),
                        admin.unwrap_or("none"),
                    ),
                ));
            }
            self.is_there();
            return Ok(address);
        }
        let message = Message::Instantiate2 {
            sender: sender.to_owned(),
            admin: admin.map(str::to_owned),
            code_id,
            label: label.to_owned(),
            msg: msg.clone(),
            salt: salt.to_vec(),
        };
        let there = || Ok(node.contract(&address, None)?.is_some());
        self.send(message, &there)?;
        Ok(address)
    }

    fn execute(
        &mut self,
        sender: &str,
        contract: &str,
        msg: &Value,
        funds: &[Coin],
    ) -> Result<(), ChainError> {
        if contract == self.grants.vault
            && let Some(grants) = msg["add_grants"]["grants"].as_array()
        {
            return self.add_grants(sender, grants);
        }
        let message = Message::Execute {
            sender: sender.to_owned(),
            contract: contract.to_owned(),
            msg: msg.clone(),
            funds: funds.to_vec(),
        };
        self.send(message, &|| Ok(false))
    }

    fn starting(&mut self, step: &Step) {
        self.words = step.words().to_owned();
        (self.told)(Told::Step(&self.words));
    }
}

impl Message {
    /// Stores the Wasm called `name` in a folder, gzipped; refused if it is another one.
    pub fn store(
        sender: &str,
        artifacts: &Path,
        name: &str,
        checksum: &HexBinary,
    ) -> Result<Self, ChainError> {
        let wasm = read_wasm(artifacts, name, checksum)
            .map_err(|error| ChainError::input(format!("code {name}"), error))?;
        Ok(Message::Store {
            sender: sender.to_owned(),
            wasm: gzipped(&wasm)?,
        })
    }
}

/// The lowest id of a code with that checksum that anybody may instantiate.
pub fn lowest<'c>(codes: impl Iterator<Item = &'c Code>, checksum: &HexBinary) -> Option<u64> {
    let same = codes.filter(|code| code.everybody && code.checksum == *checksum);
    same.map(|code| code.id).min()
}

/// A chain takes Wasm gzipped, and every byte of a transaction costs.
fn gzipped(wasm: &[u8]) -> Result<Vec<u8>, ChainError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(wasm)
        .and_then(|()| encoder.finish())
        .map_err(|error| ChainError::input("code", error))
}
