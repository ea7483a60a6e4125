//! The claims of the README, each as a test. Needs the Wasm of `scripts/build-wasm`.
// In a test an overflow panics, which is what a test wants.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod bank;
mod gas;
mod limits;
mod log;
mod multisig;
mod puppet;
mod setup;
mod speed;
mod state;
mod wasm;
