//! Messages as a chain's own tools read and write them.

use cosmwasm_std::Binary;
use serde_json::{Value, json};

use super::Message;
use crate::error::ChainError;

const STORE: &str = "/cosmwasm.wasm.v1.MsgStoreCode";
const INSTANTIATE2: &str = "/cosmwasm.wasm.v1.MsgInstantiateContract2";
const EXECUTE: &str = "/cosmwasm.wasm.v1.MsgExecuteContract";
const SEND: &str = "/cosmos.bank.v1beta1.MsgSend";
const PROPOSE: &str = "/cosmos.gov.v1.MsgSubmitProposal";

impl Message {
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
