use cosmwasm_std::{Addr, Response, Storage};
use milegate_api::governance::Event;
use milegate_core::Point;

use crate::ContractError;
use crate::state::{GUARDIAN, TALLIES, Tally, load};

pub fn cancel(
    storage: &mut dyn Storage,
    now: Point,
    sender: Addr,
    id: u64,
) -> Result<Response, ContractError> {
    let guardian = GUARDIAN.load(storage)?;
    let Some(guardian) = guardian.filter(|guardian| guardian.address == sender) else {
        return Err(ContractError::NotGuardian { sender });
    };

    let (fixed, tally) = load(storage, id)?;
    let proposal = tally.proposal.cancel(&fixed.terms, now, guardian.expires)?;

    TALLIES.save(storage, id, &Tally { proposal, ..tally });
    Ok(Response::new().add_event(Event::Cancelled { proposal: id }))
}
