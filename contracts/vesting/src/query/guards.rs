use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::Deps;
use milegate_api::milestones::raw;
use milegate_api::vesting::GuardsResponse;

use crate::error::ContractError;
use crate::guards::proofs;
use crate::view::View;

/// Every guard with the most that could vest within its period.
pub fn guards(deps: Deps) -> Result<GuardsResponse, ContractError> {
    let mut view = View::at_birth(deps)?;
    let schedules = view.schedules()?;
    let schedules = schedules.iter().map(|s| &s.standing.schedule);
    let named: BTreeSet<&str> = schedules.flat_map(|s| s.milestones()).collect();
    let mut starts = BTreeMap::new();
    for milestone in named {
        if let Some(terms) = raw::terms(&deps.querier, &view.vault.milestones, milestone)? {
            starts.insert(milestone.to_owned(), terms.start);
        }
    }

    Ok(GuardsResponse {
        guards: proofs(deps.storage, &view.vault, &starts)?,
    })
}
