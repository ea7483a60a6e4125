use cosmwasm_std::{MessageInfo, Response, Storage};
use milegate_api::funds;
use milegate_api::milestones::Event;
use milegate_core::Point;

use crate::state::{BOOKS, WIRING, load};
use crate::{ContractError, outcome};

pub fn challenge(
    storage: &mut dyn Storage,
    now: Point,
    info: MessageInfo,
    milestone: String,
    round: u32,
) -> Result<Response, ContractError> {
    let (terms, state) = load(storage, &milestone)?;
    let sent = funds::amount(&info, &WIRING.load(storage)?.bond_denom)?;

    let challenger = info.sender;
    let transition = state.challenge(&terms, now, round, challenger.clone(), sent)?;
    let books = BOOKS.load(storage)?.take_bond(sent)?;

    BOOKS.save(storage, &books);
    let act = Event::Challenged {
        milestone: milestone.clone(),
        round,
        challenger: challenger.into_string(),
        bond: sent,
    };
    outcome::save(storage, &milestone, transition, Some(act))
}
