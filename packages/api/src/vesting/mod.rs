//! The vault: holds the tokens, says what has vested, pays who is owed.

mod event;
mod msg;
mod pack;
pub mod raw;
mod response;
pub mod seal;

pub use milegate_core::ledger::Figures;

pub use event::Event;
pub use msg::{
    ACCESS, AssetTerms, Category, ExecuteMsg, InstantiateMsg, MilestonesRef, NewGrant, QueryMsg,
    ScheduleTerms,
};
pub use response::{
    Amounts, Assumed, CategorySupply, CirculatingPart, CirculatingResponse, ForecastPoint,
    GateStanding, GrantResponse, GrantsResponse, GuardProof, GuardsResponse, IfReachedResponse,
    InterestResponse, LockReason, MilestoneStake, Phase, ScheduleResponse, SchedulesResponse,
    SolvencyResponse, SupplyResponse, TrancheStanding, VaultResponse,
};
