//! The life of a milestone: terms, policy, attestations, challenge, dispute, end, and the bonds.

mod terms;

pub use terms::{Evidence, OnSilence, Policy, Terms, Verdict, Witness, WitnessKind};
