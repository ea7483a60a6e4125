#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod contract;
mod error;
mod execute;
mod explain;
mod guards;
mod instantiate;
mod milestones;
mod query;
mod state;
mod view;

pub use contract::{execute, instantiate, query};
pub use error::{ContractError, NothingDue};
