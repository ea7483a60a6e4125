//! Every test that crosses a crate, in one binary.

mod concrete;
mod matrix;
mod property;
mod stateful;
mod trees;
