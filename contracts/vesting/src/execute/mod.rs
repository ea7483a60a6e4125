//! One function and file per message.

pub mod add_grants;
pub mod claim;
mod latch;
pub mod pay_dues;
pub mod seal;
pub mod sync;

use cosmwasm_std::{MessageInfo, Storage};

use crate::error::{ContractError, Result};
use crate::state::{LIVE, Live};

pub use latch::latch;

/// Refuses a message that carries money it would keep for nothing.
pub fn refuse_funds(info: &MessageInfo) -> Result<()> {
    match info.funds.is_empty() {
        true => Ok(()),
        false => Err(ContractError::FundsRefused {
            funds: info.funds.clone(),
        }
        .into()),
    }
}

/// What only a sealed vault has.
fn live(storage: &dyn Storage) -> Result<Live> {
    LIVE.may_load(storage)?
        .ok_or_else(|| ContractError::NotSealed {}.into())
}
