//! Messages of an oracle's adapter.

mod advance;
mod instantiate;
mod migrate;
mod sample;
