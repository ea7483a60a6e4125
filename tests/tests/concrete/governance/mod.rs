//! Messages of the governance.

mod accept_payments;
mod add_suite;
mod answer;
mod ask;
mod cancel;
mod close;
mod dispute;
mod execute;
mod instantiate;
mod kit;
mod migrate;
mod propose;
mod prove;
mod readmit;
mod set_guardian;
mod set_rules;
mod vote;
