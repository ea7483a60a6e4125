//! What a grant has earned: curves, gates, schedules, grants and their totals.
//!
//! Every lot of a schedule behaves alike and rounding is per lot, so sums over any number of
//! grants are products: exact, and constant time. A figure is read off in four steps:
//! [`Curve::released`] -> [`Standing::per_lot`] -> [`Grant::figures`], or [`Totals::figures`].

mod curve;
mod error;
mod figures;
mod gate;
mod grant;
pub mod limits;
pub(crate) mod math;
mod schedule;
mod standing;
mod terms;
mod totals;

pub use error::LedgerError;
pub use figures::Figures;
pub use gate::GateState;
pub use grant::{Grant, Tenure};
pub use math::{amount, difference, sum, under_cap};
pub use standing::{Latched, PerLot, Standing};
pub use terms::{Curve, Gate, IfMissed, Schedule, Service, Tranche};
pub use totals::Totals;
