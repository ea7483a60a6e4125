//! Messages that move the vault's asset.

use cosmwasm_std::{Addr, BankMsg, CosmosMsg, StdResult, Uint128, WasmMsg, coins, to_json_binary};
use cw20::Cw20ExecuteMsg;
use milegate_api::common::{Denom, Sink};

/// Pays an account.
pub fn send(denom: &Denom<Addr>, to: &Addr, amount: Uint128) -> StdResult<CosmosMsg> {
    match denom {
        Denom::Native(denom) => Ok(BankMsg::Send {
            to_address: to.to_string(),
            amount: coins(amount.u128(), denom),
        }
        .into()),
        Denom::Cw20(token) => tell(
            token,
            &Cw20ExecuteMsg::Transfer {
                recipient: to.to_string(),
                amount,
            },
        ),
    }
}

/// Sends the sink what it is owed.
pub fn forfeit(denom: &Denom<Addr>, sink: &Sink<Addr>, amount: Uint128) -> StdResult<CosmosMsg> {
    match (sink, denom) {
        (Sink::Account { address }, _) => send(denom, address, amount),
        (Sink::Burn {}, Denom::Native(denom)) => Ok(BankMsg::Burn {
            amount: coins(amount.u128(), denom),
        }
        .into()),
        (Sink::Burn {}, Denom::Cw20(token)) => tell(token, &Cw20ExecuteMsg::Burn { amount }),
    }
}

fn tell(token: &Addr, msg: &Cw20ExecuteMsg) -> StdResult<CosmosMsg> {
    Ok(WasmMsg::Execute {
        contract_addr: token.to_string(),
        msg: to_json_binary(msg)?,
        funds: Vec::new(),
    }
    .into())
}
