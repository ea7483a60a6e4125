//! Messages of a transaction, in the two forms that a chain's own tools read: protobuf, and its
//! JSON as `wasmd tx sign` expects it.

use cosmrs::Any;
use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use cosmrs::proto::cosmos::gov::v1::MsgSubmitProposal;
use cosmrs::proto::cosmwasm::wasm::v1 as wasm;
use cosmrs::proto::traits::Name;
use cosmwasm_std::{Binary, Coin};
use serde_json::{Value, json};

use crate::error::ChainError;

/// One message of a transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// Stores a code.
    Store {
        /// Who sends it.
        sender: String,
        /// The Wasm; a chain also takes it gzipped.
        wasm: Vec<u8>,
    },
    /// Creates a contract at a predictable address, without funds.
    Instantiate2 {
        /// Who sends it.
        sender: String,
        /// Who may migrate it.
        admin: Option<String>,
        /// Its code.
        code_id: u64,
        /// Its label.
        label: String,
        /// The contract's message.
        msg: Value,
        /// The salt.
        salt: Vec<u8>,
    },
    /// Calls a contract.
    Execute {
        /// Who sends it.
        sender: String,
        /// The contract.
        contract: String,
        /// The contract's message.
        msg: Value,
        /// What travels with it.
        funds: Vec<Coin>,
    },
    /// Sends coins.
    Send {
        /// Who sends them.
        from: String,
        /// Who receives them.
        to: String,
        /// What.
        amount: Vec<Coin>,
    },
    /// Opens a proposal of x/gov that, once passed, sends messages as the module's account.
    Propose {
        /// Who sends it.
        proposer: String,
        /// In a line.
        title: String,
        /// Why.
        summary: String,
        /// What is paid at once.
        deposit: Vec<Coin>,
        /// What is done.
        messages: Vec<Message>,
    },
}

fn listed(coins: &[Coin]) -> String {
    let coins: Vec<String> = coins.iter().map(Coin::to_string).collect();
    coins.join(", ")
}

impl Message {
    /// What it does, for whoever signs it.
    pub fn words(&self) -> String {
        let with = |funds: &[Coin]| match funds {
            [] => String::new(),
            funds => format!(" with {}", listed(funds)),
        };
        match self {
            Message::Store { wasm, .. } => format!("store a code of {} bytes", wasm.len()),
            Message::Instantiate2 {
                label,
                code_id,
                admin,
                msg,
                ..
            } => {
                let admin = admin.as_deref().unwrap_or("nobody");
                format!("create `{label}` of code {code_id}, administered by {admin}: {msg}")
            }
            Message::Execute {
                contract,
                msg,
                funds,
                ..
            } => format!("call {contract}{}: {msg}", with(funds)),
            Message::Send { to, amount, .. } => format!("send {} to {to}", listed(amount)),
            Message::Propose {
                title,
                deposit,
                messages,
                ..
            } => {
                let messages: Vec<String> = messages.iter().map(Message::words).collect();
                let what = messages.join("; ");
                format!("propose to x/gov `{title}`{}: {what}", with(deposit))
            }
        }
    }

    /// Who signs it.
    pub fn sender(&self) -> &str {
        match self {
            Message::Store { sender, .. }
            | Message::Instantiate2 { sender, .. }
            | Message::Execute { sender, .. }
            | Message::Send { from: sender, .. }
            | Message::Propose {
                proposer: sender, ..
            } => sender,
        }
    }

    pub(crate) fn to_any(&self) -> Any {
        match self {
            Message::Store { sender, wasm } => any(&wasm::MsgStoreCode {
                sender: sender.clone(),
                wasm_byte_code: wasm.clone(),
                instantiate_permission: None,
            }),
            Message::Instantiate2 {
                sender,
                admin,
                code_id,
                label,
                msg,
                salt,
            } => any(&wasm::MsgInstantiateContract2 {
                sender: sender.clone(),
                admin: admin.clone().unwrap_or_default(),
                code_id: *code_id,
                label: label.clone(),
                msg: bytes(msg),
                funds: vec![],
                salt: salt.clone(),
                fix_msg: false,
            }),
            Message::Execute {
                sender,
                contract,
                msg,
                funds,
            } => any(&wasm::MsgExecuteContract {
                sender: sender.clone(),
                contract: contract.clone(),
                msg: bytes(msg),
                funds: proto_coins(funds),
            }),
            Message::Send { from, to, amount } => any(&MsgSend {
                from_address: from.clone(),
                to_address: to.clone(),
                amount: proto_coins(amount),
            }),
            Message::Propose {
                proposer,
                title,
                summary,
                deposit,
                messages,
            } => any(&MsgSubmitProposal {
                messages: messages.iter().map(Message::to_any).collect(),
                initial_deposit: proto_coins(deposit),
                proposer: proposer.clone(),
                metadata: String::new(),
                title: title.clone(),
                summary: summary.clone(),
                expedited: false,
            }),
        }
    }

