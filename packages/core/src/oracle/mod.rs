//! Feeds: what a period's reports come to, and what trailing windows of periods come to.
//!
//! A period's value is the lower weighted median of all its reports; without a quorum the period is
//! a **gap**. A value is kept with the sum and the number of all values up to it ([`Entry`]), so a
//! window is the difference of two entries ([`read`]), however long it is and however much history
//! there was. Gaps leave no entry: any number of them is closed at once.
//!
//! Values are `Uint128` below 2^96 in the feed's unit and decimals, periods `u32`, counted from 0.

mod calendar;
mod entry;
mod error;
pub mod limits;
mod reading;
mod settlement;
mod terms;

pub use calendar::Calendar;
pub use entry::{Entry, Mark, Total};
pub use error::{FeedError, Refusal};
pub use reading::{Reading, read};
pub use settlement::{Report, Settlement, check_weight, settle};
pub use terms::{Feed, Window};
