//! A contract's history, as a node's index gives it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use cosmrs::proto::cosmos::tx::v1beta1 as proto_tx;
use cosmrs::proto::cosmwasm::wasm::v1 as wasm;
use cosmrs::proto::traits::Message;
use cosmrs::rpc::endpoint::tx::Response as Found;
use cosmrs::rpc::query::Query;
use cosmrs::rpc::{Client as _, Order};
use cosmrs::tendermint::abci;
use cosmwasm_std::Coin;
use milegate_report::{Event, Tx, TxMessage};
use serde_json::json;

use crate::error::ChainError;
use crate::node::{Node, seconds};
use crate::reason::reason;

/// Entries per page: the most that a node gives.
const PAGE: u8 = 100;

/// Block headers per request: the most that a node gives.
const HEADERS: u64 = 20;

/// What the wasm module writes when a contract is called or created. Sub-messages and replies come
/// with one of them in the same transaction.
const CALLS: &[&str] = &["execute", "instantiate", "migrate"];

impl Node {
    /// Every transaction up to a height in which one of these contracts was called or created,
    /// oldest first, each once; then what the chain itself made them do, such as a passed proposal
    /// of x/gov, as a transaction without messages whose sender is empty.
    ///
    /// A refused transaction leaves no event of a contract, so an index cannot find it: `error` is
    /// always none. A node that has pruned its index or keeps none gives fewer or refuses.
    pub fn transactions_of(&self, contracts: &[String], to: u64) -> Result<Vec<Tx>, ChainError> {
        let mut found = BTreeMap::new();
        let mut blocks = BTreeSet::new();
        for contract in contracts {
            for call in CALLS {
                let key = format!("{call}._contract_address");
                let query = Query::eq(key, contract.clone()).and_lte("tx.height", to);
                for tx in self.searched(&query)? {
                    found.insert((tx.height.value(), tx.index), tx);
                }
            }
            let query = Query::eq("execute._contract_address", contract.clone());
            blocks.extend(self.searched_blocks(&query)?);
        }
        blocks.retain(|height| *height <= to);
        let heights = found
            .keys()
            .map(|(height, _)| *height)
            .chain(blocks.iter().copied());
        let times = self.times(&heights.collect())?;
        let time = |height: u64| times.get(&height).copied().unwrap_or_default();

        let mut all: Vec<Tx> = Vec::new();
        for ((height, _), tx) in found {
            all.push(transaction(&tx, time(height))?);
        }
        for height in blocks {
            let own = self.block_events(height, contracts)?;
            if !own.is_empty() {
                all.push(Tx {
                    height,
                    time: time(height),
                    events: own,
                    ..Tx::default()
                });
            }
        }
        // Stable: a block's own events come after its transactions.
        all.sort_by_key(|tx| tx.height);
        Ok(all)
    }

    fn searched(&self, query: &Query) -> Result<Vec<Found>, ChainError> {
        let mut all = Vec::new();
        for page in 1_u32.. {
            let answer = self.retried("tx_search", || {
                let query = query.clone();
                self.http()
                    .tx_search(query, false, page, PAGE, Order::Ascending)
            })?;
            let more = !answer.txs.is_empty();
            all.extend(answer.txs);
            if !more || all.len() >= usize::try_from(answer.total_count).unwrap_or(usize::MAX) {
                break;
            }
        }
        Ok(all)
    }

    fn searched_blocks(&self, query: &Query) -> Result<Vec<u64>, ChainError> {
        let mut all = Vec::new();
        for page in 1_u32.. {
            let answer = self.retried("block_search", || {
                self.http()
                    .block_search(query.clone(), page, PAGE, Order::Ascending)
            })?;
            let more = !answer.blocks.is_empty();
            all.extend(answer.blocks.iter().map(|b| b.block.header.height.value()));
            if !more || all.len() >= usize::try_from(answer.total_count).unwrap_or(usize::MAX) {
                break;
            }
        }
        Ok(all)
    }

    /// Times of blocks, twenty headers a request.
    fn times(&self, heights: &BTreeSet<u64>) -> Result<BTreeMap<u64, u64>, ChainError> {
        let mut times = BTreeMap::new();
        for &height in heights {
            if times.contains_key(&height) {
                continue;
            }
            let from = self.at(height)?;
            let to = self.at(height.saturating_add(HEADERS.saturating_sub(1)))?;
            let answer = self.retried("blockchain", || self.http().blockchain(from, to))?;
            for meta in answer.block_metas {
                let time = seconds(meta.header.time)?;
                times.insert(meta.header.height.value(), time);
            }
            if let Entry::Vacant(missing) = times.entry(height) {
                missing.insert(self.time_of(height)?);
            }
        }
        Ok(times)
    }

    /// Events of these contracts that a block made without a transaction.
    fn block_events(&self, height: u64, contracts: &[String]) -> Result<Vec<Event>, ChainError> {
        let at = self.at(height)?;
        let answer = self.retried("block_results", || self.http().block_results(at))?;
        let begin = answer.begin_block_events.unwrap_or_default();
        let end = answer.end_block_events.unwrap_or_default();
        let all = begin
            .iter()
            .chain(&answer.finalize_block_events)
            .chain(&end)
            .map(event);
        let of = |event: &Event| {
            let contract = event.get("_contract_address").unwrap_or_default();
            contracts.iter().any(|known| known == contract)
        };
        Ok(all.filter(of).collect())
    }
}

