//! One function per question. All start from the same view, latch a copy and ask the core, as the
//! messages do; none walks the grants.

mod circulating;
mod grants;
mod guards;
mod if_reached;
mod interest;
mod milestone;
mod schedules;
mod solvency;
mod supply;
mod vault;

pub use circulating::circulating;
pub use grants::{grant, grants};
pub use guards::guards;
pub use if_reached::if_reached;
pub use interest::interest;
pub use milestone::milestone;
pub use schedules::schedules;
pub use solvency::solvency;
pub use supply::supply;
pub use vault::vault;

use cosmwasm_std::Uint128;
use milegate_api::common::ByName;
use milegate_api::vesting::*;
use serde::Serialize;

/// Any answer. One type for all, so that the code around serialisation exists once.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Answer {
    Vault(VaultResponse),
    Schedules(SchedulesResponse),
    Grant(GrantResponse),
    Grants(GrantsResponse),
    Supply(SupplyResponse),
    Circulating(CirculatingResponse),
    Milestone(MilestoneStake<ByName<Uint128>>),
    IfReached(IfReachedResponse<ByName<Uint128>>),
    Solvency(SolvencyResponse),
    Guards(GuardsResponse),
    Interest(InterestResponse<ByName<Held>>),
}
