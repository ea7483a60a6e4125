//! One message, one function, one file: load, authorise, decide, save, respond.

mod add_bounty;
mod attest;
mod challenge;
mod conclude;
mod observe;
mod pay_dues;
mod recuse;
mod retract;
mod settle;
mod withdraw;

pub use add_bounty::add_bounty;
pub use attest::attest;
pub use challenge::challenge;
pub use conclude::conclude;
pub use observe::observe;
pub use pay_dues::pay_dues;
pub use recuse::recuse;
pub use retract::retract;
pub use settle::settle;
pub use withdraw::withdraw;
