//! The little protobuf there is: answers for replies, and how long a transaction is.

use cosmwasm_std::{BankMsg, Binary, Coin, CosmosMsg, Empty, WasmMsg};

fn varint(mut value: usize, into: &mut Vec<u8>) {
    while value >= 0x80 {
        into.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    into.push(value as u8);
}

/// A length-delimited field; nothing if empty.
fn field(number: u8, value: &[u8], into: &mut Vec<u8>) {
    if !value.is_empty() {
        into.push(number << 3 | 2);
        varint(value.len(), into);
        into.extend_from_slice(value);
    }
}

/// x/wasm's answer to an executed or migrated contract.
pub(crate) fn data_answer(data: Option<&Binary>) -> Binary {
    let mut answer = Vec::new();
    field(1, data.map_or(&[], |d| d.as_slice()), &mut answer);
    answer.into()
}

/// x/wasm's answer to an instantiated contract.
pub(crate) fn address_answer(address: &str, data: Option<&Binary>) -> Binary {
    let mut answer = Vec::new();
    field(1, address.as_bytes(), &mut answer);
    field(2, data.map_or(&[], |d| d.as_slice()), &mut answer);
    answer.into()
}

const fn field_size(length: usize) -> usize {
    let mut size = 2 + length;
    let mut rest = length >> 7;
    while rest > 0 {
        size += 1;
        rest >>= 7;
    }
    size
}

fn coins_size(coins: &[Coin]) -> usize {
    coins
        .iter()
        .map(|c| field_size(field_size(c.denom.len()) + field_size(c.amount.to_string().len())))
        .sum()
}

/// A message packed with its type name.
fn message_size(sender: usize, msg: &CosmosMsg<Empty>) -> usize {
    let sender = field_size(sender);
    let (name, body) = match msg {
        CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => (
            "/cosmos.bank.v1beta1.MsgSend",
            sender + field_size(to_address.len()) + coins_size(amount),
        ),
        CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr,
            msg,
            funds,
        }) => (
            "/cosmwasm.wasm.v1.MsgExecuteContract",
            sender + field_size(contract_addr.len()) + field_size(msg.len()) + coins_size(funds),
        ),
        CosmosMsg::Wasm(WasmMsg::Migrate {
            contract_addr, msg, ..
        }) => (
            "/cosmwasm.wasm.v1.MsgMigrateContract",
            sender + field_size(contract_addr.len()) + 2 + field_size(msg.len()),
        ),
        CosmosMsg::Wasm(
            WasmMsg::Instantiate {
                admin,
                msg,
                funds,
                label,
                ..
            }
            | WasmMsg::Instantiate2 {
                admin,
                msg,
                funds,
                label,
                ..
            },
        ) => (
            "/cosmwasm.wasm.v1.MsgInstantiateContract2",
            sender
                + admin.as_ref().map_or(0, |a| field_size(a.len()))
                + 2
                + field_size(label.len())
                + field_size(msg.len())
                + coins_size(funds),
        ),
        other => (
            "/cosmwasm.wasm.v1.MsgUpdateAdmin",
            format!("{other:?}").len(),
        ),
    };
    field_size(field_size(name.len()) + field_size(body))
}

/// Public key, mode, sequence, fee, gas limit and signature of a transaction with one signer.
const ENVELOPE: usize = 170;

/// The length of a signed transaction.
pub(crate) fn tx_size(sender: usize, messages: &[CosmosMsg<Empty>]) -> usize {
    let body: usize = messages.iter().map(|m| message_size(sender, m)).sum();
    ENVELOPE + body
}
