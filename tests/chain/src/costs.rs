//! What messages are called, and what they cost on both chains.

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{CosmosMsg, Empty, Event, WasmMsg};
use serde_json::Value;

use crate::Record;

/// What a message cost, each time it was sent.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    /// Gas on the embedded chain.
    pub predicted: Vec<u64>,
    /// Gas on the real one.
    pub measured: Vec<u64>,
}

/// Costs by what was sent and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Bill(pub BTreeMap<String, Costs>);

impl Bill {
    /// Another time.
    pub fn add(&mut self, what: String, predicted: u64, measured: u64) {
        let costs = self.0.entry(what).or_default();
        costs.predicted.push(predicted);
        costs.measured.push(measured);
    }

    /// All times of another bill too.
    pub fn extend(&mut self, other: Bill) {
        for (what, costs) in other.0 {
            let own = self.0.entry(what).or_default();
            own.predicted.extend(costs.predicted);
            own.measured.extend(costs.measured);
        }
    }
}

/// Names of messages: contract and variant, and of what they carry on: `governance execute of oracle
/// add_feed`, `cw20_base send to stake receive`.
#[derive(Clone, Debug, Default)]
pub struct Words {
    contracts: BTreeMap<String, String>,
    codes: BTreeMap<u64, String>,
    proposals: BTreeMap<(String, String), String>,
}

impl Words {
    /// With the code names of contracts, by their address on the embedded chain.
    pub fn new(contracts: BTreeMap<String, String>) -> Self {
        Words {
            contracts,
            ..Words::default()
        }
    }

    /// Names a contract.
    pub fn contract(&mut self, address: impl Into<String>, code: impl Into<String>) {
        self.contracts.insert(address.into(), code.into());
    }

    /// Names a code.
    pub fn code(&mut self, id: u64, name: impl Into<String>) {
        self.codes.insert(id, name.into());
    }

    /// A transaction.
    pub fn of(&self, record: &Record) -> String {
        self.joined(&record.messages)
    }

    /// Remembers what a transaction put to the vote.
    pub fn learn(&mut self, record: &Record) {
        for message in &record.messages {
            let CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr, msg, ..
            }) = message
            else {
                continue;
            };
            let (variant, fields) = read(msg);
            let carried = match variant.as_str() {
                "propose" => {
                    let msgs: Vec<CosmosMsg<Empty>> =
                        serde_json::from_value(fields["msgs"].clone()).unwrap();
                    self.joined(&msgs)
                }
                "dispute" => "milegate_milestones settle".to_owned(),
                _ => continue,
            };
            let numbers = record.events.iter().flat_map(|event| &event.attributes);
            let mut numbers = numbers.filter(|a| matches!(&*a.key, "proposal_id" | "proposal"));
            let number = numbers.next().unwrap().value.clone();
            self.proposals
                .insert((contract_addr.clone(), number), carried);
        }
    }

    fn joined(&self, messages: &[CosmosMsg<Empty>]) -> String {
        let names = messages.iter().map(|message| self.message(message));
        names.collect::<Vec<_>>().join(" and ")
    }

    fn message(&self, message: &CosmosMsg<Empty>) -> String {
        match message {
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr, msg, ..
            }) => self.call(contract_addr, msg),
            CosmosMsg::Wasm(WasmMsg::Instantiate2 { code_id, .. }) => {
                let code = self.codes.get(code_id).map_or("?", String::as_str);
                format!("{code} instantiate2")
            }
            CosmosMsg::Wasm(WasmMsg::Migrate { contract_addr, .. }) => {
                format!("{} migrate", self.at(contract_addr))
            }
            _ => "bank message".to_owned(),
        }
    }

    fn call(&self, contract: &str, msg: &[u8]) -> String {
        let (variant, fields) = read(msg);
        let name = format!("{} {variant}", self.at(contract));
        let proposal = || {
            let number = fields["proposal_id"].to_string();
            self.proposals.get(&(contract.to_owned(), number))
        };
        match variant.as_str() {
            "execute" => proposal().map_or(name.clone(), |carried| format!("{name} of {carried}")),
            "send" => format!(
                "{name} to {} receive",
                self.at(fields["contract"].as_str().unwrap())
            ),
            _ => name,
        }
    }

    /// The code name of a contract.
    pub fn at(&self, contract: &str) -> &str {
        self.contracts.get(contract).map_or("?", String::as_str)
    }
}

fn read(msg: &[u8]) -> (String, Value) {
    let msg: Value = serde_json::from_slice(msg).unwrap();
    let variant = msg.as_object().and_then(|fields| fields.iter().next());
    let (variant, fields) = variant.unwrap();
    (variant.clone(), fields.clone())
}

/// Types of events, of either chain.
pub trait Typed {
    /// The type.
    fn ty(&self) -> &str;
}

impl Typed for Event {
    fn ty(&self) -> &str {
        &self.ty
    }
}

impl Typed for milegate_report::Event {
    fn ty(&self) -> &str {
        &self.ty
    }
}

/// A message, and the contracts' events that came of it, each kind once. A sitting that is stale is
/// dropped by whatever comes next, but only after blocks that are not waited for here.
pub fn did<E: Typed>(what: &str, events: &[E]) -> String {
    let own = events
        .iter()
        .filter_map(|event| event.ty().strip_prefix("wasm-"));
    let own: BTreeSet<&str> = own
        .filter(|event| *event != "milestones_sitting_dropped")
        .collect();
    let own = own.into_iter().collect::<Vec<_>>().join(", ");
    format!("{what}: {own}")
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{Binary, Timestamp};
    use serde_json::json;

    use super::*;

    fn sent(contract: &str, msg: Value, events: Vec<Event>) -> Record {
        let call = WasmMsg::Execute {
            contract_addr: contract.to_owned(),
            msg: Binary::from(msg.to_string().into_bytes()),
            funds: vec![],
        };
        Record {
            height: 1,
            time: Timestamp::from_seconds(1),
            sender: "ana".to_owned(),
            messages: vec![call.into()],
            events,
            gas_used: 1,
            error: None,
        }
    }

    #[test]
    fn a_message_is_named_with_what_it_carries() {
        let contracts = [("g", "governance"), ("o", "oracle"), ("t", "token")];
        let contracts = contracts.map(|(at, code)| (at.to_owned(), code.to_owned()));
        let mut words = Words::new(contracts.into());
        let feed = Binary::from(br#"{"add_feed":{}}"#);
        let call =
            json!({ "wasm": { "execute": { "contract_addr": "o", "msg": feed, "funds": [] } } });
        let opened = Event::new("wasm-opened").add_attribute("proposal_id", "7");
        let propose = sent("g", json!({ "propose": { "msgs": [call] } }), vec![opened]);
        let execute = sent("g", json!({ "execute": { "proposal_id": 7 } }), vec![]);

        assert_eq!(words.of(&execute), "governance execute");
        words.learn(&propose);
        assert_eq!(words.of(&execute), "governance execute of oracle add_feed");
        let token = sent("t", json!({ "send": { "contract": "o" } }), vec![]);
        assert_eq!(words.of(&token), "token send to oracle receive");
    }
}
