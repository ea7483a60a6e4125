//! Messages of the oracle.

mod add_feed;
mod advance;
mod instantiate;
mod migrate;
mod report;
