//! What the modules of a chain are asked.

use cosmrs::proto::cosmos::auth::v1beta1 as auth;
use cosmrs::proto::cosmos::bank::v1beta1 as bank;
use cosmrs::proto::cosmos::base::node::v1beta1 as node_service;
use cosmrs::proto::cosmos::base::query::v1beta1::PageRequest;
use cosmrs::proto::cosmos::tx::v1beta1 as tx;
use cosmrs::proto::cosmwasm::wasm::v1 as wasm;
use cosmrs::proto::traits::Message;
use cosmwasm_std::{HexBinary, Uint128};
use milegate_report::{Account, ContractInfo};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::ChainError;
use crate::node::Node;

/// What signing needs to know of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountState {
    /// The chain's number of it.
    pub number: u64,
    /// How many transactions it has sent.
    pub sequence: u64,
}

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
    /// Number and sequence of an account, vesting and module accounts included.
    pub fn account(&self, address: &str) -> Result<AccountState, ChainError> {
        let asked = auth::QueryAccountInfoRequest {
            address: address.to_owned(),
        };
        let answer: Result<auth::QueryAccountInfoResponse, _> =
            self.ask("/cosmos.auth.v1beta1.Query/AccountInfo", &asked, None);
        let answer = match answer {
            Err(ChainError::Refused { reason, .. }) if reason.contains("not found") => {
                return Err(ChainError::NoAccount {
                    address: address.to_owned(),
                    chain_id: self.chain_id().to_owned(),
                });
            }
            answer => answer?,
        };
        let what = || ChainError::malformed(format!("account {address}"), "it has no number");
        let base = answer.info.ok_or_else(what)?;
        Ok(AccountState {
            number: base.account_number,
            sequence: base.sequence,
        })
    }

    /// Bank balance at a height, or at the last one.
    pub fn bank_balance(
        &self,
        address: &str,
        denom: &str,
        height: Option<u64>,
    ) -> Result<Uint128, ChainError> {
        let asked = bank::QueryBalanceRequest {
            address: address.to_owned(),
            denom: denom.to_owned(),
        };
        let answer: bank::QueryBalanceResponse =
            self.ask("/cosmos.bank.v1beta1.Query/Balance", &asked, height)?;
        amount(answer.balance)
    }

    /// Bank supply at a height, or at the last one.
    pub fn bank_supply(&self, denom: &str, height: Option<u64>) -> Result<Uint128, ChainError> {
        let asked = bank::QuerySupplyOfRequest {
            denom: denom.to_owned(),
        };
        let answer: bank::QuerySupplyOfResponse =
            self.ask("/cosmos.bank.v1beta1.Query/SupplyOf", &asked, height)?;
        amount(answer.amount)
    }

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

    /// Gas that a transaction would use; refused with its reason if it would fail.
    pub fn simulate(&self, tx_bytes: Vec<u8>) -> Result<u64, ChainError> {
        let asked = tx::SimulateRequest {
            tx_bytes,
            ..tx::SimulateRequest::default()
        };
        let answer: tx::SimulateResponse =
            self.ask("/cosmos.tx.v1beta1.Service/Simulate", &asked, None)?;
        Ok(answer.gas_info.unwrap_or_default().gas_used)
    }

    /// The gas prices below which this node takes no transaction, `0.025ustake`; empty if it takes
    /// any.
    pub fn gas_prices(&self) -> Result<String, ChainError> {
        let asked = node_service::ConfigRequest {};
        let answer: node_service::ConfigResponse =
            self.ask("/cosmos.base.node.v1beta1.Service/Config", &asked, None)?;
        Ok(answer.minimum_gas_price)
    }

    /// Prefix of the chain's addresses.
    pub fn prefix(&self) -> Result<String, ChainError> {
        let answer: auth::Bech32PrefixResponse = self.ask(
            "/cosmos.auth.v1beta1.Query/Bech32Prefix",
            &auth::Bech32PrefixRequest {},
            None,
        )?;
        Ok(answer.bech32_prefix)
    }

    /// What stands behind an address.
    pub fn kind_of(&self, address: &str, height: Option<u64>) -> Result<Account, ChainError> {
        if self.contract(address, height)?.is_some() {
            return Ok(Account::Contract);
        }
        let asked = auth::QueryAccountRequest {
            address: address.to_owned(),
        };
        let method = "/cosmos.auth.v1beta1.Query/Account";
        let answer: auth::QueryAccountResponse = match self.ask(method, &asked, height) {
            Err(ChainError::Refused { reason, .. }) if is_missing(&reason) => {
                return Ok(Account::Unseen);
            }
            answer => answer?,
        };
        let any = answer.account.unwrap_or_default();
        if any.type_url != "/cosmos.auth.v1beta1.ModuleAccount" {
            return Ok(Account::Key);
        }
        let module = auth::ModuleAccount::decode(any.value.as_slice());
        let module =
            module.map_err(|error| ChainError::malformed(format!("account {address}"), error))?;
        Ok(Account::Module(module.name))
    }

    /// Who may mint a denom of a token factory; none if nobody may. Chains ask by the denom or by
    /// its two parts.
    pub fn denom_admin(
        &self,
        denom: &str,
        height: Option<u64>,
    ) -> Result<Option<String>, ChainError> {
        let what = || format!("who may mint {denom}");
        let parts = denom
            .strip_prefix("factory/")
            .and_then(|rest| rest.split_once('/'));
        let (creator, name) = parts.ok_or_else(|| {
            ChainError::refused(what(), "it is no denom of a token factory (factory/...)")
        })?;
        let whole = FactoryDenom {
            first: denom.to_owned(),
            second: String::new(),
        };
        let split = FactoryDenom {
            first: creator.to_owned(),
            second: name.to_owned(),
        };
        let mut last = ChainError::refused(what(), "the chain does not say");
        for module in ["osmosis", "injective"] {
            for asked in [&whole, &split] {
                let method = format!("/{module}.tokenfactory.v1beta1.Query/DenomAuthorityMetadata");
                let answer: Result<FactoryAnswer, _> = self.ask(&method, asked, height);
                match answer {
                    Ok(answer) => {
                        let admin = answer.metadata.unwrap_or_default().admin;
                        return Ok(Some(admin).filter(|admin| !admin.is_empty()));
                    }
                    Err(error @ ChainError::Refused { .. }) => last = error,
                    Err(error) => return Err(error),
                }
            }
        }
        Err(last)
    }

    /// The address of a module's account, such as `gov`.
    pub fn module_account(&self, name: &str) -> Result<String, ChainError> {
        let asked = auth::QueryModuleAccountByNameRequest {
            name: name.to_owned(),
        };
        let method = "/cosmos.auth.v1beta1.Query/ModuleAccountByName";
        let answer: auth::QueryModuleAccountByNameResponse = self.ask(method, &asked, None)?;
        let malformed = || ChainError::malformed(format!("module {name}"), "no base account");
        let any = answer.account.unwrap_or_default();
        let account = auth::ModuleAccount::decode(any.value.as_slice()).map_err(|_| malformed())?;
        Ok(account.base_account.ok_or_else(malformed)?.address)
    }
}

fn is_missing(reason: &str) -> bool {
    reason.contains("not found") || reason.contains("no such contract")
}

fn code(info: wasm::CodeInfoResponse) -> Code {
    let allowed = info.instantiate_permission.unwrap_or_default();
    Code {
        everybody: allowed.permission() == wasm::AccessType::Everybody,
        id: info.code_id,
        checksum: HexBinary::from(info.data_hash),
    }
}

fn amount(coin: Option<cosmrs::proto::cosmos::base::v1beta1::Coin>) -> Result<Uint128, ChainError> {
    let text = coin.map(|coin| coin.amount).unwrap_or_default();
    let text = if text.is_empty() { "0" } else { &text };
    text.parse()
        .map_err(|error| ChainError::malformed(format!("amount {text}"), error))
}

/// The question of a token factory's authority: the denom, or its creator and its name.
#[derive(Clone, PartialEq, prost::Message)]
struct FactoryDenom {
    #[prost(string, tag = "1")]
    first: String,
    #[prost(string, tag = "2")]
    second: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct FactoryAnswer {
    #[prost(message, optional, tag = "1")]
    metadata: Option<FactoryMetadata>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct FactoryMetadata {
    #[prost(string, tag = "1")]
    admin: String,
}
