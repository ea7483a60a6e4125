//! What a stake weighs, and what leaves it.
//!
//! A weight is a plain `u64`: cw4 writes it as a number.

mod claim;
mod error;
mod terms;

pub use claim::{Claim, MAX_CLAIMS, add_claim, take_due};
pub use error::StakeError;
pub use terms::{MAX_UNBONDING, MIN_UNBONDING, Stake, Terms, add, subtract, total};
