//! The life of a milestone: terms, policy, attestations, challenge, dispute, end, and the bonds.
//!
//! `State` has one method per message; each takes the frozen terms and the clock and gives a
//! [`Transition`], or a [`Refusal`] that changes nothing. A [`State`] holds sums, never a list of
//! attestations: whether one stands follows from its number and its leaf's floor.

mod bonds;
mod check;
mod comparison;
mod decimal;
mod dispute;
mod error;
mod evidence;
mod fall;
mod feed;
pub mod keys;
pub mod limits;
mod observe;
mod policy;
mod removal;
mod state;
mod terms;
mod terms_error;
mod told;
mod transition;

pub use bonds::{Books, MAX_BOND, Release, Returned};
pub(crate) use check::check_name;
pub use check::{check_digest, check_distinct, check_text};
pub use comparison::{Check, Comparison};
pub use error::Refusal;
pub use evidence::{Attestor, Claim, Previous};
pub use fall::LATE_FALLS;
pub use feed::Measure;
pub use observe::{Hold, Observed, Seen, Watch};
pub use state::{
    Attestation, COMMITTEE_MEMBERS, Challenge, Leaf, Pledge, STRUCK_ASSERTIONS, Stage, State,
    Strike, Tally,
};
pub use terms::{Evidence, OnSilence, Policy, Terms, Verdict, Witness, WitnessKind};
pub use terms_error::TermsError;
pub use told::{Told, Written};
pub use transition::{Outcome, Transition};
