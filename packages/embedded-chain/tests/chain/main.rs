//! The claims of the README, each as a test. Needs the Wasm of `scripts/build-wasm`.

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
