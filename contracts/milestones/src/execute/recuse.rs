use cosmwasm_std::{DepsMut, Response};
use milegate_api::milestones::Event;
use milegate_core::Point;
use milegate_core::milestone::Refusal;

use crate::interest::interested_in;
use crate::state::{ATTESTATIONS, WIRING, load};
use crate::{ContractError, outcome};

pub fn recuse(
    deps: DepsMut,
    now: Point,
    milestone: String,
    witness: String,
    attestor: String,
) -> Result<Response, ContractError> {
    let (terms, state) = load(deps.storage, &milestone)?;
    let attestor = deps.api.addr_validate(&attestor)?;
    let key = (milestone.as_str(), witness.as_str(), &attestor);
    let attestation = ATTESTATIONS
        .may_load(deps.storage, key)?
        .ok_or(Refusal::NothingStands {})?;

    let vaults = WIRING.load(deps.storage)?.vaults;
    let Some(vault) = interested_in(&deps.querier, &vaults, &milestone, &attestor)? else {
        return Err(ContractError::NotInterested {
            attestor,
            milestone,
        });
    };

    let (transition, attestation) = state.recuse(&terms, now, &witness, &attestation)?;

    ATTESTATIONS.save(deps.storage, key, &attestation);
    let act = Event::Recused {
        milestone: milestone.clone(),
        round: state.round,
        witness,
        attestor: attestor.into_string(),
        sequence: attestation.sequence,
        vault: vault.into_string(),
    };
    outcome::save(deps.storage, &milestone, transition, Some(act))
}
