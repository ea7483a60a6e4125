use cosmwasm_std::{Addr, Response, Storage};
use milegate_api::milestones::Event;
use milegate_core::Point;
use milegate_core::milestone::Refusal;

use crate::state::{ATTESTATIONS, load};
use crate::{ContractError, outcome};

pub fn retract(
    storage: &mut dyn Storage,
    now: Point,
    attestor: Addr,
    milestone: String,
    round: u32,
    witness: String,
) -> Result<Response, ContractError> {
    let (terms, state) = load(storage, &milestone)?;
    let key = (milestone.as_str(), witness.as_str(), &attestor);
    let attestation = ATTESTATIONS
        .may_load(storage, key)?
        .ok_or(Refusal::NothingStands {})?;

    let (transition, attestation) = state.retract(&terms, now, &witness, round, &attestation)?;

    ATTESTATIONS.save(storage, key, &attestation);
    let act = Event::Retracted {
        milestone: milestone.clone(),
        round,
        witness,
        attestor: attestor.into_string(),
        sequence: attestation.sequence,
    };
    outcome::save(storage, &milestone, transition, Some(act))
}
