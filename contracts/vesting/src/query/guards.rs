use cosmwasm_std::{Deps, Env};
use milegate_api::vesting::GuardsResponse;

use crate::error::Result;
use crate::guards::proofs;
use crate::peers::starts;
use crate::view::View;

/// Every guard with the most that could vest within its period.
pub fn guards(deps: Deps, env: Env) -> Result<GuardsResponse> {
    let mut view = View::new(deps, &env)?;
    let schedules = view.schedules()?;
    let starts = starts(&deps.querier, &view.vault.milestones, &schedules)?;

    Ok(GuardsResponse {
        guards: proofs(&view, &schedules, &starts)?,
    })
}