/// What a node found, in the form that reports read.
pub(crate) fn transaction(found: &Found, time: u64) -> Result<Tx, ChainError> {
    let what = || format!("transaction {}", found.hash);
    let raw = proto_tx::TxRaw::decode(found.tx.as_slice())
        .map_err(|error| ChainError::malformed(what(), error))?;
    let body = proto_tx::TxBody::decode(raw.body_bytes.as_slice())
        .map_err(|error| ChainError::malformed(what(), error))?;
    let events: Vec<Event> = found.tx_result.events.iter().map(event).collect();
    let told: Vec<(Option<String>, TxMessage)> = body
        .messages
        .iter()
        .map(|any| message(&any.type_url, &any.value))
        .collect();
    let sender = told.iter().find_map(|(sender, _)| sender.clone());
    let by_event = || {
        let mut own = events.iter().filter(|event| event.ty == "message");
        own.find_map(|event| event.get("sender").map(str::to_owned))
    };
    Ok(Tx {
        height: found.height.value(),
        time,
        sender: sender.or_else(by_event).unwrap_or_default(),
        messages: told.into_iter().map(|(_, message)| message).collect(),
        events,
        gas_used: u64::try_from(found.tx_result.gas_used).unwrap_or_default(),
        error: found
            .tx_result
            .code
            .is_err()
            .then(|| reason(&found.tx_result.log)),
    })
}

/// One message, and who sent it where the kind is known.
fn message(kind: &str, value: &[u8]) -> (Option<String>, TxMessage) {
    let text = |msg: &[u8]| String::from_utf8_lossy(msg).into_owned();
    let decoded = match kind {
        "/cosmwasm.wasm.v1.MsgExecuteContract" => {
            wasm::MsgExecuteContract::decode(value).ok().map(|it| {
                let told = TxMessage {
                    contract: Some(it.contract),
                    msg: text(&it.msg),
                    funds: coins(&it.funds),
                };
                (it.sender, told)
            })
        }
        "/cosmwasm.wasm.v1.MsgInstantiateContract" => {
            wasm::MsgInstantiateContract::decode(value).ok().map(|it| {
                let told = TxMessage {
                    contract: None,
                    msg: text(&it.msg),
                    funds: coins(&it.funds),
                };
                (it.sender, told)
            })
        }
        "/cosmwasm.wasm.v1.MsgInstantiateContract2" => {
            wasm::MsgInstantiateContract2::decode(value).ok().map(|it| {
                let told = TxMessage {
                    contract: None,
                    msg: text(&it.msg),
                    funds: coins(&it.funds),
                };
                (it.sender, told)
            })
        }
        "/cosmos.bank.v1beta1.MsgSend" => MsgSend::decode(value).ok().map(|it| {
            let told = TxMessage {
                contract: None,
                msg: json!({ "send": { "to": it.to_address } }).to_string(),
                funds: coins(&it.amount),
            };
            (it.from_address, told)
        }),
        _ => None,
    };
    match decoded {
        Some((sender, told)) => (Some(sender), told),
        None => {
            let msg = json!({ "@type": kind }).to_string();
            let told = TxMessage {
                msg,
                ..TxMessage::default()
            };
            (None, told)
        }
    }
}

fn coins(coins: &[ProtoCoin]) -> Vec<Coin> {
    let read = |coin: &ProtoCoin| {
        let amount: u128 = coin.amount.parse().ok()?;
        Some(Coin::new(amount, coin.denom.clone()))
    };
    coins.iter().filter_map(read).collect()
}

/// An event without `msg_index` and `mode`, which the SDK adds and no contract wrote.
fn event(event: &abci::Event) -> Event {
    let text = |attribute: &abci::EventAttribute| {
        let key = String::from_utf8_lossy(attribute.key_bytes()).into_owned();
        let value = String::from_utf8_lossy(attribute.value_bytes()).into_owned();
        (key, value)
    };
    let own = |(key, _): &(String, String)| key != "msg_index" && key != "mode";
    Event {
        ty: event.kind.clone(),
        attributes: event.attributes.iter().map(text).filter(own).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_keeps_its_body_its_coins_and_its_sender() {
        let call = wasm::MsgExecuteContract {
            sender: "wasm1s".into(),
            contract: "wasm1c".into(),
            msg: br#"{"claim":{"grants":["ada"]}}"#.to_vec(),
            funds: vec![ProtoCoin {
                denom: "ustake".into(),
                amount: "7".into(),
            }],
        };
        let kind = "/cosmwasm.wasm.v1.MsgExecuteContract";
        let (sender, told) = message(kind, &call.encode_to_vec());
        assert_eq!(sender.as_deref(), Some("wasm1s"));
        assert_eq!(told.contract.as_deref(), Some("wasm1c"));
        assert_eq!(told.action().as_deref(), Some("claim"));
        assert_eq!(told.funds, [Coin::new(7_u128, "ustake")]);
        let (sender, told) = message("/cosmos.gov.v1.MsgVote", &[1, 2]);
        assert_eq!(sender, None);
        assert_eq!(told.msg, r#"{"@type":"/cosmos.gov.v1.MsgVote"}"#);
    }

    #[test]
    fn what_the_sdk_adds_to_an_event_is_left_out() {
        let told = abci::Event::new(
            "wasm-vesting_claimed",
            [("grant", "ada"), ("msg_index", "0"), ("mode", "EndBlock")],
        );
        assert_eq!(event(&told).attributes, [("grant".into(), "ada".into())]);
    }
}
