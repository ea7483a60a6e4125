//! Governance by vote, on compiled Wasm.

mod gas;
mod smoke;
pub mod story;
