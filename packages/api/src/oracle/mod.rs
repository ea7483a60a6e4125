//! Oracle: feeds of numbers that a group reports, and what trailing windows of them come to.
//!
//! **Another oracle** can stand behind the same words: it answers [`QueryMsg::Window`] with a
//! [`ReadingResponse`], and keeps [`raw::READINGS`] up to date whenever a period of its is over.

mod access;
mod event;
mod msg;
mod pack;
pub mod raw;
mod response;

pub use access::ACCESS;
pub use event::Event;
pub use msg::{Evidence, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
pub use response::{
    ConfigResponse, FeedResponse, FeedsResponse, PeriodResponse, PeriodsResponse, ReadingResponse,
    ReportResponse, ReportsResponse, Running,
};
