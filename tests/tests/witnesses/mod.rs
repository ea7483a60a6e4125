//! What state leaves see of contracts that were not made for them.

mod adapter;
mod lending;
mod payments;
