use std::rc::Rc;

use cosmwasm_std::{Addr, Binary, BlockInfo, Checksum, Coin, Empty, from_json, to_json_vec};
use cw_multi_test::Contract;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::builder::Builder;
use crate::fault::{Fault, Refusal};
use crate::gas::{self, Meter};
use crate::record::{Refused, TxRecord};
use crate::store::space;
use crate::world::{CodeEntry, ContractInfo, Source, World, storage_prefix};
use crate::{runtime, vm};

/// A stored code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Its number on this chain.
    pub id: u64,
    /// The hash of the Wasm, from which instantiate2 addresses derive.
    pub checksum: Checksum,
}

/// A chain inside this process. Cloning it gives an independent copy of the whole state.
pub struct Chain {
    pub(crate) world: Rc<World>,
    pub(crate) log: Vec<TxRecord>,
    pub(crate) settings: Builder,
}

impl Clone for Chain {
    fn clone(&self) -> Self {
        let world = self.settings.world(self.world.store.borrow().clone());
        world.codes.replace(self.world.codes.borrow().clone());
        world.block.replace(self.world.block.borrow().clone());
        world.tx_index.set(self.world.tx_index.get());
        Chain {
            world: Rc::new(world),
            log: self.log.clone(),
            settings: self.settings.clone(),
        }
    }
}

impl Default for Chain {
    fn default() -> Self {
        Builder::default().build()
    }
}

impl Chain {
    /// Settings of a new chain.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Checks and stores a Wasm as a chain does on upload.
    pub fn store_code(&mut self, wasm: &[u8]) -> Result<Code, Refused> {
        let checksum = vm::store(wasm).map_err(|e| free(Fault::invalid(e)))?;
        Ok(self.add_code(checksum, Source::Wasm(Rc::new(wasm.to_vec()))))
    }

    /// Stores a contract given as Rust functions (`cw_multi_test::ContractWrapper`): no VM, no VM
    /// gas, but line coverage. Such a chain cannot be saved.
    pub fn store_native(&mut self, contract: Box<dyn Contract<Empty>>) -> Code {
        let number = self.world.codes.borrow().len().to_be_bytes();
        let hash = contract
            .checksum()
            .unwrap_or_else(|| Checksum::generate(&number));
        self.add_code(hash, Source::Native(Rc::from(contract)))
    }

    /// Stores a code once more, under the next number: none if there is no code of that number.
    pub fn store_again(&mut self, code_id: u64) -> Option<Code> {
        let known = self.world.find_code(code_id)?;

        Some(self.add_code(known.checksum, known.source))
    }

    pub(crate) fn add_code(&mut self, checksum: Checksum, source: Source) -> Code {
        let creator = self.address("creator of codes").into_string();
        let mut codes = self.world.codes.borrow_mut();
        codes.push(CodeEntry {
            checksum,
            creator,
            source,
        });
        Code {
            id: codes.len() as u64,
            checksum,
        }
    }

    /// A user's address made from a name: the same name, the same address.
    pub fn address(&self, name: &str) -> Addr {
        self.world.codec.named(name)
    }

    /// Asks a contract, with the gas a node grants a query.
    pub fn query<T: DeserializeOwned>(
        &self,
        contract: &Addr,
        msg: &impl Serialize,
    ) -> Result<T, Refused> {
        let raw = to_json_vec(msg).map_err(|e| free(Fault::invalid(e.to_string())))?;
        let answer = self.query_json(contract, &raw)?;
        from_json(answer).map_err(|e| free(Fault::invalid(e.to_string())))
    }

    /// Asks a contract in JSON and answers in JSON.
    pub fn query_json(&self, contract: &Addr, msg: &[u8]) -> Result<Binary, Refused> {
        self.world.meter.set(Meter::new(gas::SMART_QUERY_LIMIT));
        self.world.warm.replace(None);
        let answer = self
            .world
            .codec
            .decode(contract.as_str())
            .and_then(|address| runtime::smart(&self.world, &address, msg));
        // A native contract may write in a query only by breaking its types; undo even that.
        self.world.store.borrow_mut().rollback(0);
        let gas_used = self.world.meter.get().used;
        answer.map_err(|fault| Refused {
            gas_used,
            ..free(fault)
        })
    }

    /// Gas the last query took.
    pub fn last_query_gas(&self) -> u64 {
        self.world.meter.get().used
    }

