//! Starts chains: run it by `scripts/e2e`.

mod authorities;
mod failures;
mod hidden;
mod world;
