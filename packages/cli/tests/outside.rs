//! `milegate verify` as people type it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn milegate(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("milegate").unwrap();
    command.current_dir(folder).args(args);
    command.env("MILEGATE_ARTIFACTS", root().join("artifacts"));
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    (code, text(output.stdout), text(output.stderr))
}

/// A vault in saved state, and its address.
fn simulated(folder: &Path) -> String {
    let (code, _, err) = milegate(folder, &["plan", "new", "mine"]);
    assert_eq!(code, 0, "{err}");
    let play = ["simulate", "mine", "--scenario", "all-reached", "--json"];
    let (code, out, err) = milegate(folder, &play);
    assert_eq!(code, 0, "{err}");
    let told: Value = serde_json::from_str(&out).unwrap();
    let contracts = told["report"]["header"]["contracts"].as_array().unwrap();
    contracts[0]["address"].as_str().unwrap().to_owned()
}

#[test]
fn a_deployment_is_held_against_its_plan() {
    let folder = TempDir::new().unwrap();
    let vault = simulated(folder.path());
    let verify = ["verify", &vault, "--state", "out/mine/chain.state"];
    let with = |more: &[&str]| milegate(folder.path(), &[&verify[..], more].concat());

    let (_, out, err) = with(&["--plan", "mine"]);
    assert!(out.contains("PASS  grants"), "{out}{err}");

    let plan = folder.path().join("mine/plan.toml");
    let text = std::fs::read_to_string(&plan).unwrap();
    std::fs::write(
        &plan,
        text.replacen("[plan]", "[plan]\n# a comment is no difference", 1),
    )
    .unwrap();
    let (_, out, _) = with(&["--plan", "mine", "--json"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    let fact = |name: &str| {
        let facts = told["facts"].as_array().unwrap().iter();
        facts.clone().find(|fact| fact["fact"] == name).unwrap()["outcome"].clone()
    };
    assert_eq!(fact("plan-digest"), "pass");
    assert_eq!(fact("seal-digest"), "pass");

    // What was sealed is no draft.
    let (code, out, _) = with(&["--staged"]);
    assert_eq!(code, 1);
    assert!(out.contains("FAIL  phase"), "{out}");

    let (code, _, err) = milegate(folder.path(), &["verify", &vault, "--state", "nowhere"]);
    assert_eq!(code, 2, "{err}");
}
