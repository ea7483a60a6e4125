//! Starts chains: run it by `scripts/e2e`.

mod authorities;
mod births;
mod code;
mod commands;
mod failures;
mod gas;
mod hidden;
mod killed;
mod scenarios;
mod suites;
mod tampered;
mod upgrades;
mod wares;
mod world;
