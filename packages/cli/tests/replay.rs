//! `milegate replay` as people type it, and what docs/replay.md shows.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

const PAGE: &str = include_str!("../../../docs/replay.md");

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

#[test]
fn a_listing_is_replayed_as_the_page_shows() {
    let folder = TempDir::new().unwrap();
    let plan = root().join("examples/celestia").display().to_string();
    let evidence = format!("{plan}/evidence");
    let (code, out, err) = milegate(folder.path(), &["simulate", &plan, "--json"]);
    assert_eq!(code, 0, "{err}");
    let told: Value = serde_json::from_str(&out).unwrap();
    let contracts = told["report"]["header"]["contracts"].as_array().unwrap();
    let mut named = contracts.iter();
    let milestones = named.find(|contract| contract["role"] == "milestones");
    let milestones = milestones.unwrap()["address"].as_str().unwrap();

    let state = "out/celestia/chain.state";
    let replay = [
        "replay",
        "listing",
        "--state",
        state,
        "--milestones",
        milestones,
    ];
    let with = |more: &[&str]| milegate(folder.path(), &[&replay[..], more].concat());
    let (code, out, err) = with(&["--evidence", &evidence, "--offline"]);
    assert_eq!(code, 0, "{out}{err}");
    let (_, shown) = PAGE.split_once("```text\n").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    // Addresses follow from the code, which changes more often than the page.
    let plain = |text: &str| {
        let word = |word: &str| {
            let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
            let address = bare.len() > 40;
            if address {
                word.replace(bare, "ADDRESS")
            } else {
                word.to_owned()
            }
        };
        let lines = text
            .lines()
            .map(|line| line.split(' ').map(word).collect::<Vec<_>>().join(" "));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        plain(&out),
        plain(shown),
        "docs/replay.md shows another answer:\n{out}"
    );

    let empty = folder.path().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let empty = empty.display().to_string();
    let (code, out, _) = with(&["--evidence", &empty, "--offline", "--json"]);
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &told["contradictions"]), (0, &serde_json::json!([])));
    assert_eq!(told["papers"][0]["standing"]["is"], "missing");

    let (code, _, err) = milegate(
        folder.path(),
        &[
            "replay",
            "nothing",
            "--state",
            state,
            "--milestones",
            milestones,
        ],
    );
    assert_eq!(
        (code, err.contains("has no milestone nothing")),
        (2, true),
        "{err}"
    );
}
