use cosmwasm_std::{Addr, DepsMut, Response, Storage};
use milegate_api::milestones::Event;
use milegate_core::Point;
use milegate_core::milestone::{
    Attestation, Evidence, Observed, Refusal, Seen, Transition, WitnessKind,
};

use crate::state::{ATTESTATIONS, EVIDENCE, WATCHES, load, previous};
use crate::target::look;
use crate::{ContractError, outcome, window};

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
    let kind = &leaf.kind;
    let Some(observed) = kind.decider().filter(|_| kind.is_observed()) else {
        return Err(Refusal::NotObserved { witness }.into());
    };
    let key = (milestone.as_str(), witness.as_str(), observed);
    let previous = previous(deps.storage, &milestone, &witness, observed)?;
    if let WitnessKind::Feed { .. } = kind {
        let reading = window::reading(&deps.querier, kind)?;
        let attested = state.observe_feed(&terms, now, &witness, reading, previous)?;
        let evidence = window::evidence(kind, reading)?;
        return attest(deps.storage, key, evidence, attested);
    }

    let place = (milestone.as_str(), witness.as_str());
    let watch = WATCHES.may_load(deps.storage, place)?.unwrap_or_default();
    let answered = look(&deps.querier, kind)?;

    let Observed { watch, attested } =
        state.observe(&terms, now, &witness, answered.seen, watch, previous)?;

    WATCHES.save(deps.storage, place, &watch);
    let act = match answered.seen {
        Seen::OtherCode => Event::Suspended {
            milestone: milestone.clone(),
            witness: witness.clone(),
            contract: observed.to_string(),
            code_id: answered.code_id,
        },
        Seen::True | Seen::False => Event::Observed {
            milestone: milestone.clone(),
            witness: witness.clone(),
            holds: answered.seen == Seen::True,
            observations: watch.hold.map_or(0, |hold| hold.observations),
        },
    };
    let response = Response::new().add_event(act);
    match attested {
        None => Ok(response),
        Some(attested) => {
            let attest = attest(deps.storage, key, answered.evidence, attested)?;
            Ok(response.add_events(attest.events))
        }
    }
}

/// The leaf attests, and its evidence is what was seen.
fn attest(
    storage: &mut dyn Storage,
    key: (&str, &str, &Addr),
    evidence: Evidence,
    (transition, attestation): (Transition, Attestation),
) -> Result<Response, ContractError> {
    ATTESTATIONS.save(storage, key, &attestation);
    EVIDENCE.save(storage, key, &evidence);
    let (milestone, witness, attestor) = key;
    let act = Event::Attested {
        milestone: milestone.to_string(),
        round: attestation.round,
        witness: witness.to_string(),
        attestor: attestor.to_string(),
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

    outcome::save(storage, milestone, transition, Some(act))
}
