//! What the wasm module is asked.

use cosmrs::proto::cosmos::base::query::v1beta1::PageRequest;
use cosmrs::proto::cosmwasm::wasm::v1 as wasm;
use cosmwasm_std::HexBinary;
use milegate_report::ContractInfo;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::is_missing;
use crate::error::ChainError;
use crate::node::Node;

/// A code on the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Code {
    /// Its id.
    pub id: u64,
    /// SHA-256 of its Wasm.
    pub checksum: HexBinary,
    /// Whether anybody may instantiate it.
    pub everybody: bool,
}

impl Node {
    /// A contract's answer to a smart query, as JSON text.
    pub fn smart(
        &self,
        contract: &str,
        msg: &[u8],
        height: Option<u64>,
    ) -> Result<Vec<u8>, ChainError> {
        let asked = wasm::QuerySmartContractStateRequest {
            address: contract.to_owned(),
            query_data: msg.to_vec(),
        };
        let method = "/cosmwasm.wasm.v1.Query/SmartContractState";
        let answer: wasm::QuerySmartContractStateResponse = self.ask(method, &asked, height)?;
        Ok(answer.data)
    }

    /// A contract's answer to one of its own messages, at the last height.
    pub fn query<T: DeserializeOwned>(
        &self,
        contract: &str,
        msg: &impl Serialize,
    ) -> Result<T, ChainError> {
        let asked = serde_json::to_vec(msg).map_err(|e| ChainError::malformed("query", e))?;
        let answer = self.smart(contract, &asked, None)?;
        serde_json::from_slice(&answer)
            .map_err(|e| ChainError::malformed(String::from_utf8_lossy(&asked), e))
    }

    /// What a contract holds under a key; empty if nothing, or if it is no contract.
    pub fn raw(
        &self,
        contract: &str,
        key: &[u8],
        height: Option<u64>,
    ) -> Result<Vec<u8>, ChainError> {
        let asked = wasm::QueryRawContractStateRequest {
            address: contract.to_owned(),
            query_data: key.to_vec(),
        };
        let method = "/cosmwasm.wasm.v1.Query/RawContractState";
        let answer: wasm::QueryRawContractStateResponse = self.ask(method, &asked, height)?;
        Ok(answer.data)
    }

    /// What the wasm module records of a contract; none if there is none at that address.
    pub fn contract(
        &self,
        address: &str,
        height: Option<u64>,
    ) -> Result<Option<ContractInfo>, ChainError> {
        let asked = wasm::QueryContractInfoRequest {
            address: address.to_owned(),
        };
        let method = "/cosmwasm.wasm.v1.Query/ContractInfo";
        let answer: wasm::QueryContractInfoResponse = match self.ask(method, &asked, height) {
            Err(ChainError::Refused { reason, .. }) if is_missing(&reason) => return Ok(None),
            answer => answer?,
        };
        let Some(info) = answer.contract_info else {
            return Ok(None);
        };
        let code = self.code(info.code_id)?;
        Ok(Some(ContractInfo {
            code_id: info.code_id,
            checksum: code.checksum.to_hex(),
            creator: info.creator,
            admin: Some(info.admin).filter(|admin| !admin.is_empty()),
            label: info.label,
        }))
    }

    /// SHA-256 of every code that a contract has had, in order; empty if there is none at that address.
    pub fn code_history(
        &self,
        address: &str,
        height: Option<u64>,
    ) -> Result<Vec<HexBinary>, ChainError> {
        let mut all = Vec::new();
        let mut key = Vec::new();
        loop {
            let asked = wasm::QueryContractHistoryRequest {
                address: address.to_owned(),
                pagination: Some(PageRequest {
                    key,
                    limit: 100,
                    ..PageRequest::default()
                }),
            };
            let method = "/cosmwasm.wasm.v1.Query/ContractHistory";
            let answer = match self.ask(method, &asked, height) {
                Err(ChainError::Refused { reason, .. }) if is_missing(&reason) => return Ok(all),
                answer => answer?,
            };
            let answer: wasm::QueryContractHistoryResponse = answer;
            for entry in &answer.entries {
                all.push(self.code(entry.code_id)?.checksum);
            }
            key = answer.pagination.unwrap_or_default().next_key;
            if key.is_empty() {
                return Ok(all);
            }
        }
    }

    /// One code. Codes never change, so no height is asked for.
    pub fn code(&self, id: u64) -> Result<Code, ChainError> {
        let asked = wasm::QueryCodesRequest {
            pagination: Some(PageRequest {
                // Pages are keyed by the code's id, big endian.
                key: id.to_be_bytes().to_vec(),
                limit: 1,
                ..PageRequest::default()
            }),
        };
        let answer: wasm::QueryCodesResponse =
            self.ask("/cosmwasm.wasm.v1.Query/Codes", &asked, None)?;
        let found = answer
            .code_infos
            .into_iter()
            .find(|code| code.code_id == id);
        let found = found
            .ok_or_else(|| ChainError::refused(format!("code {id}"), "there is no such code"))?;
        Ok(code(found))
    }

    /// Every code of the chain, by id; `told` hears how many were read.
    pub fn codes(&self, told: impl FnMut(usize)) -> Result<Vec<Code>, ChainError> {
        self.codes_after(0, told)
    }

    /// Every code with a higher id, as [`Node::codes`].
    pub fn codes_after(
        &self,
        id: u64,
        mut told: impl FnMut(usize),
    ) -> Result<Vec<Code>, ChainError> {
        let mut all = Vec::new();
        let mut key = id.saturating_add(1).to_be_bytes().to_vec();
        loop {
            let asked = wasm::QueryCodesRequest {
                pagination: Some(PageRequest {
                    key,
                    limit: 100,
                    ..PageRequest::default()
                }),
            };
            let answer: wasm::QueryCodesResponse =
                self.ask("/cosmwasm.wasm.v1.Query/Codes", &asked, None)?;
            all.extend(answer.code_infos.into_iter().map(code));
            told(all.len());
            key = answer.pagination.unwrap_or_default().next_key;
            if key.is_empty() {
                return Ok(all);
            }
        }
    }

    /// The address that instantiate2 gives, by the chain itself.
    pub fn build_address(
        &self,
        checksum: &HexBinary,
        creator: &str,
        salt: &[u8],
    ) -> Result<String, ChainError> {
        let asked = wasm::QueryBuildAddressRequest {
            code_hash: checksum.to_hex(),
            creator_address: creator.to_owned(),
            salt: HexBinary::from(salt).to_hex(),
            init_args: vec![],
        };
        let answer: wasm::QueryBuildAddressResponse =
            self.ask("/cosmwasm.wasm.v1.Query/BuildAddress", &asked, None)?;
        Ok(answer.address)
    }
}

fn code(info: wasm::CodeInfoResponse) -> Code {
    let allowed = info.instantiate_permission.unwrap_or_default();
    Code {
        everybody: allowed.permission() == wasm::AccessType::Everybody,
        id: info.code_id,
        checksum: HexBinary::from(info.data_hash),
    }
}
