//! The life of a proposal: class, rule, ballots, recusal, result, execution.
//!
//! [`Terms`] are what is fixed when a proposal opens, [`Proposal`] is what changes: a few sums,
//! never a list of voters. A method gives the next state, or a [`Refusal`] that changes nothing.
//! Where a proposal stands is one function of both and the clock, [`Proposal::status`].
//!
//! Powers are the units of the power source (`Uint64`, as cw4 counts them).

mod class;
mod deposit;
mod error;
pub mod limits;
mod payment;
mod proposal;
mod rule;
mod rule_error;
mod share;
mod status;
mod tally;
mod terms;
mod voter;

pub use class::{Class, Content, Kind, Recusal};
pub use deposit::{Fate, admit, check_deposit, check_repeat, fate};
pub use error::Refusal;
pub use payment::{Payment, check_citation, check_held, pay};
pub use proposal::Proposal;
pub use rule::{Rule, Rules};
pub use rule_error::RuleError;
pub use share::Share;
pub use status::{End, Status, Task, check_guardian, check_start};
pub use tally::{Decision, Outcome, Shortfall, Tally};
pub use terms::{Electorate, Terms};
pub use voter::{Choice, Effect, Period, Voter};
