//! The asset of a vault, whether the bank keeps it or a cw20 token.

use cosmwasm_std::{Addr, Uint128};
use milegate_api::common::Denom;
use serde::{Deserialize, Serialize};

use crate::view::{ChainView, ContractInfo, ViewError, query};

/// The two questions asked of a cw20 token.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Cw20Query<'a> {
    Balance { address: &'a Addr },
    TokenInfo {},
}

#[derive(Deserialize)]
struct Cw20Balance {
    balance: Uint128,
}

#[derive(Deserialize)]
struct Cw20Info {
    total_supply: Uint128,
}

/// What an account holds.
pub fn balance(
    view: &dyn ChainView,
    denom: &Denom<Addr>,
    address: &Addr,
) -> Result<Uint128, ViewError> {
    match denom {
        Denom::Native(denom) => view.balance(address, denom),
        Denom::Cw20(token) => {
            let held: Cw20Balance = query(view, token, &Cw20Query::Balance { address })?;
            Ok(held.balance)
        }
    }
}

/// What there is of it.
pub fn supply(view: &dyn ChainView, denom: &Denom<Addr>) -> Result<Uint128, ViewError> {
    match denom {
        Denom::Native(denom) => view.supply(denom),
        Denom::Cw20(token) => {
            let info: Cw20Info = query(view, token, &Cw20Query::TokenInfo {})?;
            Ok(info.total_supply)
        }
    }
}

/// What the chain records of the token, which may have an admin of its own.
pub fn info(view: &dyn ChainView, denom: &Denom<Addr>) -> Result<Option<ContractInfo>, ViewError> {
    match denom {
        Denom::Native(_) => Ok(None),
        Denom::Cw20(token) => view.contract_info(token).map(Some),
    }
}
