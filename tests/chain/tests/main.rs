//! Starts chains: run it by `scripts/e2e`.

mod authorities;
mod celestia;
mod commands;
mod failures;
mod gas;
mod hidden;
mod killed;
mod tampered;
mod upgrades;
mod world;
