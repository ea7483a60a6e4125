use cosmwasm_std::{Addr, DepsMut, Response};
use milegate_api::governance::Event;
use milegate_core::Point;
use milegate_core::governance::Choice;

use crate::ContractError;
use crate::ballots::{Case, case, save};

pub fn vote(
    deps: DepsMut,
    now: Point,
    voter: Addr,
    id: u64,
    choice: Choice,
) -> Result<Response, ContractError> {
    let Case {
        fixed,
        tally,
        record,
        interested,
    } = case(deps.as_ref(), id, &voter)?;

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
