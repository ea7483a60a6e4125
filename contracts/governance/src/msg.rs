//! How a message is kept: a call and a payment packed, which takes half the bytes of their JSON; any
//! other as JSON.

use cosmwasm_std::{
    BankMsg, Binary, Coin, CosmosMsg, HexBinary, StdResult, WasmMsg, from_json, to_json_vec,
};
use milegate_api::lean::Lean;
use milegate_api::pack_variants;
use milegate_core::governance::Payment;

/// A message of a proposal.
pub enum Msg {
    Call {
        contract: String,
        msg: HexBinary,
        funds: Vec<Payment>,
    },
    Pay {
        to: String,
        coins: Vec<Payment>,
    },
    Json {
        msg: HexBinary,
    },
}

pack_variants!(Msg {
    0 => Call { contract, msg, funds },
    1 => Pay { to, coins },
    2 => Json { msg },
});

impl Msg {
    pub fn keep(msg: CosmosMsg) -> StdResult<Msg> {
        Ok(match msg {
            CosmosMsg::Wasm(WasmMsg::Execute {
                contract_addr,
                msg,
                funds,
            }) => Msg::Call {
                contract: contract_addr,
                msg: msg.into(),
                funds: payments(funds),
            },
            CosmosMsg::Bank(BankMsg::Send { to_address, amount }) => Msg::Pay {
                to: to_address,
                coins: payments(amount),
            },
            other => Msg::Json {
                msg: to_json_vec(&other)?.into(),
            },
        })
    }

    pub fn give(self) -> StdResult<CosmosMsg> {
        Ok(match self {
            Msg::Call {
                contract,
                msg,
                funds,
            } => WasmMsg::Execute {
                contract_addr: contract,
                msg: Binary::new(msg.into()),
                funds: coins(funds),
            }
            .into(),
            Msg::Pay { to, coins: amount } => BankMsg::Send {
                to_address: to,
                amount: coins(amount),
            }
            .into(),
            Msg::Json { msg } => from_json(msg).map(|Lean(msg)| msg)?,
        })
    }
}

/// All messages, as they were proposed.
pub fn give(msgs: Vec<Msg>) -> StdResult<Vec<CosmosMsg>> {
    msgs.into_iter().map(Msg::give).collect()
}

fn payments(coins: Vec<Coin>) -> Vec<Payment> {
    let payment = |coin: Coin| Payment {
        denom: coin.denom,
        amount: coin.amount,
    };
    coins.into_iter().map(payment).collect()
}

fn coins(payments: Vec<Payment>) -> Vec<Coin> {
    let coin = |payment: Payment| Coin {
        denom: payment.denom,
        amount: payment.amount,
    };
    payments.into_iter().map(coin).collect()
}
