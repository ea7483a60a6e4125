//! Governance by vote, on compiled Wasm.

mod gas;
mod ghost;
mod queries;
mod smoke;
mod stateful;
pub mod story;
