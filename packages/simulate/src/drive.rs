//! The driver that plays a plan's steps on the embedded chain.

use std::path::Path;

use cosmwasm_std::{Addr, Coin, CosmosMsg, HexBinary, WasmMsg};
use embedded_chain::{Chain, Code, Refused};
use milegate_plan::{Driver, Step};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Why a step was refused.
#[derive(Debug, thiserror::Error)]
pub enum DriveError {
    /// The Wasm is not there.
    #[error("cannot read {path}: {error}; build the contracts first: scripts/build-wasm")]
    Read {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The Wasm is not the one the checksums speak of.
    #[error("{path} has the checksum {found}, checksums.txt says {expected}")]
    Checksum {
        /// The file.
        path: String,
        /// What it hashes to.
        found: String,
        /// What it should hash to.
        expected: String,
    },
    /// The chain said no.
    #[error("{0}")]
    Refused(#[from] Refused),
    /// A message that is no message.
    #[error("{0}")]
    Message(String),
}

/// Stores a compiled contract, if it is the one that the checksums speak of.
pub fn store(
    chain: &mut Chain,
    artifacts: &Path,
    name: &str,
    checksum: &HexBinary,
) -> Result<Code, DriveError> {
    let path = artifacts.join(format!("{name}.wasm"));
    let shown = path.display().to_string();
    let wasm = std::fs::read(&path).map_err(|error| DriveError::Read {
        path: shown.clone(),
        error,
    })?;
    let found = HexBinary::from(&<[u8; 32]>::from(Sha256::digest(&wasm)));
    if found != *checksum {
        let (found, expected) = (found.to_hex(), checksum.to_hex());
        return Err(DriveError::Checksum {
            path: shown,
            found,
            expected,
        });
    }
    Ok(chain.store_code(&wasm)?)
}

/// The embedded chain as a driver.
pub struct Embedding<'a> {
    /// The chain.
    pub chain: &'a mut Chain,
    /// Folder of compiled contracts.
    pub artifacts: &'a Path,
    /// Hears the words of each step.
    pub told: &'a mut dyn FnMut(&str),
}

impl Driver for Embedding<'_> {
    type Error = DriveError;

    fn store(&mut self, _: &str, name: &str, checksum: &HexBinary) -> Result<u64, DriveError> {
        Ok(store(self.chain, self.artifacts, name, checksum)?.id)
    }

    fn instantiate2(
        &mut self,
        sender: &str,
        code_id: u64,
        label: &str,
        msg: &Value,
        admin: Option<&str>,
        salt: &[u8],
    ) -> Result<String, DriveError> {
        let unknown = || DriveError::Message(format!("no code {code_id}"));
        let code = self.chain.code_info(code_id).ok_or_else(unknown)?;
        let sender = Addr::unchecked(sender);
        let admin = admin.map(Addr::unchecked);
        let (address, _) =
            self.chain
                .instantiate2(&sender, code, msg, &[], label, admin.as_ref(), salt)?;
        Ok(address.into_string())
    }

    fn execute(
        &mut self,
        sender: &str,
        contract: &str,
        msg: &Value,
        funds: &[Coin],
    ) -> Result<(), DriveError> {
        let msg = serde_json::to_vec(msg).map_err(|e| DriveError::Message(e.to_string()))?;
        let call: CosmosMsg = WasmMsg::Execute {
            contract_addr: contract.to_owned(),
            msg: msg.into(),
            funds: funds.to_vec(),
        }
        .into();
        self.chain.transact(&Addr::unchecked(sender), vec![call])?;
        Ok(())
    }

    fn starting(&mut self, step: &Step) {
        (self.told)(step.words());
    }
}
