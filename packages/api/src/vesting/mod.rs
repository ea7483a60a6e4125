//! The vault: holds the tokens, says what has vested, pays who is owed.

mod msg;
pub mod raw;
mod response;

pub use msg::{
    AssetTerms, Category, ExecuteMsg, InstantiateMsg, MilestonesRef, NewGrant, QueryMsg,
    ScheduleTerms,
};
pub use response::{
    Assumed, CategorySupply, CirculatingPart, CirculatingResponse, Figures, ForecastPoint,
    GateStanding, GrantResponse, GrantsResponse, GuardProof, GuardsResponse, IfReachedResponse,
    InterestResponse, LockReason, MilestoneStake, Phase, ScheduleResponse, SchedulesResponse,
    SolvencyResponse, SupplyResponse, TrancheStanding, VaultResponse,
};
