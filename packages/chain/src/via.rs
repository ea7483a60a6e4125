mod dao;

use std::fmt;
use std::str::FromStr;

use cosmwasm_std::{Binary, Coin};
use serde_json::{Value, json};

use crate::error::ChainError;
use crate::message::Message;
use crate::node::Node;

/// Through whom a message reaches a contract: somebody proposes it, others agree, and the contract
/// sees the body that agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// A multisig that speaks cw3, by its address.
    Cw3(String),
    /// The chain's own governance, x/gov.
    Gov,
    /// A DAO of DAO DAO, by the address of its core.
    Dao(String),
}

/// What a proposal says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// In a line.
    pub title: String,
    /// Why.
    pub description: String,
    /// What opening it costs; nothing for the least that x/gov puts to the vote, or what a DAO asks.
    pub deposit: Vec<Coin>,
}

impl FromStr for Via {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once(':') {
            None if text == "gov" => Ok(Via::Gov),
            Some(("cw3", address)) if !address.is_empty() => Ok(Via::Cw3(address.to_owned())),
            Some(("dao", address)) if !address.is_empty() => Ok(Via::Dao(address.to_owned())),
            _ => Err(format!("`{text}`: say cw3:ADDRESS, gov or dao:ADDRESS")),
        }
    }
}

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Via::Cw3(address) => write!(f, "cw3:{address}"),
            Via::Gov => f.write_str("gov"),
            Via::Dao(address) => write!(f, "dao:{address}"),
        }
    }
}

impl Via {
    /// Who the contract sees: the multisig, the module's account, the DAO.
    pub fn actor(&self, node: &Node) -> Result<String, ChainError> {
        match self {
            Via::Cw3(address) | Via::Dao(address) => Ok(address.clone()),
            Via::Gov => node.module_account("gov"),
        }
    }

    /// The message by which `proposer` proposes that the actor sends `messages`, which carry it as
    /// their sender.
    pub fn wrap(
        &self,
        node: &Node,
        proposer: &str,
        messages: Vec<Message>,
        about: About,
    ) -> Result<Message, ChainError> {
        let About {
            title,
            description,
            deposit,
        } = about;
        match self {
            Via::Gov => Ok(Message::Propose {
                proposer: proposer.to_owned(),
                title,
                summary: description,
                deposit: match deposit.as_slice() {
                    [] => node.gov_deposit()?,
                    _ => deposit,
                },
                messages,
            }),
            Via::Cw3(address) => {
                let msgs = calls(&messages)?;
                let propose = json!({ "title": title, "description": description, "msgs": msgs, "latest": null });
                Ok(Message::Execute {
                    sender: proposer.to_owned(),
                    contract: address.clone(),
                    msg: json!({ "propose": propose }),
                    funds: deposit,
                })
            }
            Via::Dao(core) => {
                let msgs = calls(&messages)?;
                let door = dao::Door::of(node, core)?;
                let funds = match deposit.as_slice() {
                    [] => door.deposit(node, proposer)?,
                    _ => deposit,
                };
                Ok(Message::Execute {
                    sender: proposer.to_owned(),
                    msg: door.propose(&title, &description, &msgs),
                    contract: door.into_address(),
                    funds,
                })
            }
        }
    }
}

/// Messages as a contract dispatches them.
fn calls(messages: &[Message]) -> Result<Vec<Value>, ChainError> {
    let call = |message: &Message| match message {
        Message::Execute {
            contract,
            msg,
            funds,
            ..
        } => {
            let msg = Binary::from(msg.to_string().as_bytes());
            let execute = json!({ "contract_addr": contract, "msg": msg, "funds": funds });
            Ok(json!({ "wasm": { "execute": execute } }))
        }
        Message::Send { to, amount, .. } => {
            Ok(json!({ "bank": { "send": { "to_address": to, "amount": amount } } }))
        }
        _ => Err(ChainError::input(
            "proposal",
            "a contract's proposal carries calls and payments only",
        )),
    };
    messages.iter().map(call).collect()
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{CosmosMsg, WasmMsg};

    use super::*;

    #[test]
    fn the_three_ways_are_written_as_one_reads_them() {
        for text in ["cw3:wasm1m", "gov", "dao:wasm1d"] {
            assert_eq!(text.parse::<Via>().unwrap().to_string(), text);
        }
        for text in ["cw3", "cw3:", "gov:x", "multisig:wasm1m", ""] {
            assert!(
                text.parse::<Via>().unwrap_err().contains("cw3:ADDRESS"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_call_is_dispatched_as_it_was_meant() {
        let message = Message::Execute {
            sender: "wasm1m".into(),
            contract: "wasm1c".into(),
            msg: json!({ "conclude": { "milestone": "listing" } }),
            funds: vec![Coin::new(5_u128, "ustake")],
        };
        let call = calls(&[message]).unwrap().remove(0);
        let call: CosmosMsg = serde_json::from_value(call).unwrap();
        let CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) = call
        else {
            panic!("no call: {call:?}");
        };
        assert_eq!(contract_addr, "wasm1c");
        assert_eq!(msg.as_slice(), br#"{"conclude":{"milestone":"listing"}}"#);
        assert_eq!(funds, [Coin::new(5_u128, "ustake")]);
    }
}
