//! The vault: holds the tokens, says what has vested, pays who is owed.

mod change;
mod event;
mod msg;
mod pack;
pub mod raw;
mod response;
pub mod seal;
mod terms;

pub use milegate_core::ledger::Figures;

pub use change::{Change, ChangeKind, LeaveReason, MoveReason};
pub use event::Event;
pub use msg::{
    ACCESS, Assignment, Cohort, ExecuteMsg, InstantiateMsg, MilestonesRef, NewGrant, QueryMsg,
    ReceiveMsg, ScheduleTerms,
};
pub use response::{
    Amounts, AnnouncedChange, Assumed, CategorySupply, CirculatingPart, CirculatingResponse,
    ForecastPoint, GateStanding, GrantResponse, GrantsResponse, GuardProof, GuardsResponse, Held,
    IfReachedResponse, InterestResponse, LockReason, MilestoneStake, Phase, ScheduleResponse,
    SchedulesResponse, SolvencyResponse, SupplyResponse, TrancheStanding, VaultResponse,
};
pub use terms::{AssetTerms, Category, Leavers, Reserve};
