//! The window onto a chain: the questions a node answers, and no others.

use cosmwasm_std::{Addr, Coin, Uint128};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Why a question to the chain was not answered.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// The node, or the contract behind it, refused the question.
    #[error("{what}: {reason}")]
    Refused {
        /// What was asked.
        what: String,
        /// What came back.
        reason: String,
    },
    /// Nobody answered: what was asked may be so or not.
    #[error("{what}: {reason}")]
    Away {
        /// What was asked.
        what: String,
        /// Why there is no answer.
        reason: String,
    },
    /// The answer is not what the question promises.
    #[error("{what}: the answer does not have the expected form: {reason}")]
    Malformed {
        /// What was asked.
        what: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl ViewError {
    /// A refusal, with what was asked and what came back.
    pub fn refused(what: impl Into<String>, reason: impl ToString) -> Self {
        ViewError::Refused {
            what: what.into(),
            reason: reason.to_string(),
        }
    }

    /// No answer.
    pub fn away(what: impl Into<String>, reason: impl ToString) -> Self {
        ViewError::Away {
            what: what.into(),
            reason: reason.to_string(),
        }
    }

    /// An answer that cannot be read.
    pub fn malformed(what: impl Into<String>, reason: impl ToString) -> Self {
        ViewError::Malformed {
            what: what.into(),
            reason: reason.to_string(),
        }
    }
}

/// The block that queries are answered at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its height.
    pub height: u64,
    /// Its time, Unix seconds.
    pub time: u64,
    /// The chain's id.
    pub chain_id: String,
}

/// What the wasm module records of a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractInfo {
    /// Its code.
    pub code_id: u64,
    /// SHA-256 of that code, hex.
    pub checksum: String,
    /// Who instantiated it.
    pub creator: String,
    /// Who may migrate it.
    pub admin: Option<String>,
    /// Its label.
    pub label: String,
}

/// What stands behind an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// A contract.
    Contract,
    /// A module of the chain, by its name: nobody has its key.
    Module(String),
    /// A key, or several that sign together off the chain.
    Key,
    /// The chain has not seen it yet.
    Unseen,
}

/// One event of a transaction, as a node's `tx_search` gives it.
///
/// A contract's own events carry the wasm module's prefix (`wasm-...`) and an attribute
/// `_contract_address`; bank events do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its type.
    pub ty: String,
    /// Its attributes, in order; keys may repeat.
    pub attributes: Vec<(String, String)>,
}

impl Event {
    /// The first attribute of that key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, v)| v.as_str())
    }
}

/// One message of a transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TxMessage {
    /// The contract it executes (or the one it created), if it is for a contract.
    pub contract: Option<String>,
    /// Its body as JSON text: for a contract, its `ExecuteMsg`.
    pub msg: String,
    /// Coins it carries.
    pub funds: Vec<Coin>,
}

impl TxMessage {
    /// The name of the contract message: the key of the outer JSON object.
    pub fn action(&self) -> Option<String> {
        match serde_json::from_str::<serde_json::Value>(&self.msg).ok()? {
            serde_json::Value::Object(map) => map.keys().next().cloned(),
            serde_json::Value::String(name) => Some(name),
            _ => None,
        }
    }
}

/// One transaction of the chain's log, refused ones included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tx {
    /// Block height.
    pub height: u64,
    /// Block time, Unix seconds.
    pub time: u64,
    /// Who signed it.
    pub sender: String,
    /// Its messages, in order.
    pub messages: Vec<TxMessage>,
    /// Its events, in order, those of submessages included.
    pub events: Vec<Event>,
    /// Gas it used.
    pub gas_used: u64,
    /// Why it was refused; none if it was executed.
    pub error: Option<String>,
}

/// A chain, seen from outside. Every method is a read at one block.
pub trait ChainView {
    /// Answer of a contract to a smart query: JSON in, JSON out.
    fn query_raw_json(&self, contract: &Addr, msg: &[u8]) -> Result<Vec<u8>, ViewError>;

    /// Bank balance.
    fn balance(&self, address: &Addr, denom: &str) -> Result<Uint128, ViewError>;

    /// Bank supply.
    fn supply(&self, denom: &str) -> Result<Uint128, ViewError>;

    /// What the wasm module records of a contract; refused for an address that is none.
    fn contract_info(&self, address: &Addr) -> Result<ContractInfo, ViewError>;

    /// SHA-256 of every code that a contract has had, hex, in order: what it was created with, from
    /// which its address follows, then each that it was migrated to. Refused for an address that is none.
    fn code_history(&self, address: &Addr) -> Result<Vec<String>, ViewError>;

    /// What a contract keeps under a key, which runs none of its code; none if nothing.
    fn raw(&self, contract: &Addr, key: &[u8]) -> Result<Option<Vec<u8>>, ViewError>;

    /// What stands behind an address.
    fn account(&self, address: &Addr) -> Result<Account, ViewError>;

    /// Who may mint a denom that a token factory made (`factory/...`), none if nobody may; refused
    /// where the chain does not say, as for denoms of its own modules.
    fn denom_admin(&self, denom: &str) -> Result<Option<String>, ViewError>;

    /// The block everything is answered at.
    fn block(&self) -> Result<Block, ViewError>;

    /// Whether this is a chain inside a process rather than a public one.
    fn simulated(&self) -> bool;

    /// Every transaction up to that block, oldest first, refused ones included.
    fn transactions(&self) -> Result<Vec<Tx>, ViewError>;
}

/// Asks a contract and reads its answer.
pub fn query<T: DeserializeOwned>(
    view: &dyn ChainView,
    contract: &Addr,
    msg: &impl Serialize,
) -> Result<T, ViewError> {
    let body = serde_json::to_vec(msg).map_err(|e| ViewError::malformed("query", e))?;
    let what = || format!("{contract} {}", String::from_utf8_lossy(&body));
    let answer = view.query_raw_json(contract, &body)?;
    serde_json::from_slice(&answer).map_err(|e| ViewError::malformed(what(), e))
}

/// An answer; none where nobody understands the question.
pub(crate) fn told<T>(answer: Result<T, ViewError>) -> Result<Option<T>, ViewError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(away @ ViewError::Away { .. }) => Err(away),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn action_is_the_outer_key() {
        let message = |text: &str| TxMessage {
            msg: text.into(),
            ..TxMessage::default()
        };
        assert_eq!(
            message(r#"{"claim":{"grants":["a"]}}"#).action().as_deref(),
            Some("claim")
        );
        assert_eq!(
            message(r#""pay_dues""#).action().as_deref(),
            Some("pay_dues")
        );
        assert_eq!(message("not json").action(), None);
        assert_eq!(message("7").action(), None);
    }

    #[test]
    fn a_repeated_attribute_gives_its_first_value() {
        let attributes = vec![("k".into(), "1".into()), ("k".into(), "2".into())];
        let event = Event {
            ty: "wasm".into(),
            attributes,
        };
        assert_eq!(event.get("k"), Some("1"));
        assert_eq!(event.get("other"), None);
    }
}
