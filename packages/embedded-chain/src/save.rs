//! The whole chain in one file, and back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use cosmwasm_std::{Binary, BlockInfo};
use serde::{Deserialize, Serialize};

use crate::builder::Builder;
use crate::chain::Chain;
use crate::record::TxRecord;
use crate::store::Store;
use crate::vm;
use crate::world::Source;

/// Changes when an older file can no longer be read.
const FORMAT: u32 = 1;

/// Why a chain could not be saved or loaded.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The file could not be read or written.
    #[error("cannot read or write the chain's file: {0}")]
    Io(#[from] std::io::Error),
    /// The file is not a saved chain.
    #[error("not a saved chain: {0}")]
    Format(#[from] serde_json::Error),
    /// The file was written by another version.
    #[error("the file has format {0}, this version reads {FORMAT}")]
    Version(u32),
    /// A code is Rust functions, which no file can hold.
    #[error("code {0} is native and cannot be saved")]
    Native(u64),
    /// The VM refuses a code of the file.
    #[error("code {id} of the file is refused: {why}")]
    Code {
        /// The code's number.
        id: u64,
        /// The VM's reason.
        why: String,
    },
}

#[derive(Serialize, Deserialize)]
struct File {
    format: u32,
    settings: Builder,
    block: BlockInfo,
    tx_index: u32,
    codes: Vec<Binary>,
    state: Vec<(Binary, Binary)>,
    log: Vec<TxRecord>,
}

impl Chain {
    /// Writes everything to one file; the same chain gives the same bytes.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), SaveError> {
        let mut codes = Vec::new();
        for (index, code) in self.world.codes.borrow().iter().enumerate() {
            match &code.source {
                Source::Wasm(wasm) => codes.push(Binary::new(wasm.to_vec())),
                Source::Native(_) => return Err(SaveError::Native(index as u64 + 1)),
            }
        }
        let store = self.world.store.borrow();
        let file = File {
            format: FORMAT,
            settings: self.settings.clone(),
            block: self.block(),
            tx_index: self.world.tx_index.get(),
            codes,
            state: store
                .map()
                .iter()
                .map(|(k, v)| (k.as_slice().into(), v.as_slice().into()))
                .collect(),
            log: self.log.clone(),
        };
        // Written beside and renamed, so that a crash leaves the old file whole.
        let beside = path.as_ref().with_extension("part");
        fs::write(&beside, serde_json::to_vec(&file)?)?;
        fs::rename(beside, path)?;
        Ok(())
    }

    /// Reads a chain that [`Chain::save`] wrote.
    pub fn load(path: impl AsRef<Path>) -> Result<Chain, SaveError> {
        let raw = fs::read(path)?;
        let file: File = serde_json::from_slice(&raw)?;
        if file.format != FORMAT {
            return Err(SaveError::Version(file.format));
        }
        let state: BTreeMap<_, _> = file
            .state
            .into_iter()
            .map(|(k, v)| (k.into(), v.into()))
            .collect();
        let world = file.settings.world(Store::from_map(state));
        world.block.replace(file.block);
        world.tx_index.set(file.tx_index);
        let mut chain = Chain {
            world: Rc::new(world),
            log: file.log,
            settings: file.settings,
        };
        for (index, wasm) in file.codes.into_iter().enumerate() {
            let id = index as u64 + 1;
            let checksum = vm::store(&wasm).map_err(|why| SaveError::Code { id, why })?;
            chain.add_code(checksum, Source::Wasm(Rc::new(wasm.into())));
        }
        Ok(chain)
    }
}
