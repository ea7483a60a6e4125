use cosmwasm_std::{Addr, DepsMut, Response};
use milegate_api::governance::Event;
use milegate_core::Point;
use milegate_core::governance::Effect;

use crate::ContractError;
use crate::ballots::{known, save, words};
use crate::interest::is_interested;
use crate::state::{WIRING, load};

pub fn prove(
    deps: DepsMut,
    now: Point,
    sender: Addr,
    id: u64,
    voter: String,
) -> Result<Response, ContractError> {
    let voter = deps.api.addr_validate(&voter)?;
    let (fixed, tally) = load(deps.storage, id)?;
    let wiring = WIRING.load(deps.storage)?;
    let record = known(deps.as_ref(), &wiring, &fixed, id, &voter)?;
    let interested = is_interested(&deps.querier, &wiring, &fixed, &voter)?;

    let (proposal, record, effect) = tally
        .proposal
        .prove(&fixed.terms, now, record, interested)?;

    let (effect, ballot) = match effect {
        Effect::Nothing => ("nothing", None),
        Effect::Recused { ballot } => ("recused", ballot),
        Effect::Struck { ballot } => ("struck", Some(ballot)),
    };
    if effect != "nothing" {
        save(deps.storage, id, &voter, proposal, &record);
    }
    Ok(Response::new().add_event(Event::Proven {
        proposal: id,
        voter: voter.into_string(),
        sender: sender.into_string(),
        effect: effect.to_string(),
        power: record.power.u64(),
        ballot: words(ballot),
    }))
}
