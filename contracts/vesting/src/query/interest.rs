use cosmwasm_std::Deps;
use milegate_api::common::ByName;
use milegate_api::vesting::{Held, InterestResponse};

use crate::error::Result;
use crate::state::{SCHEDULES, interest as held_by};

/// In which schedules an address is or was owner or payee, and the milestones that open them.
pub fn interest(deps: Deps, address: String) -> Result<InterestResponse<ByName<Held>>> {
    let address = deps.api.addr_validate(&address)?;
    let held = held_by(deps.storage, &address)?;

    let mut milestones: Vec<String> = Vec::new();
    for (name, _) in &held.0 {
        let record = SCHEDULES.load(deps.storage, name)?;
        for milestone in record.standing.schedule.milestones() {
            let place = milestones.binary_search_by(|known| known.as_str().cmp(milestone));
            if let Err(place) = place {
                milestones.insert(place, milestone.to_owned());
            }
        }
    }
    Ok(InterestResponse {
        schedules: held,
        milestones,
    })
}
