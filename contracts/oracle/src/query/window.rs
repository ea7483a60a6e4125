use cosmwasm_std::{StdResult, Storage};
use milegate_api::oracle::ReadingResponse;

use super::{View, plain};
use crate::ContractError;

pub fn window(
    storage: &dyn Storage,
    now: u64,
    name: &str,
    window: u8,
    at: Option<u32>,
) -> StdResult<ReadingResponse> {
    let view = View::at(storage, now, name)?;
    let place = usize::from(window);
    let registered = view.feed.windows.get(place).copied();
    let registered = plain(registered.ok_or_else(|| ContractError::UnknownWindow {
        feed: name.to_string(),
        window,
    }))?;
    let closed = match at {
        None => view.over,
        Some(period) if period < view.over => period.saturating_add(1),
        Some(period) => {
            let over = view.over;
            return plain(Err(ContractError::NotOver { period, over }));
        }
    };

    let reading = plain(view.history(storage).read(place, closed))?;
    Ok(ReadingResponse {
        unit: view.feed.unit,
        decimals: view.feed.decimals,
        window: registered,
        mean: reading.and_then(|reading| reading.mean()),
        minimum_holds: reading.and_then(|reading| reading.minimum_holds()),
        gap_holds: reading.map(|reading| reading.gap_holds()),
        reading,
    })
}
