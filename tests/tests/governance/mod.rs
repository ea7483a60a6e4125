//! Governance by vote, on compiled Wasm.

mod smoke;
