//! The plan, from files to steps.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod changes;
mod codes;
mod digest;
mod examples;
mod guards;
mod holders;
mod languages;
mod steps;
mod texts;
mod token;

use std::path::PathBuf;

/// The plans that the repository shows.
fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A plan that checks without an error or a warning; tests change one thing in it.
const CLEAN: &str = include_str!("clean.toml");

/// `CLEAN` with one piece replaced, which must be there.
fn changed(from: &str, to: &str) -> String {
    assert!(CLEAN.contains(from), "clean.toml has no `{from}`");
    CLEAN.replacen(from, to, 1)
}
