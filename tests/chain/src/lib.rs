//! What a real chain is tested with: a localnet, and an example's plan whose people have keys there.
//!
//! Everything here stops a test by panicking, with what went wrong.

mod home;
mod localnet;

pub use home::Home;
pub use localnet::{Localnet, checkout};
