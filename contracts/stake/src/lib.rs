#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod asset;
/// Entry points.
pub mod contract;
mod error;
mod execute;
mod instantiate;
mod membership;
mod query;
pub mod state;

pub use error::ContractError;
