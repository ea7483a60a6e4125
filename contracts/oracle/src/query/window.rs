use cosmwasm_std::{StdResult, Storage};
use milegate_api::oracle::ReadingResponse;

use super::{View, plain};

pub fn window(
    storage: &dyn Storage,
    now: u64,
    name: &str,
    window: u8,
    at: Option<u32>,
) -> StdResult<ReadingResponse> {
    let view = View::at(storage, now, name)?;

    plain(view.history(storage).answer(window, view.over, at))
}
