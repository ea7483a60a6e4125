#![doc = include_str!("../README.md")]
#![deny(missing_docs)]

mod contract;
#[cfg(all(target_arch = "wasm32", not(feature = "library")))]
mod entry;
mod error;
mod execute;
mod explain;
mod guards;
mod holders;
mod instantiate;
mod peers;
mod query;
mod state;
mod transfer;
mod view;

pub use contract::{execute, instantiate, query};
pub use error::{ContractError, NothingDue};
