//! Starts chains: run it by `scripts/e2e`.

mod celestia;
