//! What the contract keeps, read raw where it can be.

use cosmwasm_std::{Addr, Empty};
use cw_storage_plus::Map;
use milegate_api::milestones::raw::TERMS_KEY;
use milegate_api::milestones::{AttestationResponse, AttestationsResponse, QueryMsg};
use milegate_core::milestone::Terms;
use milegate_report::{ChainView, Tx, ViewError, query};

use crate::error::ReplayError;

pub(super) fn unknown(contract: &Addr, milestone: &str) -> ReplayError {
    ReplayError::Unknown {
        contract: contract.to_string(),
        milestone: milestone.into(),
    }
}

pub(super) fn terms_of(
    view: &dyn ChainView,
    contract: &Addr,
    milestone: &str,
) -> Result<Terms<Addr>, ReplayError> {
    let terms = record(view, contract, TERMS_KEY, milestone)?;
    let terms = terms.ok_or_else(|| unknown(contract, milestone))?;
    let terms = serde_json::from_slice(&terms).map_err(|e| ViewError::malformed("terms", e))?;
    Ok(terms)
}

/// Whether the log has the contract's first event.
pub(super) fn born(txs: &[Tx], contract: &Addr) -> bool {
    txs.iter().flat_map(|tx| &tx.events).any(|event| {
        event.ty == "wasm-milestones_created"
            && event.get("_contract_address") == Some(contract.as_str())
    })
}

pub(super) fn record(
    view: &dyn ChainView,
    contract: &Addr,
    namespace: &'static str,
    milestone: &str,
) -> Result<Option<Vec<u8>>, ViewError> {
    let map: Map<&str, Empty> = Map::new(namespace);
    view.raw(contract, &map.key(milestone))
}

/// The latest attestation of each attestor to a leaf, as the contract keeps it.
pub(super) fn kept(
    view: &dyn ChainView,
    contract: &Addr,
    milestone: &str,
    witness: &str,
) -> Result<Vec<AttestationResponse>, ViewError> {
    let mut all = vec![];
    let mut start_after = None;
    loop {
        let question = QueryMsg::Attestations {
            milestone: milestone.into(),
            witness: witness.into(),
            start_after,
            limit: Some(30),
        };
        let page: AttestationsResponse = query(view, contract, &question)?;
        let Some(last) = page.attestations.last() else {
            return Ok(all);
        };
        start_after = Some(last.attestor.to_string());
        all.extend(page.attestations);
    }
}
