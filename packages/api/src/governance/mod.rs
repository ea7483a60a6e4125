//! Governance: proposals that are voted on by staked power, without those who gain by them.

mod access;
mod event;
mod msg;
mod pack;
mod response;

pub use access::ACCESS;
pub use event::Event;
pub use msg::{CodePin, ExecuteMsg, Guardian, InstantiateMsg, MigrateMsg, QueryMsg, Suite, Token};
pub use response::{
    Asked, BallotResponse, BallotsResponse, ConfigResponse, DepositsResponse, Named, PayeeResponse,
    TallyResponse,
};
