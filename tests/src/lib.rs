//! The proof of Milegate: a second implementation of its ledger, a random source of plans, and the
//! suite every test is written with.
//!
//! Nothing here is shipped. The oracle is written from the specification alone and shares no
//! arithmetic with the product: exact rationals, one grant at a time.

pub mod cells;
pub mod feeds;
pub mod ghost;
pub mod governance;
pub mod oracle;
pub mod payments;
pub mod plans;
pub mod rng;
pub mod sampled;
pub mod stake;
pub mod suite;
pub mod tree;
