use cosmwasm_std::{Response, Storage};
use milegate_core::oracle::Refusal;

use crate::ContractError;
use crate::closing::Closing;
use crate::state::{TIPS, Tip, load};

pub fn advance(storage: &mut dyn Storage, now: u64, name: &str) -> Result<Response, ContractError> {
    let (feed, tip) = load(storage, name)?;
    let closing = Closing::due(storage, &feed, tip, now)?;
    let closing = closing.ok_or(Refusal::NothingOver {
        period: tip.closed,
        until: feed.calendar.until(tip.closed),
    })?;

    closing.save(storage, &feed)?;
    let tip = Tip {
        closed: closing.over,
        sitting: None,
    };
    TIPS.save(storage, name, &tip);
    Ok(Response::new().add_event(closing.event(&feed)))
}
