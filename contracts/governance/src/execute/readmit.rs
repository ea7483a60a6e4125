use cosmwasm_std::{DepsMut, Response};
use milegate_api::governance::Event;
use milegate_core::Point;

use crate::ContractError;
use crate::ballots::{known, save, words};
use crate::interest::is_interested;
use crate::state::{WIRING, load};

pub fn readmit(
    deps: DepsMut,
    now: Point,
    id: u64,
    voter: String,
) -> Result<Response, ContractError> {
    let voter = deps.api.addr_validate(&voter)?;
    let (fixed, tally) = load(deps.storage, id)?;
    let wiring = WIRING.load(deps.storage)?;
    let record = known(deps.as_ref(), &wiring, &fixed, id, &voter)?;
    let interested = is_interested(&deps.querier, &wiring, &fixed, &voter)?;

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
