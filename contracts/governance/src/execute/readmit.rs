use cosmwasm_std::{DepsMut, Response};
use milegate_api::governance::Event;
use milegate_core::Point;

use crate::ContractError;
use crate::ballots::{Case, case, save, words};

pub fn readmit(
    deps: DepsMut,
    now: Point,
    id: u64,
    voter: String,
) -> Result<Response, ContractError> {
    let voter = deps.api.addr_validate(&voter)?;
    let Case {
        fixed,
        tally,
        record,
        interested,
    } = case(deps.as_ref(), id, &voter)?;

    let (proposal, record) = tally
        .proposal
        .readmit(&fixed.terms, now, record, interested)?;

    save(deps.storage, id, &voter, proposal, &record);
    Ok(Response::new().add_event(Event::Readmitted {
        proposal: id,
        voter: voter.into_string(),
        power: record.power.u64(),
        ballot: words(record.ballot),
    }))
}
