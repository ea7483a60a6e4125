//! What a transaction leaves behind.

use cosmwasm_std::{Binary, CosmosMsg, Empty, Event, Timestamp};
use serde::{Deserialize, Serialize};

pub use crate::fault::Refusal;

/// A transaction that went through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The events of all messages, in order, as a node shows them.
    pub events: Vec<Event>,
    /// The data the last message's contract answered.
    pub data: Option<Binary>,
    /// Gas of the transaction, its signature and size included.
    pub gas_used: u64,
    /// Gas of each message alone.
    pub gas_per_message: Vec<u64>,
}

impl Receipt {
    /// The value of an attribute of the first event of a type.
    pub fn attribute(&self, event: &str, key: &str) -> Option<&str> {
        let event = self.events.iter().find(|e| e.ty == event)?;
        event
            .attributes
            .iter()
            .find(|a| a.key == key)
            .map(|a| a.value.as_str())
    }
}

/// A transaction or query that changed nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refused {
    /// Why, in one word.
    pub kind: Refusal,
    /// Why, in the contract's or the chain's own text.
    pub reason: String,
    /// The message of the transaction that failed, counted from 0.
    pub message: usize,
    /// Gas it cost nevertheless.
    pub gas_used: u64,
}

/// One line of the chain's log; refused transactions are in it too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TxRecord {
    /// Height of the block.
    pub height: u64,
    /// Time of the block.
    pub time: Timestamp,
    /// Position in the block.
    pub index: u32,
    /// Who signed.
    pub sender: String,
    /// What was asked.
    pub messages: Vec<CosmosMsg<Empty>>,
    /// What happened; empty if refused.
    pub events: Vec<Event>,
    /// What it cost.
    pub gas_used: u64,
    /// Why it was refused.
    pub error: Option<String>,
}
