//! Ghosts: what the contracts should be, kept beside them while they run.
//!
//! The milestone ghost is the table of spec 3 read aloud, with names instead of keys. The vault's
//! ghost is the oracle's world.

mod milestone;

pub use milestone::{Attestation, Leaf, Milestone, Money, Refused, Stage, Tree};
