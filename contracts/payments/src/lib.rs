#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod contract;
#[cfg(all(target_arch = "wasm32", not(feature = "library")))]
mod entry;
mod error;
mod execute;
mod history;
mod instantiate;
mod query;
mod state;

pub use contract::{execute, instantiate, query};
pub use error::ContractError;
