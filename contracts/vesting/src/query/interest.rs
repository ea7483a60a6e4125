use cosmwasm_std::Deps;
use milegate_api::vesting::InterestResponse;

use crate::error::Result;
use crate::state::{INTEREST, SCHEDULES};

/// In which schedules an address is or was owner or payee, and the milestones that open them.
pub fn interest(deps: Deps, address: String) -> Result<InterestResponse> {
    let address = deps.api.addr_validate(&address)?;
    let schedules = INTEREST.may_load(deps.storage, &address)?;
    let schedules = schedules.unwrap_or_default();

    let mut milestones: Vec<String> = Vec::new();
    for name in schedules.keys() {
        let record = SCHEDULES.load(deps.storage, name)?;
        let named = record.standing.schedule.milestones();
        milestones.extend(named.into_iter().map(str::to_owned));
    }
    milestones.sort_unstable();
    milestones.dedup();
    Ok(InterestResponse {
        schedules,
        milestones,
    })
}
