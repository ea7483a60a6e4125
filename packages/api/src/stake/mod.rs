//! Stake: tokens locked for a weight, members and total known at every past height.

mod access;
mod event;
mod msg;
mod pack;
pub mod raw;
mod response;

pub use access::ACCESS;
pub use event::Event;
pub use msg::{ExecuteMsg, InstantiateMsg, QueryMsg, ReceiveMsg};
pub use response::{ConfigResponse, SolvencyResponse, StakedResponse};
