use cosmwasm_std::{Addr, DepsMut, QuerierWrapper, Response, StdResult, Storage, Uint64};
use milegate_api::milestones::Event;
use milegate_core::Point;
use milegate_core::milestone::{Claim, Evidence, Previous, Refusal, WitnessKind};

use crate::interest::interested_in;
use crate::state::{ATTESTATIONS, EVIDENCE, WIRING, load, strike_at};
use crate::{ContractError, group, outcome};

pub fn attest(
    deps: DepsMut,
    now: Point,
    attestor: Addr,
    milestone: String,
    witness: String,
    claim: Claim,
    evidence: Evidence,
) -> Result<Response, ContractError> {
    let (terms, state) = load(deps.storage, &milestone)?;
    let previous = previous(deps.storage, &milestone, &witness, &attestor)?;
    let sitting = state.sitting(&terms, now, &witness);

    let (_, leaf) = terms
        .leaf(&witness)
        .ok_or_else(|| Refusal::UnknownWitness {
            witness: witness.clone(),
        })?;
    let weight = weight(&deps.querier, &leaf.name, &leaf.kind, &attestor, sitting)?;
    let vaults = WIRING.load(deps.storage)?.vaults;
    if let Some(vault) = interested_in(&deps.querier, &vaults, &milestone, &attestor)? {
        return Err(ContractError::Interested {
            attestor,
            milestone,
            vault,
        });
    }

    terms.check_evidence(&evidence)?;
    let (transition, attestation) = state.attest(&terms, now, &witness, weight, claim, previous)?;

    let key = (milestone.as_str(), witness.as_str(), &attestor);
    ATTESTATIONS.save(deps.storage, key, &attestation);
    EVIDENCE.save(deps.storage, key, &evidence);
    let act = Event::Attested {
        milestone: milestone.clone(),
        round: attestation.round,
        witness,
        attestor: attestor.into_string(),
        sequence: attestation.sequence,
        as_of: attestation.as_of,
        weight: weight.u64(),
        sitting: sitting.height,
        schema: evidence.schema,
        uri: evidence.uri,
        digest: evidence.digest.to_hex(),
        metric: evidence.metric,
        value: evidence.value,
    };
    outcome::save(deps.storage, &milestone, transition, Some(act))
}

fn previous(
    storage: &dyn Storage,
    milestone: &str,
    witness: &str,
    attestor: &Addr,
) -> StdResult<Option<Previous>> {
    let key = (milestone, witness, attestor);
    let Some(attestation) = ATTESTATIONS.may_load(storage, key)? else {
        return Ok(None);
    };
    let strike = strike_at(storage, milestone, witness, attestation.sequence)?;

    Ok(Some(Previous {
        attestation,
        strike,
    }))
}

/// What the sender weighs as that witness. A stranger to a committee weighs nothing.
fn weight(
    querier: &QuerierWrapper,
    witness: &str,
    kind: &WitnessKind<Addr>,
    sender: &Addr,
    sitting: Point,
) -> Result<Uint64, ContractError> {
    match kind {
        WitnessKind::Committee {
            group, seat_age, ..
        } => Ok(group::weight(querier, group, sender, sitting, *seat_age)?),
        WitnessKind::Authority { address } if address == sender => Ok(Uint64::one()),
        WitnessKind::Authority { address } => Err(ContractError::NotAuthority {
            witness: witness.to_string(),
            authority: address.clone(),
            sender: sender.clone(),
        }),
    }
}
