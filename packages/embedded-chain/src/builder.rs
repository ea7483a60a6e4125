use std::cell::{Cell, RefCell};
use std::rc::Rc;

use cosmwasm_std::{BlockInfo, Timestamp};
use serde::{Deserialize, Serialize};

use crate::address::Codec;
use crate::chain::Chain;
use crate::gas::Meter;
use crate::store::Store;
use crate::world::World;

/// The settings of a chain before its first block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Builder {
    pub(crate) chain_id: String,
    pub(crate) prefix: String,
    pub(crate) time: Timestamp,
    pub(crate) height: u64,
    pub(crate) block_seconds: u64,
    pub(crate) gas_limit: u64,
}

impl Default for Builder {
    fn default() -> Self {
        Builder {
            chain_id: "embedded-1".into(),
            prefix: "wasm".into(),
            time: Timestamp::from_seconds(1_767_225_600),
            height: 1,
            block_seconds: 6,
            gas_limit: 50_000_000,
        }
    }
}

impl Builder {
    /// The chain id contracts see. Default: `embedded-1`.
    pub fn chain_id(mut self, id: impl Into<String>) -> Self {
        self.chain_id = id.into();
        self
    }

    /// The bech32 prefix of all addresses. Default: `wasm`.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The time of the first block. Default: the start of 2026, UTC.
    pub fn genesis(mut self, time: Timestamp) -> Self {
        self.time = time;
        self
    }

    /// The height of the first block. Default: 1.
    pub fn height(mut self, height: u64) -> Self {
        self.height = height;
        self
    }

    /// Seconds from block to block. Default: 6.
    pub fn block_seconds(mut self, seconds: u64) -> Self {
        self.block_seconds = seconds.max(1);
        self
    }

    /// The gas limit of a transaction. Default: 50,000,000.
    pub fn gas_limit(mut self, limit: u64) -> Self {
        self.gas_limit = limit;
        self
    }

    /// Starts the chain.
    ///
    /// # Panics
    /// If the prefix is no bech32 prefix.
    pub fn build(self) -> Chain {
        let world = self.world(Store::default());
        Chain {
            world: Rc::new(world),
            log: Vec::new(),
            settings: self,
        }
    }

    pub(crate) fn world(&self, store: Store) -> World {
        World {
            store: RefCell::new(store),
            meter: Cell::new(Meter::new(0)),
            codes: RefCell::default(),
            warm: RefCell::new(None),
            block: RefCell::new(BlockInfo {
                height: self.height,
                time: self.time,
                chain_id: self.chain_id.clone(),
            }),
            tx_index: Cell::new(0),
            query_depth: Cell::new(0),
            codec: Codec::new(&self.prefix),
        }
    }
}
