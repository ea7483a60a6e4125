//! One message, one function, one file: load, authorise, decide, save, respond.

mod add_feed;
mod advance;
mod report;

pub use add_feed::{add_feed, register};
pub use advance::advance;
pub use report::report;
