//! Messages as transactions carry them.

use cosmrs::Any;
use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use cosmrs::proto::cosmos::gov::v1::MsgSubmitProposal;
use cosmrs::proto::cosmwasm::wasm::v1 as wasm;
use cosmrs::proto::traits::Name;
use cosmwasm_std::Coin;
use serde_json::Value;

use super::Message;

impl Message {
    /// As a transaction carries it.
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
