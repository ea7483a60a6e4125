use cosmwasm_std::{Addr, DepsMut, MessageInfo, QuerierWrapper, Response, Uint64, Uint128};
use milegate_api::funds;
use milegate_api::milestones::Event;
use milegate_core::Point;
use milegate_core::milestone::{Attestor, Claim, Evidence, Refusal, WitnessKind};

use crate::interest::interested_in;
use crate::state::{ATTESTATIONS, EVIDENCE, WIRING, load, previous};
use crate::{ContractError, group, outcome};

pub fn attest(
    deps: DepsMut,
    now: Point,
    info: MessageInfo,
    milestone: String,
    witness: String,
    claim: Claim,
    evidence: Evidence,
) -> Result<Response, ContractError> {
    let attestor = &info.sender;
    let (terms, state) = load(deps.storage, &milestone)?;
    let previous = previous(deps.storage, &milestone, &witness, attestor)?;
    let sitting = state.sitting(&terms, now, &witness);

    let (_, leaf) = terms
        .leaf(&witness)
        .ok_or_else(|| Refusal::UnknownWitness {
            witness: witness.clone(),
        })?;
    let wiring = WIRING.load(deps.storage)?;
    let sent = sent(&info, &leaf.kind, &wiring.bond_denom)?;
    let weight = weight(&deps.querier, &leaf.name, &leaf.kind, attestor, sitting)?;
    if let Some(vault) = interested_in(&deps.querier, &wiring.vaults, &milestone, attestor)? {
        return Err(ContractError::Interested {
            attestor: info.sender,
            milestone,
            vault,
        });
    }

    terms.check_evidence(&evidence)?;
    let voice = Attestor {
        address: attestor,
        weight,
        sent,
    };
    let (transition, attestation) = state.attest(&terms, now, &witness, voice, claim, previous)?;

    let key = (milestone.as_str(), witness.as_str(), attestor);
    ATTESTATIONS.save(deps.storage, key, &attestation);
    EVIDENCE.save(deps.storage, key, &evidence);
    let act = Event::Attested {
        milestone: milestone.clone(),
        round: attestation.round,
        witness,
        attestor: attestor.to_string(),
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

/// What the sender puts behind it: nothing unless it is an assertion.
fn sent(
    info: &MessageInfo,
    kind: &WitnessKind<Addr>,
    denom: &str,
) -> Result<Uint128, ContractError> {
    Ok(match kind {
        WitnessKind::Assertion { .. } => funds::amount(info, denom)?,
        _ => funds::ensure_none(info).map(|()| Uint128::zero())?,
    })
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
        WitnessKind::Assertion { .. } => Ok(Uint64::one()),
        WitnessKind::State { .. } | WitnessKind::Feed { .. } => {
            Err(ContractError::Refused(Refusal::Observed {
                witness: witness.to_string(),
            }))
        }
        WitnessKind::Authority { address } => Err(ContractError::NotAuthority {
            witness: witness.to_string(),
            authority: address.clone(),
            sender: sender.clone(),
        }),
    }
}
