//! What the modules of a chain are asked.

mod factory;
mod wasm;

use cosmrs::proto::cosmos::auth::v1beta1 as auth;
use cosmrs::proto::cosmos::bank::v1beta1 as bank;
use cosmrs::proto::cosmos::base::node::v1beta1 as node_service;
use cosmrs::proto::cosmos::gov::v1 as gov;
use cosmrs::proto::cosmos::tx::v1beta1 as tx;
use cosmrs::proto::traits::Message;
use cosmwasm_std::{Coin, Uint128};
use milegate_report::Account;

use crate::error::ChainError;
use crate::node::Node;

pub use wasm::Code;

/// What signing needs to know of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountState {
    /// The chain's number of it.
    pub number: u64,
    /// How many transactions it has sent.
    pub sequence: u64,
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

    /// What a proposal of x/gov needs before it is put to the vote.
    pub fn gov_deposit(&self) -> Result<Vec<Coin>, ChainError> {
        let asked = gov::QueryParamsRequest {
            params_type: "deposit".to_owned(),
        };
        let answer: gov::QueryParamsResponse =
            self.ask("/cosmos.gov.v1.Query/Params", &asked, None)?;
        let least = answer.params.unwrap_or_default().min_deposit.into_iter();
        let coins = least.map(|coin| Ok(Coin::new(amount(Some(coin.clone()))?, coin.denom)));
        // Any one of these denoms does.
        coins.take(1).collect()
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

fn amount(coin: Option<cosmrs::proto::cosmos::base::v1beta1::Coin>) -> Result<Uint128, ChainError> {
    let text = coin.map(|coin| coin.amount).unwrap_or_default();
    let text = if text.is_empty() { "0" } else { &text };
    text.parse()
        .map_err(|error| ChainError::malformed(format!("amount {text}"), error))
}
