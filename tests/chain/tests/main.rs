//! Starts chains: run it by `scripts/e2e`.

mod authorities;
mod births;
mod failures;
mod gas;
mod hidden;
mod killed;
mod scenarios;
mod upgrades;
mod wares;
mod world;
