use cosmwasm_std::{Addr, DepsMut, Response};
use milegate_api::governance::Event;
use milegate_core::Point;
use milegate_core::governance::Choice;

use crate::ContractError;
use crate::ballots::{known, save};
use crate::interest::is_interested;
use crate::state::{WIRING, load};

pub fn vote(
    deps: DepsMut,
    now: Point,
    voter: Addr,
    id: u64,
    choice: Choice,
) -> Result<Response, ContractError> {
    let (fixed, tally) = load(deps.storage, id)?;
    let wiring = WIRING.load(deps.storage)?;
    let record = known(deps.as_ref(), &wiring, &fixed, id, &voter)?;
    let interested = is_interested(&deps.querier, &wiring, &fixed, &voter)?;

    let (proposal, record) = tally
        .proposal
        .vote(&fixed.terms, now, record, interested, choice)?;

    save(deps.storage, id, &voter, proposal, &record);
    Ok(Response::new().add_event(Event::Voted {
        proposal: id,
        voter: voter.into_string(),
        power: record.power.u64(),
        choice: choice.to_string(),
    }))
}
