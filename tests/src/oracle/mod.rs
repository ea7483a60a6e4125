//! A second implementation of spec 1, written from the text alone.
//!
//! It differs from the product on purpose: exact rationals instead of scaled integers, one grant
//! after another instead of totals, the diary of what happened instead of latched state. It knows
//! what was concluded by an instant only from the conclusions dated up to it. For the guard it
//! proves nothing: it looks at every window.

mod curve;
mod gate;
mod window;
mod world;

pub use curve::{Q, release_second, released, share};
pub use gate::{Diary, Standing, standing};
pub use window::{Openings, openings, walk};
pub use world::{Fate, Figures, HeldBack, Holding, World};
