//! `milegate report feed` as people type it: a rehearsal on saved state, sources on a local server.
#![allow(clippy::arithmetic_side_effects)] // figures of a test

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use cosmwasm_std::Addr;
use embedded_chain::Chain;
use milegate_fetch::local::{Answer, Local};
use serde_json::{Value, json};
use tempfile::TempDir;

fn artifact(name: &str) -> Vec<u8> {
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../artifacts");
    let folder = std::env::var_os("MILEGATE_ARTIFACTS").map_or_else(own, PathBuf::from);
    std::fs::read(folder.join(format!("{name}.wasm"))).unwrap()
}

/// A folder with a chain on which a feed runs, and a file of three sources for it.
struct Desk {
    folder: TempDir,
    server: Local,
    reporter: Addr,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let mut chain = Chain::builder().build();
        let deployer = chain.address("deployer");
        let reporter = chain.address("reporter");
        let mut code = |name| chain.store_code(&artifact(name)).unwrap();
        let (group, oracle) = (code("cw4_group"), code("milegate_oracle"));
        let members = [&reporter, &chain.address("another")];
        let members = members.map(|who| json!({ "addr": who, "weight": 1 }));
        let terms = json!({ "admin": null, "members": members });
        let (group, _) = chain
            .instantiate(&deployer, group, &terms, &[], "group", None)
            .unwrap();
        let start = chain.block().time.seconds() + 100;
        let terms = json!({
            "plan": { "name": "feeds", "digest": "07".repeat(32) },
            "governance": null,
            "feeds": [{
                "name": "volume", "unit": "USD", "decimals": 2, "group": group, "quorum": 6_000,
                "min": "1", "max": "1000000",
                "calendar": { "start": start, "period": 86_400 },
                "windows": [{ "periods": 3, "least": null, "max_gap": 1 }],
            }],
        });
        let (oracle, _) = chain
            .instantiate(&deployer, oracle, &terms, &[], "oracle", None)
            .unwrap();
        chain.advance(200);
        chain.save(folder.path().join("chain.state")).unwrap();

        let server = Local::new().unwrap();
        let mut file = format!(
            "[feed]\noracle = \"{oracle}\"\nname = \"volume\"\n[report]\nneed = 2\ndeviation = \"2 %\"\n\
             uri = \"https://reports.example/\"\n"
        );
        for name in ["one", "two", "three"] {
            let path = format!("/{name}");
            server.answer(&path, Answer::Body("{\"usd\": 412.345}".into()));
            file += &format!(
                "[[source]]\nname = \"{name}\"\nurl = \"{}\"\npointer = \"/usd\"\n",
                server.url(&path)
            );
        }
        std::fs::write(folder.path().join("sources.toml"), file).unwrap();
        Desk {
            folder,
            server,
            reporter,
        }
    }

    fn says(&self, more: &[&str]) -> (i32, String, String) {
        let mut command = Command::cargo_bin("milegate").unwrap();
        command.current_dir(self.folder.path());
        command
            .env_remove("MILEGATE_NODE")
            .env_remove("MILEGATE_KEY");
        command.args(["report", "feed", "sources.toml"]).args(more);
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap();
        (code, text(output.stdout), text(output.stderr))
    }

    fn rehearses(&self, more: &[&str]) -> (i32, String, String) {
        let on = ["--state", "chain.state", "--as", self.reporter.as_str()];
        self.says(&[&on[..], more].concat())
    }

    fn change(&self, from: &str, to: &str) {
        let path = self.folder.path().join("sources.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        std::fs::write(path, text.replace(from, to)).unwrap();
    }
}

#[test]
fn a_file_is_checked_without_asking_anybody() {
    let desk = Desk::new();
    let (code, out, err) = desk.says(&["--check"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(
        out,
        "sources.toml: feed volume, 2 of 3 sources must agree within 2 %\n"
    );
    desk.change("need = 2", "need = 4");
    let (code, _, err) = desk.says(&["--check"]);
    assert_eq!(code, 2);
    assert!(err.contains("sources.toml:5  4 of 3 sources"), "{err}");
    assert!(desk.server.asked().is_empty());
}

#[test]
fn a_dry_run_shows_what_would_be_reported() {
    let desk = Desk::new();
    desk.server.answer("/two", Answer::Dead);
    let (code, out, err) = desk.rehearses(&["--dry-run", "--quiet"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("one: 41234\ntwo: "), "{out}");
    assert!(
        out.contains("would report 41234 in period 0: 412.34 USD"),
        "{out}"
    );
    assert!(!desk.folder.path().join("reports").exists());

    let (code, out, _) = desk.rehearses(&["--dry-run", "--json"]);
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &document["value"]), (0, &json!("41234")));
}

#[test]
fn a_period_is_reported_once_however_often_it_is_asked_for() {
    let desk = Desk::new();
    let (code, out, err) = desk.rehearses(&["--once"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(out, "reported 41234 in period 0\n");
    assert!(err.contains("evidence kept"), "{err}");
    let (code, out, err) = desk.rehearses(&["--once", "--quiet"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(out, "41234 was reported in period 0 before\n");
}

#[test]
fn what_cannot_be_reported_is_a_failure_with_its_reason() {
    let desk = Desk::new();
    for path in ["/one", "/two"] {
        desk.server.answer(path, Answer::Status(500));
    }
    let (code, _, err) = desk.rehearses(&["--once", "--quiet"]);
    assert_eq!(code, 1);
    assert!(err.contains("1 sources agree, 2 are needed"), "{err}");
    assert!(err.contains("  one: status 500"), "{err}");

    let (code, _, err) = desk.says(&["--once"]);
    assert_eq!(code, 2);
    assert!(err.contains("name the chain"), "{err}");
    let (code, _, err) = desk.rehearses(&[]);
    assert_eq!(code, 2);
    assert!(err.contains("time stands still"), "{err}");
}

#[test]
fn the_report_of_a_vault_is_asked_for_as_before() {
    let mut command = Command::cargo_bin("milegate").unwrap();
    let output = command.args(["report", "--state", "x"]).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err.contains("--vault"), "{err}");
}
