//! The plan, from files to steps.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

mod changes;
mod codes;
mod digest;
mod examples;
mod governance;
mod guards;
mod holders;
mod languages;
mod steps;
mod texts;
mod token;
mod witnesses;

use std::path::PathBuf;

/// The plans that the repository shows.
fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A plan that checks without an error or a warning; tests change one thing in it.
const CLEAN: &str = include_str!("clean.toml");

/// `CLEAN` under a governance of its own, which may cancel terminations and testifies.
fn governed() -> String {
    let text = changed(
        "governance = { address = \"sim:governance\", keys = \"4 of 7\" }",
        "governance = \"@governance\"",
    );
    let text = text.replacen("address = \"@auditor\"", "address = \"@governance\"", 1);
    let text = text.replacen(
        "auditor = { address = \"sim:auditor\", keys = \"2 of 3\" }\n",
        "",
        1,
    );
    format!("{text}\n[stake]\n\n[governance]\n")
}

/// `CLEAN` under a governance of its own, which may cancel terminations and judges disputes.
fn judged() -> String {
    let text = changed(
        "governance = { address = \"sim:governance\", keys = \"4 of 7\" }",
        "governance = \"@governance\"",
    );
    let (before, rest) = text.split_once("[multisig.court]").unwrap();
    let (_, after) = rest.split_once("[vault]").unwrap();
    let disputes = after.replacen("[disputes]", "[disputes]\ncourt = \"@governance\"", 1);
    format!("{before}[vault]{disputes}\n[stake]\n\n[governance]\n")
}

/// `CLEAN` whose second milestone asks a witness of every kind.
fn witnessed() -> String {
    let text = changed(
        "committee or auditor",
        "2 of (committee, market, volume, anyone)",
    );
    format!("{text}{}", include_str!("witnesses.toml"))
}

/// [`governed()`] with one piece replaced, which must be there.
fn regoverned(from: &str, to: &str) -> String {
    let text = governed();
    assert!(text.contains(from), "no `{from}`");
    text.replacen(from, to, 1)
}

/// `CLEAN` with one piece replaced, which must be there.
fn changed(from: &str, to: &str) -> String {
    assert!(CLEAN.contains(from), "clean.toml has no `{from}`");
    CLEAN.replacen(from, to, 1)
}
