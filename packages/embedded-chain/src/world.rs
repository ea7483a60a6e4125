//! What a running call can see, shared between the chain and the virtual machine.
//!
//! The VM wants a backend that owns its data. Sharing it by reference count gives that without
//! erasing lifetimes: each access borrows for one operation only, so nested calls never clash.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;

use cosmwasm_std::{BlockInfo, Checksum, Empty};
use cw_multi_test::Contract;
use serde::{Deserialize, Serialize};

use crate::address::Codec;
use crate::fault::{Fault, Refusal};
use crate::gas::{self, Meter};
use crate::store::{Store, space};

/// A stored code.
#[derive(Clone)]
pub(crate) struct CodeEntry {
    pub checksum: Checksum,
    pub creator: String,
    pub source: Source,
}

/// Where a code comes from.
#[derive(Clone)]
pub(crate) enum Source {
    Wasm(Rc<Vec<u8>>),
    Native(Rc<dyn Contract<Empty>>),
}

/// What the chain keeps about an instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractInfo {
    /// The code it runs.
    pub code_id: u64,
    /// Who instantiated it.
    pub creator: String,
    /// Who may migrate it.
    pub admin: Option<String>,
    /// Its label.
    pub label: String,
    /// The height at which it was instantiated.
    pub height: u64,
    /// The stored size of the newest entry of its history, key included: a migration reads it twice.
    #[serde(default)]
    pub(crate) history: usize,
}

impl ContractInfo {
    /// The size x/wasm stores an entry of a contract's history in: the contract and its place there;
    /// what was done, to which code, when; and the message.
    pub(crate) const fn history_entry(address: &[u8], msg: &[u8]) -> usize {
        1 + address.len() + 8 + 30 + msg.len()
    }

    /// The size x/wasm stores it in: protobuf fields, and the IBC v2 port it gives everyone.
    pub(crate) fn stored_size(&self, address: &str) -> usize {
        let text = |s: &str| s.len() + 2;
        2 + text(&self.creator)
            + self.admin.as_deref().map_or(0, text)
            + text(&self.label)
            + 8
            + text(address)
            + "wasm2".len()
    }
}

/// x/wasm's stored size of a code: checksum, creator, who may instantiate.
pub(crate) const CODE_INFO: usize = 9 + 34 + 45 + 4;

/// Everything a call touches.
pub(crate) struct World {
    pub store: RefCell<Store>,
    pub meter: Cell<Meter>,
    pub codes: RefCell<Vec<CodeEntry>>,
    /// Codes this transaction has loaded; none for a query from outside.
    pub warm: RefCell<Option<HashSet<Checksum>>>,
    pub block: RefCell<BlockInfo>,
    pub tx_index: Cell<u32>,
    pub query_depth: Cell<u32>,
    pub codec: Codec,
}

impl World {
    pub fn take(&self, gas: u64) -> Result<(), Fault> {
        let mut meter = self.meter.get();
        let outcome = meter.take(gas);
        self.meter.set(meter);
        outcome
    }

    /// Runs with at most `limit` more gas; beyond it the fault can be caught by the caller.
    pub fn limited<T>(
        &self,
        limit: u64,
        run: impl FnOnce() -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let before = self.meter.get();
        let mut inner = before;
        inner.limit = before.used.saturating_add(limit).min(before.limit);
        let lowered = inner.limit < before.limit;
        self.meter.set(inner);

        let outcome = run();

        let mut after = self.meter.get();
        after.limit = before.limit;
        let outcome = match outcome {
            Err(mut fault) if fault.fatal && lowered => {
                after.used = before.used.saturating_add(limit);
                fault.fatal = false;
                Err(fault)
            }
            other => other,
        };
        self.meter.set(after);
        outcome
    }

    pub fn read(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.store.borrow().get(key).cloned()
    }

    pub fn write(&self, key: Vec<u8>, value: Vec<u8>) {
        self.store.borrow_mut().set(key, value);
    }

    /// The next value of a named counter, starting at 1.
    pub fn next_number(&self, name: &str) -> u64 {
        let key = [&[space::COUNTER], name.as_bytes()].concat();
        let next = self
            .read(&key)
            .and_then(|v| v.try_into().ok())
            .map_or(1, u64::from_be_bytes);
        self.write(key, (next + 1).to_be_bytes().to_vec());
        next
    }

    pub fn code(&self, code_id: u64) -> Result<CodeEntry, Fault> {
        self.take(gas::read(CODE_INFO))?;
        self.find_code(code_id)
            .ok_or_else(|| Fault::no_code(code_id))
    }

    pub fn find_code(&self, code_id: u64) -> Option<CodeEntry> {
        let index = usize::try_from(code_id).ok()?.checked_sub(1)?;
        self.codes.borrow().get(index).cloned()
    }

    /// Charges for loading a code's module, and for asking whether it is pinned.
    pub fn load(&self, code: &CodeEntry) -> Result<(), Fault> {
        self.take(gas::HAS)?;
        let warm = match self.warm.borrow_mut().as_mut() {
            Some(seen) => !seen.insert(code.checksum),
            None => false,
        };
        self.take(if warm {
            gas::INSTANCE_WARM
        } else {
            gas::INSTANCE
        })
    }

    pub fn find_contract(&self, address: &[u8]) -> Option<ContractInfo> {
        let raw = self.read(&contract_key(address))?;
        serde_json::from_slice(&raw).ok()
    }

    /// An instance, paying for the look-up.
    pub fn contract(&self, address: &[u8]) -> Result<ContractInfo, Fault> {
        let text = self.codec.encode(address);
        match self.find_contract(address) {
            Some(info) => {
                self.take(gas::read(1 + address.len() + info.stored_size(&text)))?;
                Ok(info)
            }
            None => {
                self.take(gas::read(1 + address.len()))?;
                Err(Fault::new(
                    Refusal::NotFound,
                    format!("no such contract: {text}"),
                ))
            }
        }
    }

    pub fn save_contract(&self, address: &[u8], info: &ContractInfo) -> Result<(), Fault> {
        self.take(gas::write(
            1 + address.len() + info.stored_size(&self.codec.encode(address)),
        ))?;
        let raw = serde_json::to_vec(info).map_err(|e| Fault::invalid(e.to_string()))?;
        self.write(contract_key(address), raw);
        Ok(())
    }
}

pub(crate) fn contract_key(address: &[u8]) -> Vec<u8> {
    [&[space::CONTRACT], address].concat()
}

/// The prefix of a contract's own keys.
pub(crate) fn storage_prefix(address: &[u8]) -> Vec<u8> {
    [&[space::STORAGE], address].concat()
}
