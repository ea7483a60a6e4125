//! Milestones: whether a claim about the world is reached or missed.

mod msg;
pub mod raw;
mod response;

pub use msg::{ExecuteMsg, InstantiateMsg, QueryMsg};
pub use response::{
    AttestationResponse, AttestationsResponse, BondsResponse, ChallengeResponse, ConfigResponse,
    CreditResponse, LeafStanding, MilestoneResponse, MilestonesResponse, Missing, Stage,
};