    /// As the chain's own command line writes it.
    pub fn to_json(&self) -> Value {
        match self {
            Message::Store { sender, wasm } => json!({
                "@type": STORE,
                "sender": sender,
                "wasm_byte_code": Binary::from(wasm.as_slice()),
                "instantiate_permission": null,
            }),
            Message::Instantiate2 {
                sender,
                admin,
                code_id,
                label,
                msg,
                salt,
            } => json!({
                "@type": INSTANTIATE2,
                "sender": sender,
                "admin": admin.as_deref().unwrap_or_default(),
                "code_id": code_id.to_string(),
                "label": label,
                "msg": msg,
                "funds": [],
                "salt": Binary::from(salt.as_slice()),
                "fix_msg": false,
            }),
            Message::Execute {
                sender,
                contract,
                msg,
                funds,
            } => json!({
                "@type": EXECUTE, "sender": sender, "contract": contract, "msg": msg, "funds": funds,
            }),
            Message::Send { from, to, amount } => json!({
                "@type": SEND, "from_address": from, "to_address": to, "amount": amount,
            }),
            Message::Propose {
                proposer,
                title,
                summary,
                deposit,
                messages,
            } => json!({
                "@type": PROPOSE,
                "messages": messages.iter().map(Message::to_json).collect::<Vec<_>>(),
                "initial_deposit": deposit,
                "proposer": proposer,
                "metadata": "",
                "title": title,
                "summary": summary,
                "expedited": false,
            }),
        }
    }

    /// Reads what [`Message::to_json`] writes. A field it does not know is refused: it would not be
    /// signed.
    pub fn from_json(value: &Value) -> Result<Self, ChainError> {
        let object = Object::new(value)?;
        match object.kind.as_str() {
            STORE => object.only(&["sender", "wasm_byte_code", "instantiate_permission"])?,
            INSTANTIATE2 => object.only(&[
                "sender", "admin", "code_id", "label", "msg", "funds", "salt", "fix_msg",
            ])?,
            EXECUTE => object.only(&["sender", "contract", "msg", "funds"])?,
            SEND => object.only(&["from_address", "to_address", "amount"])?,
            PROPOSE => object.only(&[
                "messages",
                "initial_deposit",
                "proposer",
                "metadata",
                "title",
                "summary",
                "expedited",
            ])?,
            _ => {}
        }
        Ok(match object.kind.as_str() {
            STORE => Message::Store {
                sender: object.read("sender")?,
                wasm: object.read::<Binary>("wasm_byte_code")?.into(),
            },
            INSTANTIATE2 => Message::Instantiate2 {
                sender: object.read("sender")?,
                admin: Some(object.read::<String>("admin")?).filter(|admin| !admin.is_empty()),
                code_id: object
                    .read::<String>("code_id")?
                    .parse()
                    .map_err(|error| ChainError::input("code_id", error))?,
                label: object.read("label")?,
                msg: object.read("msg")?,
                salt: object.read::<Binary>("salt")?.into(),
            },
            EXECUTE => Message::Execute {
                sender: object.read("sender")?,
                contract: object.read("contract")?,
                msg: object.read("msg")?,
                funds: object.read("funds")?,
            },
            SEND => Message::Send {
                from: object.read("from_address")?,
                to: object.read("to_address")?,
                amount: object.read("amount")?,
            },
            PROPOSE => Message::Propose {
                proposer: object.read("proposer")?,
                title: object.read("title")?,
                summary: object.read("summary")?,
                deposit: object.read("initial_deposit")?,
                messages: object
                    .read::<Vec<Value>>("messages")?
                    .iter()
                    .map(Message::from_json)
                    .collect::<Result<_, _>>()?,
            },
            other => {
                let why = "this tool does not sign messages of that kind";
                return Err(ChainError::input(other, why));
            }
        })
    }
}

