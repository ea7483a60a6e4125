#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod contract;
#[cfg(all(target_arch = "wasm32", not(feature = "library")))]
mod entry;
mod error;
mod execute;
mod source;
mod state;

pub use contract::{execute, instantiate, migrate, query};
pub use error::ContractError;
