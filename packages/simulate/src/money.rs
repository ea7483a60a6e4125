//! What amounts are counted in: a denom of the bank, or a cw20 token.

use cosmwasm_std::{Addr, BankMsg, Coin, CosmosMsg, Uint128, WasmMsg, to_json_binary};
use cw20::{BalanceResponse, Cw20ExecuteMsg, Cw20QueryMsg};
use embedded_chain::Chain;
use milegate_api::common::{Denom, in_symbols};

use crate::cast::PlayError;

/// A denom and how people write it.
#[derive(Clone, Debug)]
pub struct Money {
    /// The denom.
    pub denom: Denom<Addr>,
    /// Its symbol.
    pub symbol: String,
    /// One symbol is ten to this power base units.
    pub decimals: u8,
}

impl Money {
    /// Base units as people read them.
    pub fn words(&self, amount: Uint128) -> String {
        in_symbols(amount, self.decimals, &self.symbol)
    }

    /// Whole symbols in base units.
    pub fn units(&self, symbols: u64) -> Result<Uint128, PlayError> {
        10_u128
            .checked_pow(self.decimals.into())
            .and_then(|scale| scale.checked_mul(symbols.into()))
            .map(Uint128::new)
            .ok_or_else(|| PlayError::Unknown(format!("{symbols} symbols are more than a u128")))
    }

    /// Base units in whole symbols, rounded down.
    pub fn symbols(&self, amount: Uint128) -> u64 {
        let unit = 10_u128.checked_pow(self.decimals.into());
        let whole = unit.and_then(|unit| amount.u128().checked_div(unit));
        whole
            .and_then(|n| u64::try_from(n).ok())
            .unwrap_or(u64::MAX)
    }

    /// What there is of it.
    pub fn supply(&self, chain: &Chain) -> Result<Uint128, PlayError> {
        let token = match &self.denom {
            Denom::Native(denom) => return Ok(chain.supply(denom).into()),
            Denom::Cw20(token) => token,
        };
        let info: cw20::TokenInfoResponse = chain
            .query(token, &Cw20QueryMsg::TokenInfo {})
            .map_err(|e| PlayError::Query(e.to_string()))?;
        Ok(info.total_supply)
    }

    /// What somebody has of it.
    pub fn balance(&self, chain: &Chain, who: &Addr) -> Result<Uint128, PlayError> {
        let token = match &self.denom {
            Denom::Native(denom) => return Ok(chain.balance(who, denom).into()),
            Denom::Cw20(token) => token,
        };
        let address = who.to_string();
        let answer: BalanceResponse = chain
            .query(token, &Cw20QueryMsg::Balance { address })
            .map_err(|e| PlayError::Query(e.to_string()))?;
        Ok(answer.balance)
    }

    /// The message that sends it to somebody.
    pub fn transfer(&self, to: &Addr, amount: Uint128) -> Result<CosmosMsg, PlayError> {
        let to = to.to_string();
        Ok(match &self.denom {
            Denom::Native(denom) => BankMsg::Send {
                to_address: to,
                amount: vec![Coin::new(amount, denom.clone())],
            }
            .into(),
            Denom::Cw20(token) => {
                let msg = Cw20ExecuteMsg::Transfer {
                    recipient: to,
                    amount,
                };
                WasmMsg::Execute {
                    contract_addr: token.to_string(),
                    msg: to_json_binary(&msg).map_err(|e| PlayError::Unknown(e.to_string()))?,
                    funds: vec![],
                }
                .into()
            }
        })
    }
}
