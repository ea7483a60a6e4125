//! Governance by vote, on compiled Wasm.

mod court;
mod cw3;
mod gas;
mod slopes;
mod smoke;
pub mod story;
