#![doc = include_str!("../README.md")]
#![deny(missing_docs)]
// Host tooling: gas and sizes are far below 2^64, amounts use checked operations.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod account;
mod address;
mod backend;
mod bank;
mod builder;
mod chain;
mod dispatch;
mod events;
mod fault;
pub mod gas;
mod genesis;
mod keeper;
mod proto;
mod query;
mod record;
mod runtime;
mod save;
mod store;
mod tx;
mod vm;
mod world;

pub use builder::Builder;
pub use chain::{Chain, Code};
pub use record::{Receipt, Refusal, Refused, TxRecord};
pub use save::SaveError;
pub use world::ContractInfo;
