use cosmwasm_std::{Addr, DepsMut, Response};
use milegate_api::governance::Event;
use milegate_core::Point;
use milegate_core::governance::Effect;

use crate::ContractError;
use crate::ballots::{Case, case, save, words};

pub fn prove(
    deps: DepsMut,
    now: Point,
    sender: Addr,
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
