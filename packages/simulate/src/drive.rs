//! The driver that plays a plan's steps on the embedded chain.

use std::path::Path;

use cosmwasm_std::{Addr, Coin, CosmosMsg, HexBinary, WasmMsg};
use embedded_chain::{Chain, Code, Refused};
use milegate_plan::{CodesError, Driver, Step, read_wasm};
use serde_json::Value;

/// Why a step was refused.
#[derive(Debug, thiserror::Error)]
pub enum DriveError {
    /// The Wasm is not there, or another one.
    #[error("{0}")]
    Codes(#[from] CodesError),
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
    let wasm = read_wasm(artifacts, name, checksum)?;
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
