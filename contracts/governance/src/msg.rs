//! How a message is kept: a call and a payment packed, with a canonical address, which takes less than
//! half the bytes of their JSON; any other as JSON.

use cosmwasm_std::{
    Api, BankMsg, Binary, CanonicalAddr, Coin, CosmosMsg, HexBinary, StdResult, WasmMsg, from_json,
    to_json_vec,
};
use milegate_api::lean::Lean;
use milegate_api::pack_variants;
use milegate_core::governance::Payment;

/// A message of a proposal.
pub enum Msg {
    Call {
        contract: CanonicalAddr,
        msg: HexBinary,
        funds: Vec<Payment>,
    },
    Pay {
        to: CanonicalAddr,
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
    /// Packs it, if its address is in the normal form that a canonical one comes back in.
    pub fn keep(api: &dyn Api, msg: CosmosMsg) -> StdResult<Msg> {
        let (CosmosMsg::Wasm(WasmMsg::Execute {
            contract_addr: address,
            ..
        })
        | CosmosMsg::Bank(BankMsg::Send {
            to_address: address,
            ..
        })) = &msg
        else {
            return Msg::json(&msg);
        };
        let canonical = api.addr_canonicalize(address)?;
        if api.addr_humanize(&canonical)?.as_str() != address {
            return Msg::json(&msg);
        }

        Ok(match msg {
            CosmosMsg::Wasm(WasmMsg::Execute { msg, funds, .. }) => Msg::Call {
                contract: canonical,
                msg: msg.into(),
                funds: payments(funds),
            },
            CosmosMsg::Bank(BankMsg::Send { amount, .. }) => Msg::Pay {
                to: canonical,
                coins: payments(amount),
            },
            other => return Msg::json(&other),
        })
    }

    fn json(msg: &CosmosMsg) -> StdResult<Msg> {
        Ok(Msg::Json {
            msg: to_json_vec(msg)?.into(),
        })
    }

    pub fn give(self, api: &dyn Api) -> StdResult<CosmosMsg> {
        Ok(match self {
            Msg::Call {
                contract,
                msg,
                funds,
            } => WasmMsg::Execute {
                contract_addr: api.addr_humanize(&contract)?.into_string(),
                msg: Binary::new(msg.into()),
                funds: coins(funds),
            }
            .into(),
            Msg::Pay { to, coins: amount } => BankMsg::Send {
                to_address: api.addr_humanize(&to)?.into_string(),
                amount: coins(amount),
            }
            .into(),
            Msg::Json { msg } => from_json(msg).map(|Lean(msg)| msg)?,
        })
    }
}

/// All messages, as they were proposed.
pub fn give(api: &dyn Api, msgs: Vec<Msg>) -> StdResult<Vec<CosmosMsg>> {
    msgs.into_iter().map(|msg| msg.give(api)).collect()
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
