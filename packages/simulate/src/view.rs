//! The embedded chain as reports see any chain.

use cosmwasm_std::{Addr, BankMsg, Coin, CosmosMsg, Uint128, WasmMsg};
use embedded_chain::{Chain, TxRecord};
use milegate_report::{Account, Block, ChainView, ContractInfo, Event, Tx, TxMessage, ViewError};

/// An embedded chain behind the questions a node answers.
pub struct Embedded<'a>(pub &'a Chain);

impl ChainView for Embedded<'_> {
    fn query_raw_json(&self, contract: &Addr, msg: &[u8]) -> Result<Vec<u8>, ViewError> {
        self.0
            .query_json(contract, msg)
            .map(|answer| answer.to_vec())
            .map_err(|e| ViewError::refused(String::from_utf8_lossy(msg), e))
    }

    fn balance(&self, address: &Addr, denom: &str) -> Result<Uint128, ViewError> {
        Ok(Uint128::new(self.0.balance(address, denom)))
    }

    fn supply(&self, denom: &str) -> Result<Uint128, ViewError> {
        Ok(Uint128::new(self.0.supply(denom)))
    }

    fn contract_info(&self, address: &Addr) -> Result<ContractInfo, ViewError> {
        let missing = || ViewError::refused(address.as_str(), "not a contract");
        let info = self.0.contract_info(address).ok_or_else(missing)?;
        let code = self.0.code_info(info.code_id).ok_or_else(missing)?;
        Ok(ContractInfo {
            code_id: info.code_id,
            checksum: code.checksum.to_hex(),
            creator: info.creator,
            admin: info.admin,
            label: info.label,
        })
    }

    /// Whoever stood there before the first transaction has no history but what he runs.
    fn code_history(&self, address: &Addr) -> Result<Vec<String>, ViewError> {
        let runs = self.contract_info(address)?.checksum;
        let events = self.0.log().iter().flat_map(|record| &record.events);
        let changes = events
            .filter(|event| ["instantiate", "migrate"].contains(&event.ty.as_str()))
            .map(event)
            .filter(|event| event.get("_contract_address") == Some(address.as_str()));
        let ids = changes.filter_map(|event| event.get("code_id")?.parse().ok());
        let codes = ids.filter_map(|id| self.0.code_info(id));
        let history: Vec<String> = codes.map(|code| code.checksum.to_hex()).collect();
        Ok(if history.is_empty() {
            vec![runs]
        } else {
            history
        })
    }

    fn raw(&self, contract: &Addr, key: &[u8]) -> Result<Option<Vec<u8>>, ViewError> {
        Ok(self.0.query_raw(contract, key))
    }

    /// Here everything that is no contract is a key: there are no modules.
    fn account(&self, address: &Addr) -> Result<Account, ViewError> {
        Ok(match self.0.contract_info(address) {
            Some(_) => Account::Contract,
            None => Account::Key,
        })
    }

    fn denom_admin(&self, denom: &str) -> Result<Option<String>, ViewError> {
        Err(ViewError::refused(
            denom,
            "the embedded chain has no token factory",
        ))
    }

    fn block(&self) -> Result<Block, ViewError> {
        let block = self.0.block();
        Ok(Block {
            height: block.height,
            time: block.time.seconds(),
            chain_id: block.chain_id,
        })
    }

    fn simulated(&self) -> bool {
        true
    }

    fn transactions(&self) -> Result<Vec<Tx>, ViewError> {
        Ok(self.0.log().iter().map(transaction).collect())
    }
}

fn transaction(record: &TxRecord) -> Tx {
    Tx {
        height: record.height,
        time: record.time.seconds(),
        sender: record.sender.clone(),
        messages: record.messages.iter().map(message).collect(),
        events: record.events.iter().map(event).collect(),
        gas_used: record.gas_used,
        error: record.error.clone(),
    }
}

fn event(event: &cosmwasm_std::Event) -> Event {
    let attributes = event
        .attributes
        .iter()
        .map(|a| (a.key.clone(), a.value.clone()));
    Event {
        ty: event.ty.clone(),
        attributes: attributes.collect(),
    }
}

fn message(message: &CosmosMsg) -> TxMessage {
    let told = |contract: Option<&String>, msg: &[u8], funds: &[Coin]| TxMessage {
        contract: contract.cloned(),
        msg: String::from_utf8_lossy(msg).into_owned(),
        funds: funds.to_vec(),
    };
    match message {
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => told(Some(contract_addr), msg, funds),
        CosmosMsg::Wasm(
            WasmMsg::Instantiate { msg, funds, .. } | WasmMsg::Instantiate2 { msg, funds, .. },
        ) => told(None, msg, funds),
        CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => told(
            None,
            format!("{{\"send\":{{\"to\":{to_address:?}}}}}").as_bytes(),
            amount,
        ),
        other => told(
            None,
            serde_json::to_string(other).unwrap_or_default().as_bytes(),
            &[],
        ),
    }
}
