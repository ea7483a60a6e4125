//! What a grant has earned: curves, gates, schedules, grants and their totals.
//!
//! Every lot of a schedule behaves alike and rounding is per lot, so sums over any number of
//! grants are products: exact, and constant time.

mod terms;

pub use terms::{Curve, Gate, IfMissed, Schedule, Service, Tranche};
