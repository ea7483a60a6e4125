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

/// Plays a scenario of an example; the address of its milestones.
fn simulated(folder: &Path, args: &[&str]) -> String {
    let (code, out, err) = milegate(folder, &[&["simulate"], args, &["--json"]].concat());
    assert_eq!(code, 0, "{err}");
    let told: Value = serde_json::from_str(&out).unwrap();
    let contracts = told["report"]["header"]["contracts"].as_array().unwrap();
    let mut named = contracts.iter();
    let milestones = named.find(|contract| contract["role"] == "milestones");
    milestones.unwrap()["address"].as_str().unwrap().to_owned()
}

/// The texts that the page shows.
fn shown() -> Vec<&'static str> {
    let blocks = PAGE.split("```text\n").skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

#[test]
fn a_listing_is_replayed_as_the_page_shows() {
    let folder = TempDir::new().unwrap();
    let plan = root().join("examples/celestia").display().to_string();
    let evidence = format!("{plan}/evidence");
    let milestones = &simulated(folder.path(), &[&plan]);
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
        plain(shown()[0]),
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

#[test]
fn documents_that_do_not_fit_are_named_as_the_page_shows() {
    let folder = TempDir::new().unwrap();
    let examples = root().join("examples");
    let read = |path: &str| std::fs::read_to_string(examples.join(path)).unwrap();
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let changed = |text: &str, [from, to]: [&str; 2]| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    };
    let depth = [r#""least_depth": "251000""#, r#""least_depth": "260000""#];
    let one = changed(&read("evidence/exchange-listing.json"), depth);
    let two = changed(&one, [r#""days_live": 90"#, r#""days_live": 91"#]);
    write("first.json", one);
    write("second.json", two);
    let mut bonded = read("witnesses/bonded.toml");
    for name in ["first", "second"] {
        let file = format!("{name}.json");
        bonded = changed(&bonded, ["../evidence/exchange-listing.json", &file]);
        bonded = changed(&bonded, ["/exchange-listing.json", &format!("/{file}")]);
    }
    let scenario = write("bonded.toml", bonded);
    let plan = examples.join("witnesses").display().to_string();
    let args = [plan.as_str(), "--scenario", &scenario, "--out", "out"];
    let milestones = simulated(folder.path(), &args);

    let evidence = folder.path().display().to_string();
    let args = [
        "replay",
        "listing",
        "--state",
        "out/chain.state",
        "--milestones",
        &milestones,
        "--evidence",
        &evidence,
        "--offline",
    ];
    let (code, out, err) = milegate(folder.path(), &args);
    assert_eq!(code, 0, "{out}{err}");
    assert!(
        out.contains(shown()[1]),
        "docs/replay.md shows another answer:\n{out}"
    );
}
