//! What is staked: messages and questions about the asset.

use cosmwasm_std::{
    Addr, BankMsg, CosmosMsg, QuerierWrapper, StdResult, Uint128, WasmMsg, coins, to_json_binary,
};
use cw20::{BalanceResponse, Cw20ExecuteMsg, Cw20QueryMsg, TokenInfoResponse};
use milegate_api::common::Denom;

/// Pays an account.
pub fn send(denom: Denom<Addr>, to: &Addr, amount: Uint128) -> StdResult<CosmosMsg> {
    match denom {
        Denom::Native(denom) => Ok(BankMsg::Send {
            to_address: to.to_string(),
            amount: coins(amount.u128(), denom),
        }
        .into()),
        Denom::Cw20(token) => {
            let transfer = Cw20ExecuteMsg::Transfer {
                recipient: to.to_string(),
                amount,
            };
            Ok(WasmMsg::Execute {
                contract_addr: token.into_string(),
                msg: to_json_binary(&transfer)?,
                funds: Vec::new(),
            }
            .into())
        }
    }
}

/// What an account has of the asset.
pub fn balance(
    querier: &QuerierWrapper,
    account: &Addr,
    denom: &Denom<Addr>,
) -> StdResult<Uint128> {
    match denom {
        Denom::Native(denom) => Ok(querier.query_balance(account, denom)?.amount),
        Denom::Cw20(token) => {
            let question = Cw20QueryMsg::Balance {
                address: account.to_string(),
            };
            let answer: BalanceResponse = querier.query_wasm_smart(token, &question)?;
            Ok(answer.balance)
        }
    }
}

/// How much there is of the asset.
pub fn supply(querier: &QuerierWrapper, denom: &Denom<Addr>) -> StdResult<Uint128> {
    match denom {
        Denom::Native(denom) => Ok(querier.query_supply(denom)?.amount),
        Denom::Cw20(token) => {
            let answer: TokenInfoResponse =
                querier.query_wasm_smart(token, &Cw20QueryMsg::TokenInfo {})?;
            Ok(answer.total_supply)
        }
    }
}
