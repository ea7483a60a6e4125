#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

/// What is over and not written down yet; adapters use it too.
pub mod closing;
mod contract;
#[cfg(all(target_arch = "wasm32", not(feature = "library")))]
mod entry;
mod error;
mod execute;
/// The values of a feed; adapters use it too.
pub mod history;
mod instantiate;
mod peers;
mod query;
/// Every key.
pub mod state;

pub use contract::{execute, instantiate, migrate, query};
pub use error::ContractError;
