#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod acts;
mod ballots;
mod contract;
mod deposit;
#[cfg(all(target_arch = "wasm32", not(feature = "library")))]
mod entry;
mod error;
mod execute;
mod instantiate;
mod interest;
mod msg;
mod opening;
mod peers;
mod query;
mod state;

pub use contract::{execute, instantiate, migrate, query};
pub use error::ContractError;
