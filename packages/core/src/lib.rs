//! The arithmetic and the decisions of Milegate.
//!
//! Pure by construction: nothing here sees storage, a querier, a sender's key or a response; the
//! clock is an argument. Contracts load, authorise, ask this crate, save and respond.
//!
//! Units: amounts are base units of the vault's asset (`Uint128`), lots and weights are `Uint64`,
//! instants are Unix seconds and durations seconds (`u64`), heights are blocks (`u64`).
#![deny(missing_docs)]

mod clock;
mod conclusion;
pub mod governance;
pub mod guard;
pub mod holder;
pub mod ledger;
pub mod milestone;
pub mod oracle;
pub mod payments;
pub mod stake;

pub use clock::{Point, Span, utc};
pub use conclusion::Conclusion;
