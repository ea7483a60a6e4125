//! A milestone's verdict, recomputed.
//!
//! The contract's events are lived through again with the pure core that the contract itself calls:
//! every attestation, retraction, recusal, observation, challenge and settlement, each at its block,
//! must lead to exactly the events that follow it, and at the end to the state that the contract
//! states. Weights are asked of the groups at the heights they were read at, windows of feeds are
//! made again from their reports, and the documents are fetched and hashed. What cannot be checked is
//! said.
#![deny(missing_docs)]

mod error;
mod events;
mod feeds;
mod life;
mod papers;
mod report;
mod weights;

pub use error::ReplayError;
pub use papers::{Paper, Papers, Standing};
pub use report::{Fault, Replayed, contracts, replay};
