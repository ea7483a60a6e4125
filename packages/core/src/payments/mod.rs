//! Payments: what a period's payments come to, what trailing windows come to, and when a payee is
//! paid.
//!
//! What is counted is kept as the sum of everything up to a period ([`Total`]), so a window is the
//! difference of two records and nothing has to be closed. What is paid stays in the contract until
//! the period after it is over ([`Credit`]): the same token is paid once in two periods, whoever
//! owns the accounts it goes through.
//!
//! Amounts are `Uint128` below 2^96 in base units of one denom, counts `Uint64`, periods `u32`,
//! counted from 0.

mod account;
mod credit;
mod error;
mod figures;
pub mod limits;
mod terms;

pub use account::{Account, Counted};
pub use credit::Credit;
pub use error::{Refusal, TermsError};
pub use figures::{Figures, Total, Window, window};
pub use terms::Terms;
