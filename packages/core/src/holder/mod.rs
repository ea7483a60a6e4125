//! What may happen to a grant besides claiming: announced changes, and whom it makes interested.

mod change;
mod tie;

pub use change::{Announced, CHANGE_LIFE, MIN_RECOVERY, MIN_WAIT, Readiness, span};
pub use tie::{Part, Tie};
