//! Payments: a sample of a contract through which an appchain's payments flow, and whose counters
//! cost something to fake.

mod access;
mod event;
mod msg;
mod pack;
mod response;

pub use access::ACCESS;
pub use event::Event;
pub use msg::{ExecuteMsg, InstantiateMsg, QueryMsg};
pub use response::{
    AccountResponse, ConfigResponse, PeriodResponse, PeriodsResponse, SolvencyResponse,
    WindowResponse,
};
