//! The log of an embedded chain, played again on a real one: the same outcomes, and what they cost.

mod names;
mod replay;

pub use names::Names;
pub use replay::{Outcome, Replay};
