//! Milestones: whether a claim about the world is reached or missed.

mod access;
mod event;
mod msg;
mod pack;
pub mod raw;
mod response;

pub use access::ACCESS;
pub use event::Event;
pub use msg::{ExecuteMsg, InstantiateMsg, QueryMsg};
pub use response::{
    AttestationResponse, AttestationsResponse, BondsResponse, ChallengeResponse, ConfigResponse,
    CreditResponse, LeafStanding, MilestoneResponse, MilestonesResponse, Missing, Stage,
};
