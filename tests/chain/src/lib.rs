//! What a real chain is tested with: a localnet, a plan whose people have keys there, and the log of an
//! embedded chain played again.
//!
//! Everything here stops a test by panicking, with what went wrong.

mod costs;
mod desk;
mod embedded;
mod home;
mod localnet;
mod names;
mod pace;
mod replay;
mod verified;

pub use costs::{Bill, Costs, Words, did};
pub use desk::{Desk, Said, Serving, milegate};
pub use embedded::{Embedded, Record};
pub use home::Home;
pub use localnet::{Localnet, artifacts, checkout};
pub use names::Names;
pub use replay::Replay;
pub use verified::{failing, holds, verified};
