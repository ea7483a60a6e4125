use cosmwasm_std::Deps;
use milegate_api::vesting::GuardsResponse;

use crate::error::Result;
use crate::guards::proofs;
use crate::peers::starts;
use crate::view::View;

/// Every guard with the most that could vest within its period.
pub fn guards(deps: Deps) -> Result<GuardsResponse> {
    let mut view = View::at_birth(deps)?;
    let schedules = view.schedules()?;
    let starts = starts(&deps.querier, &view.vault.milestones, &schedules)?;

    Ok(GuardsResponse {
        guards: proofs(&view, &schedules, &starts)?,
    })
}
