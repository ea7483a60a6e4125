//! Answers to the questions contracts ask.

use std::rc::Rc;

use cosmwasm_std::{
    Addr, AllBalanceResponse, AllDenomMetadataResponse, BalanceResponse, BankQuery, Binary,
    CodeInfoResponse, Coin, ContractInfoResponse, ContractResult, DenomMetadataResponse, Empty,
    QuerierResult, QueryRequest, SupplyResponse, SystemError, SystemResult, WasmQuery,
    to_json_binary,
};
use serde::Serialize;

use crate::fault::{Fault, Refusal};
use crate::gas;
use crate::runtime;
use crate::world::{CODE_INFO, World, storage_prefix};

fn found(answer: &impl Serialize) -> Result<QuerierResult, Fault> {
    let raw = to_json_binary(answer).map_err(|e| Fault::invalid(e.to_string()))?;
    Ok(SystemResult::Ok(ContractResult::Ok(raw)))
}

fn unsupported(kind: &str) -> Result<QuerierResult, Fault> {
    Ok(SystemResult::Err(SystemError::UnsupportedRequest {
        kind: kind.into(),
    }))
}

/// Answers one question; the caller limits the gas.
pub(crate) fn answer(
    world: &Rc<World>,
    request: QueryRequest<Empty>,
) -> Result<QuerierResult, Fault> {
    match request {
        QueryRequest::Bank(request) => bank(world, request),
        QueryRequest::Wasm(request) => wasm(world, request),
        _ => unsupported("this kind of query"),
    }
}

#[allow(deprecated)] // contracts of the 2.x line still ask for all balances
fn bank(world: &World, request: BankQuery) -> Result<QuerierResult, Fault> {
    let coin = |denom: String, amount: u128| Coin {
        denom,
        amount: amount.into(),
    };
    match request {
        BankQuery::Supply { denom } => {
            world.take(gas::read(1 + denom.len() + 16))?;
            let amount = world.supply(&denom);
            found(&SupplyResponse::new(coin(denom, amount)))
        }
        BankQuery::Balance { address, denom } => {
            let address = world.codec.decode(&address)?;
            world.take(gas::read(2 + address.len() + denom.len() + 16))?;
            let amount = world.balance(&address, &denom);
            found(&BalanceResponse::new(coin(denom, amount)))
        }
        BankQuery::AllBalances { address } => {
            let address = world.codec.decode(&address)?;
            let coins = world.balances(&address);
            world.take(gas::ITER_FLAT)?;
            for coin in &coins {
                world.take(gas::step(2 + address.len() + coin.denom.len() + 16))?;
            }
            found(&AllBalanceResponse::new(coins))
        }
        BankQuery::DenomMetadata { denom } => {
            let metadata = world.metadata(&denom);
            world.take(gas::read(
                1 + denom.len() + metadata.as_ref().map_or(0, |_| 100),
            ))?;
            match metadata {
                Some(metadata) => found(&DenomMetadataResponse::new(metadata)),
                None => Err(Fault::new(
                    Refusal::NotFound,
                    format!("no metadata: {denom}"),
                )),
            }
        }
        BankQuery::AllDenomMetadata { .. } => {
            let all = world.all_metadata();
            world.take(gas::ITER_FLAT)?;
            for _ in &all {
                world.take(gas::step(100))?;
            }
            found(&AllDenomMetadataResponse::new(all, None))
        }
        _ => unsupported("this bank query"),
    }
}

fn no_contract(addr: String) -> Result<QuerierResult, Fault> {
    Ok(SystemResult::Err(SystemError::NoSuchContract { addr }))
}

fn wasm(world: &Rc<World>, request: WasmQuery) -> Result<QuerierResult, Fault> {
    match request {
        WasmQuery::Smart { contract_addr, msg } => {
            let address = world.codec.decode(&contract_addr)?;
            if world.find_contract(&address).is_none() {
                world.take(gas::read(1 + address.len()))?;
                return no_contract(contract_addr);
            }
            let answer = runtime::smart(world, &address, &msg)?;
            Ok(SystemResult::Ok(ContractResult::Ok(answer)))
        }
        WasmQuery::Raw { contract_addr, key } => {
            let address = world.codec.decode(&contract_addr)?;
            let key = [storage_prefix(&address).as_slice(), &key].concat();
            let value = world.read(&key).unwrap_or_default();
            world.take(gas::read(key.len() + value.len()))?;
            Ok(SystemResult::Ok(ContractResult::Ok(Binary::new(value))))
        }
        WasmQuery::ContractInfo { contract_addr } => {
            let address = world.codec.decode(&contract_addr)?;
            match world.contract(&address) {
                Ok(info) => {
                    // Whether the code is pinned.
                    world.take(gas::HAS)?;
                    found(&ContractInfoResponse::new(
                        info.code_id,
                        Addr::unchecked(info.creator),
                        info.admin.map(Addr::unchecked),
                        false,
                        None,
                    ))
                }
                Err(fault) if fault.fatal => Err(fault),
                Err(_) => no_contract(contract_addr),
            }
        }
        WasmQuery::CodeInfo { code_id } => {
            world.take(gas::read(CODE_INFO))?;
            match world.find_code(code_id) {
                Some(code) => found(&CodeInfoResponse::new(
                    code_id,
                    Addr::unchecked(code.creator),
                    code.checksum,
                )),
                None => Ok(SystemResult::Err(SystemError::NoSuchCode { code_id })),
            }
        }
        _ => unsupported("this wasm query"),
    }
}