const STORE: &str = "/cosmwasm.wasm.v1.MsgStoreCode";
const INSTANTIATE2: &str = "/cosmwasm.wasm.v1.MsgInstantiateContract2";
const EXECUTE: &str = "/cosmwasm.wasm.v1.MsgExecuteContract";
const SEND: &str = "/cosmos.bank.v1beta1.MsgSend";
const PROPOSE: &str = "/cosmos.gov.v1.MsgSubmitProposal";

/// A JSON object with a kind.
struct Object<'a> {
    kind: String,
    fields: &'a serde_json::Map<String, Value>,
}

impl<'a> Object<'a> {
    fn new(value: &'a Value) -> Result<Self, ChainError> {
        let bad = || ChainError::input("message", "it is no object with an `@type`");
        let fields = value.as_object().ok_or_else(bad)?;
        let kind = fields
            .get("@type")
            .and_then(Value::as_str)
            .ok_or_else(bad)?;
        Ok(Object {
            kind: kind.to_owned(),
            fields,
        })
    }

    fn only(&self, known: &[&str]) -> Result<(), ChainError> {
        let mut names = self.fields.keys();
        match names.find(|name| *name != "@type" && !known.contains(&name.as_str())) {
            Some(name) => Err(ChainError::input(
                &self.kind,
                format!("field `{name}` is not known"),
            )),
            None => Ok(()),
        }
    }

    fn read<T: serde::de::DeserializeOwned>(&self, field: &str) -> Result<T, ChainError> {
        let value = self.fields.get(field).cloned().unwrap_or_default();
        serde_json::from_value(value)
            .map_err(|error| ChainError::input(format!("{} {field}", self.kind), error))
    }
}

fn any(message: &impl Name) -> Any {
    Any {
        type_url: format!("/{}", full_name(message)),
        value: message.encode_to_vec(),
    }
}

fn full_name<T: Name>(_: &T) -> String {
    T::full_name()
}

/// A contract's message as it is signed: compact, keys as in the value.
fn bytes(msg: &Value) -> Vec<u8> {
    msg.to_string().into_bytes()
}

pub(crate) fn proto_coins(coins: &[Coin]) -> Vec<ProtoCoin> {
    let proto = |coin: &Coin| ProtoCoin {
        denom: coin.denom.clone(),
        amount: coin.amount.to_string(),
    };
    coins.iter().map(proto).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every() -> Vec<Message> {
        let call = Message::Execute {
            sender: "wasm1s".into(),
            contract: "wasm1c".into(),
            msg: json!({ "seal": { "digest": "ab" } }),
            funds: vec![Coin::new(7_u128, "ustake")],
        };
        vec![
            Message::Store {
                sender: "wasm1s".into(),
                wasm: vec![0, 97, 115, 109],
            },
            Message::Instantiate2 {
                sender: "wasm1s".into(),
                admin: None,
                code_id: 12,
                label: "plan: vault".into(),
                msg: json!({ "a": 1 }),
                salt: vec![1, 2, 3],
            },
            call.clone(),
            Message::Send {
                from: "wasm1s".into(),
                to: "wasm1t".into(),
                amount: vec![Coin::new(5_u128, "ustake")],
            },
            Message::Propose {
                proposer: "wasm1s".into(),
                title: "seal".into(),
                summary: "as resolved".into(),
                deposit: vec![Coin::new(10_u128, "ustake")],
                messages: vec![call],
            },
        ]
    }

    #[test]
    fn every_message_comes_back_from_its_json() {
        for message in every() {
            let json = message.to_json();
            assert_eq!(Message::from_json(&json).unwrap(), message);
            assert_eq!(json["@type"], message.to_any().type_url);
        }
    }

    #[test]
    fn a_field_that_would_not_be_signed_is_refused() {
        for message in every() {
            let mut json = message.to_json();
            json["extra"] = json!(1);
            let error = Message::from_json(&json).unwrap_err().to_string();
            assert!(error.contains("`extra`"), "{error}");
        }
    }
}
