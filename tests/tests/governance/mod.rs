//! Governance by vote, on compiled Wasm.

mod court;
mod cw3;
mod gas;
mod ghost;
mod queries;
mod slopes;
mod smoke;
mod stateful;
pub mod story;