    /// A value as it lies in a contract's storage.
    pub fn query_raw(&self, contract: &Addr, key: &[u8]) -> Option<Vec<u8>> {
        let address = self.world.codec.decode(contract.as_str()).ok()?;
        self.world
            .read(&[storage_prefix(&address).as_slice(), key].concat())
    }

    /// Everything in a contract's storage, in order.
    pub fn dump(&self, contract: &Addr) -> Vec<(Vec<u8>, Vec<u8>)> {
        let Ok(address) = self.world.codec.decode(contract.as_str()) else {
            return Vec::new();
        };
        let prefix = storage_prefix(&address);
        let store = self.world.store.borrow();
        store
            .with_prefix(&prefix)
            .map(|(key, value)| (key[prefix.len()..].to_vec(), value.clone()))
            .collect()
    }

    /// What an account holds of a denomination.
    pub fn balance(&self, address: &Addr, denom: &str) -> u128 {
        let bytes = self.world.codec.decode(address.as_str());
        bytes.map_or(0, |bytes| self.world.balance(&bytes, denom))
    }

    /// All an account holds, by denomination.
    pub fn balances(&self, address: &Addr) -> Vec<Coin> {
        let bytes = self.world.codec.decode(address.as_str());
        bytes.map_or_else(|_| Vec::new(), |bytes| self.world.balances(&bytes))
    }

    /// What exists of a denomination.
    pub fn supply(&self, denom: &str) -> u128 {
        self.world.supply(denom)
    }

    /// What the chain keeps about a contract.
    pub fn contract_info(&self, contract: &Addr) -> Option<ContractInfo> {
        self.world
            .find_contract(&self.world.codec.decode(contract.as_str()).ok()?)
    }

    /// A stored code.
    pub fn code_info(&self, code_id: u64) -> Option<Code> {
        self.world.find_code(code_id).map(|code| Code {
            id: code_id,
            checksum: code.checksum,
        })
    }

    /// The block transactions run in.
    pub fn block(&self) -> BlockInfo {
        self.world.block.borrow().clone()
    }

    /// Lets time pass: whole blocks of the configured length, and at least one; the last one is
    /// at exactly the time asked for.
    pub fn advance(&mut self, seconds: u64) {
        let blocks = seconds.div_ceil(self.settings.block_seconds).max(1);
        self.move_to(blocks, seconds);
    }

    /// Lets blocks pass.
    pub fn advance_blocks(&mut self, blocks: u64) {
        self.move_to(blocks, blocks.saturating_mul(self.settings.block_seconds));
    }

    fn move_to(&mut self, blocks: u64, seconds: u64) {
        let mut block = self.world.block.borrow_mut();
        block.height += blocks;
        block.time = block.time.plus_seconds(seconds);
        if blocks > 0 {
            self.world.tx_index.set(0);
        }
    }

    /// Sets height, time and chain id as given, also backwards.
    pub fn set_block(&mut self, block: BlockInfo) {
        self.world.block.replace(block);
        self.world.tx_index.set(0);
    }

    /// Sets the gas limit of the transactions to come.
    pub fn set_gas_limit(&mut self, limit: u64) {
        self.settings.gas_limit = limit;
    }

    /// A hash over balances, supply, contracts and all their storage: equal before and after
    /// means that nothing changed.
    pub fn state_hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for (key, value) in self.world.store.borrow().map() {
            if key.first() != Some(&space::COUNTER) {
                hash.update((key.len() as u64).to_be_bytes());
                hash.update(key);
                hash.update((value.len() as u64).to_be_bytes());
                hash.update(value);
            }
        }
        hash.finalize().into()
    }

    /// Every transaction so far, refused ones too.
    pub fn log(&self) -> &[TxRecord] {
        &self.log
    }
}

/// A refusal outside of any transaction.
pub(crate) fn free(fault: Fault) -> Refused {
    Refused {
        kind: fault.kind,
        reason: fault.reason,
        message: 0,
        gas_used: 0,
    }
}

impl From<Refused> for cosmwasm_std::StdError {
    fn from(refused: Refused) -> Self {
        cosmwasm_std::StdError::generic_err(refused.reason)
    }
}

impl Refused {
    /// Whether a contract itself said no.
    pub fn by_contract(&self) -> bool {
        self.kind == Refusal::Contract
    }
}
