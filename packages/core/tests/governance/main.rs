//! Governance: rules and classes, the tally against an oracle, and every history of small proposals.
#![allow(clippy::arithmetic_side_effects)]

mod kit;
mod world;

mod change;
mod class;
mod deposit;
mod exhaustive;
mod oracle;
mod payment;
mod proposal;
mod rules;
mod share;
mod status;
mod tally;
mod truths;
