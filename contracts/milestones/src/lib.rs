#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

/// Entry points.
pub mod contract;
mod error;
mod execute;
mod funds;
mod group;
mod instantiate;
mod interest;
mod outcome;
mod query;
pub mod state;

pub use error::ContractError;
