use cosmwasm_std::Deps;
use milegate_api::vesting::GuardsResponse;

use crate::error::Result;
use crate::guards::proofs;
use crate::milestones::starts;
use crate::view::View;

/// Every guard with the most that could vest within its period.
pub fn guards(deps: Deps) -> Result<GuardsResponse> {
    let mut view = View::at_birth(deps)?;
    let schedules = view.schedules()?;
    let rules = schedules.iter().map(|schedule| &schedule.standing.schedule);
    let starts = starts(&deps.querier, &view.vault.milestones, rules)?;

    Ok(GuardsResponse {
        guards: proofs(&view.vault, &schedules, &starts)?,
    })
}
