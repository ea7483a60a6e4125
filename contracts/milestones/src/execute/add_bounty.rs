use cosmwasm_std::{MessageInfo, Response, Storage};
use milegate_api::funds;
use milegate_api::milestones::Event;
use milegate_core::Point;

use crate::state::{BOOKS, WIRING, load};
use crate::{ContractError, outcome};

pub fn add_bounty(
    storage: &mut dyn Storage,
    now: Point,
    info: MessageInfo,
    milestone: String,
) -> Result<Response, ContractError> {
    let (terms, state) = load(storage, &milestone)?;
    let amount = funds::amount(&info, &WIRING.load(storage)?.bond_denom)?;

    let transition = state.add_bounty(&terms, now, amount)?;
    let books = BOOKS.load(storage)?.take_bounty(amount)?;

    BOOKS.save(storage, &books);
    let act = Event::BountyAdded {
        milestone: milestone.clone(),
        sender: info.sender.into_string(),
        amount,
        bounty: transition.state.bounty,
    };
    outcome::save(storage, &milestone, transition, Some(act))
}
