//! What others may rely on: messages, responses, events, typed handles and raw keys.
//!
//! Amounts in base units and lots are decimal strings in JSON; instants are Unix seconds and
//! durations seconds, as numbers.
#![deny(missing_docs)]

pub mod adapter;
pub mod answer;
pub mod common;
pub mod funds;
pub mod governance;
pub mod lean;
pub mod milestones;
pub mod oracle;
pub mod packed;
pub mod payments;
pub mod stake;
pub mod vesting;

pub use milegate_core as core;
