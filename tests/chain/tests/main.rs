//! Starts chains: run it by `scripts/e2e`.

mod authorities;
mod celestia;
mod failures;
mod gas;
mod hidden;
mod killed;
mod upgrades;
mod world;
