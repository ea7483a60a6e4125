use cosmwasm_std::{Addr, Deps, Order, StdError, StdResult};
use cw_storage_plus::Bound;
use milegate_api::milestones::{AttestationResponse, AttestationsResponse};
use milegate_core::Point;

use super::milestone::found;
use crate::state::{ATTESTATIONS, EVIDENCE};
use milegate_api::common::page;

pub fn attestations(
    deps: Deps,
    now: Point,
    milestone: &str,
    witness: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> StdResult<AttestationsResponse> {
    let (terms, state) = found(deps.storage, milestone)?;
    let (state, _) = state.refreshed(&terms, now);
    let leaf = state
        .leaf(&terms, witness)
        .ok_or_else(|| StdError::not_found(format!("witness {witness} of {milestone}")))?;
    let after = start_after
        .map(|address| deps.api.addr_validate(&address))
        .transpose()?;

    let attestations = ATTESTATIONS
        .prefix((milestone, witness))
        .keys(
            deps.storage,
            after.as_ref().map(Bound::exclusive),
            None,
            Order::Ascending,
        )
        .take(page(limit))
        .map(|attestor| {
            let attestor: Addr = attestor?;
            let key = (milestone, witness, &attestor);
            let attestation = ATTESTATIONS.load(deps.storage, key)?;
            let evidence = EVIDENCE.load(deps.storage, key)?;

            Ok(AttestationResponse {
                standing: leaf.stands(&attestation),
                round: attestation.round,
                as_of: attestation.as_of,
                made: attestation.made,
                weight: attestation.weight,
                attestor,
                evidence,
            })
        })
        .collect::<StdResult<_>>()?;

    Ok(AttestationsResponse { attestations })
}
