//! What people sign and compare, as they ask for it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn said(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("milegate").unwrap();
    let output = command.current_dir(folder).args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn a_part_of_a_plan_is_explained() {
    let (code, out, _) = said(
        &examples(),
        &["plan", "explain", "celestia", "--for", "seed"],
    );
    assert_eq!((code, out.contains("Category seed")), (0, true), "{out}");
    assert!(!out.contains("research"), "{out}");
    let (code, out, _) = said(
        &examples(),
        &["plan", "explain", "minimal", "--grant", "ada"],
    );
    assert_eq!((code, out.contains("Grant ada")), (0, true), "{out}");
    let (code, _, err) = said(
        &examples(),
        &["plan", "explain", "celestia", "--for", "team"],
    );
    assert_eq!(
        (code, err.contains("it has research, series-ab")),
        (2, true),
        "{err}"
    );
}

#[test]
fn a_letter_carries_the_digest_that_check_prints() {
    let (_, out, _) = said(&examples(), &["plan", "check", "minimal", "--json"]);
    let checked: Value = serde_json::from_str(&out).unwrap();
    let (code, letter, err) = said(&examples(), &["letter", "--grant", "ada", "minimal"]);
    assert_eq!(code, 0, "{err}");
    assert!(letter.starts_with("# Annex: grant ada"), "{letter}");
    assert!(
        letter.contains(checked["digest"].as_str().unwrap()),
        "{letter}"
    );
    let (code, _, err) = said(&examples(), &["letter", "--grant", "grace", "minimal"]);
    assert_eq!((code, err.contains("it has ada")), (2, true), "{err}");
}

#[test]
fn two_plans_are_compared() {
    let folder = TempDir::new().unwrap();
    let plan = std::fs::read_to_string(examples().join("minimal/plan.toml")).unwrap();
    let more = plan.replace("48_000 MER", "49_000 MER");
    std::fs::write(folder.path().join("before.toml"), &plan).unwrap();
    std::fs::write(folder.path().join("after.toml"), more).unwrap();
    let args = ["plan", "diff", "before.toml", "after.toml"];
    let (code, out, err) = said(folder.path(), &args);
    assert_eq!(code, 0, "{err}");
    let line = "amount: 48,000 MER -> 49,000 MER (+1,000 MER)";
    assert!(out.contains("grant ada") && out.contains(line), "{out}");
    let same = ["plan", "diff", "before.toml", "before.toml", "--json"];
    let (_, out, _) = said(folder.path(), &same);
    let same: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&same["before"], &same["edits"]),
        (&same["after"], &serde_json::json!([]))
    );
}
