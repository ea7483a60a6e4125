//! Every test that crosses a crate, in one binary.

mod concrete;
mod gas;
mod matrix;
mod property;
mod stateful;
mod threats;
mod trees;
