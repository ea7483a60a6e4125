//! What all payments up to a period come to, by one step of an iterator, however many there were.

use cosmwasm_std::{Order, StdResult, Storage};
use cw_storage_plus::Bound;
use milegate_core::payments::{Figures, Total, Window};

use crate::ContractError;
use crate::state::TOTALS;

/// The latest period below `end` with a payment, and what all payments up to it come to.
pub fn latest(storage: &dyn Storage, end: Option<u32>) -> StdResult<Option<(u32, Total)>> {
    let end = end.map(Bound::exclusive);

    TOTALS
        .range(storage, (), None, end, Order::Descending)
        .next()
        .transpose()
}

/// What the payments in a window come to.
pub fn figures(storage: &dyn Storage, window: Window) -> Result<Figures, ContractError> {
    let up_to = |end| {
        let latest = latest(storage, Some(end))?;
        StdResult::Ok(latest.map(|(_, total)| total.figures).unwrap_or_default())
    };

    Ok(up_to(window.end)?.since(up_to(window.first)?)?)
}
