#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

/// What the entry points do.
pub mod contract;
#[cfg(all(target_arch = "wasm32", not(feature = "library")))]
mod entry;
mod error;
mod execute;
mod group;
mod instantiate;
mod interest;
mod outcome;
mod query;
pub mod state;
mod target;
mod window;

pub use error::ContractError;
