use cosmwasm_std::{Addr, DepsMut, Response};
use milegate_api::milestones::Event;
use milegate_core::Point;
use milegate_core::milestone::{
    Attestation, Evidence, Observed, Refusal, Seen, Transition, WitnessKind,
};

use crate::state::{ATTESTATIONS, EVIDENCE, WATCHES, load, previous};
use crate::target::{Answered, look};
use crate::{ContractError, outcome};

pub fn observe(
    deps: DepsMut,
    now: Point,
    milestone: String,
    witness: String,
) -> Result<Response, ContractError> {
    let (terms, state) = load(deps.storage, &milestone)?;
    let (_, leaf) = terms
        .leaf(&witness)
        .ok_or_else(|| Refusal::UnknownWitness {
            witness: witness.clone(),
        })?;
    let WitnessKind::State { contract, .. } = &leaf.kind else {
        return Err(Refusal::NotObserved { witness }.into());
    };
    let key = (milestone.as_str(), witness.as_str());
    let watch = WATCHES.may_load(deps.storage, key)?.unwrap_or_default();
    let previous = previous(deps.storage, &milestone, &witness, contract)?;
    let answered = look(&deps.querier, &leaf.kind)?;

    let Observed { watch, attested } =
        state.observe(&terms, now, &witness, answered.seen, watch, previous)?;

    WATCHES.save(deps.storage, key, &watch);
    let act = match answered.seen {
        Seen::OtherCode => Event::Suspended {
            milestone: milestone.clone(),
            witness: witness.clone(),
            contract: contract.to_string(),
            code_id: answered.code_id,
        },
        Seen::True | Seen::False => Event::Observed {
            milestone: milestone.clone(),
            witness: witness.clone(),
            holds: answered.seen == Seen::True,
            observations: watch.hold.map_or(0, |hold| hold.observations),
        },
    };
    let observed = Response::new().add_event(act);
    match attested {
        None => Ok(observed),
        Some(attested) => {
            let response = attest(deps, &milestone, &witness, contract, answered, attested)?;
            Ok(observed.add_events(response.events))
        }
    }
}

/// The hold is complete: the leaf attests, and its evidence is what was seen last.
fn attest(
    deps: DepsMut,
    milestone: &str,
    witness: &str,
    contract: &Addr,
    answered: Answered,
    (transition, attestation): (Transition, Attestation),
) -> Result<Response, ContractError> {
    let key = (milestone, witness, contract);
    let evidence: Evidence = answered.evidence;
    ATTESTATIONS.save(deps.storage, key, &attestation);
    EVIDENCE.save(deps.storage, key, &evidence);
    let act = Event::Attested {
        milestone: milestone.to_string(),
        round: attestation.round,
        witness: witness.to_string(),
        attestor: contract.to_string(),
        sequence: attestation.sequence,
        as_of: attestation.as_of,
        weight: attestation.weight.u64(),
        sitting: attestation.made.height,
        schema: evidence.schema,
        uri: evidence.uri,
        digest: evidence.digest.to_hex(),
        metric: evidence.metric,
        value: evidence.value,
    };

    outcome::save(deps.storage, milestone, transition, Some(act))
}
