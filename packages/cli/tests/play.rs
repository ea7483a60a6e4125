//! Votes, step by step, in a play file.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A play of Celestia's voted plan.
struct Play {
    folder: TempDir,
}

impl Play {
    fn new() -> Play {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("proof.json"), "{}").unwrap();
        Play { folder }
    }

    /// Exit code, output, complaints of a command on the plan.
    fn say(&self, command: &str, args: &[&str]) -> (i32, String, String) {
        let plan = root().join("examples/celestia/voted.toml");
        let output = Command::cargo_bin("milegate")
            .unwrap()
            .current_dir(self.folder.path())
            .env("MILEGATE_ARTIFACTS", root().join("artifacts"))
            .arg(command)
            .arg(plan)
            .args(args)
            .args(["--play", "play.toml"])
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap();
        (code, text(output.stdout), text(output.stderr))
    }

    #[track_caller]
    fn does(&self, command: &str, args: &[&str]) -> String {
        let (code, out, err) = self.say(command, args);
        assert_eq!(code, 0, "{command} {args:?}: {out}{err}");
        out
    }

    /// A refusal, after which the file is as it was.
    #[track_caller]
    fn refused(&self, command: &str, args: &[&str], words: &str) {
        let before = self.text();
        let (code, out, err) = self.say(command, args);
        assert!(code != 0 && err.contains(words), "{out}{err}");
        assert_eq!(self.text(), before);
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("play.toml")).unwrap_or_default()
    }

    fn staked() -> Play {
        let play = Play::new();
        for (who, amount) in [
            ("exchange", "30000000"),
            ("pool", "25000000"),
            ("ab-01", "20000000"),
        ] {
            play.does("stake", &[amount, "--by", who]);
        }
        play
    }

    fn proposed() -> Play {
        let play = Play::staked();
        let evidence = [
            "--metric",
            "days",
            "--value",
            "98",
            "--document",
            "proof.json",
        ];
        let what = [
            "--by",
            "pool",
            "--title",
            "listed",
            "--at",
            "2024-02-16",
            "--attest",
            "listing",
        ];
        let uri = [
            "--uri",
            "https://evidence.example/1",
            "--as-of",
            "2024-02-15",
        ];
        let out = play.does("propose", &[&what[..], &evidence, &uri].concat());
        for words in [
            "effect: starts 168,529,812 TIA at once to 52 grants",
            "paid by listing: contributors (30 grants, 49,975,002 TIA), seed (10 grants",
            "class attest, voting: so far: fails: 0 voted, 15000000 are needed",
            "needs: 15,000,000 ballots (quorum: 20 % of what is not recused), yes at least 3,750,000",
            "next: Whoever had power at block",
            "next: Anyone can prove",
        ] {
            assert!(out.contains(words), "{words}: {out}");
        }
        play
    }
}

#[test]
fn a_listing_is_attested_step_by_step() {
    let play = Play::proposed();
    play.refused("vote", &["1", "yes", "--by", "ab-01"], "he is paid by it");
    play.refused(
        "vote",
        &["1", "yes", "--by", "stranger"],
        "`milegate stake` first",
    );
    play.refused(
        "vote",
        &["1", "maybe", "--by", "pool"],
        "say `yes`, `no`, `abstain` or `veto`",
    );
    play.refused(
        "vote",
        &["2", "yes", "--by", "pool"],
        "there is no proposal 2: 1 were opened",
    );
    play.refused("execute", &["1", "--at", "2024-02-20"], "leave out --at");
    let late = ["1", "yes", "--by", "pool", "--at", "2024-01-01"];
    play.refused("vote", &late, "steps are appended in order");
    play.does("vote", &["1", "yes", "--by", "exchange"]);
    play.does("vote", &["1", "no", "--by", "pool"]);
    let out = play.does("prove", &["1", "ab-01"]);
    assert!(out.contains("recused 20,000,000; turnout 100 %"), "{out}");
    let before = play.text();
    let out = play.does("tally", &["1", "--at", "2024-03-01"]);
    assert!(out.contains("class attest, executable: passes"), "{out}");
    assert_eq!(play.text(), before);
    let out = play.does("execute", &["1"]);
    assert!(
        out.contains("proposal 1 PASSED") && out.contains("listing: SHOWN"),
        "{out}"
    );
    let out = play.does("tally", &[]);
    assert!(
        out.contains("executed") && out.contains("1: attests listing, round 1"),
        "{out}"
    );
}

#[test]
fn what_was_played_is_a_scenario() {
    let play = Play::proposed();
    play.does("vote", &["1", "yes", "--by", "exchange"]);
    let text = play.text();
    assert!(
        text.starts_with(
            "title = \"a play\"\n\n[[event]]\nat = 2023-10-31T14:00:12Z\ndo = \"stake\"\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("[[event.messages]]\nas_of = 2024-02-15T00:00:00Z\n"),
        "{text}"
    );
    let (code, out, err) = play_scenario(&play);
    assert_eq!(code, 0, "{out}{err}");
    assert!(out.contains("proposal 1: exchange votes yes"), "{out}");
}

fn play_scenario(play: &Play) -> (i32, String, String) {
    let output = Command::cargo_bin("milegate")
        .unwrap()
        .current_dir(play.folder.path())
        .env("MILEGATE_ARTIFACTS", root().join("artifacts"))
        .arg("simulate")
        .arg(root().join("examples/celestia/voted.toml"))
        .args(["--scenario", "play.toml"])
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn machines_read_the_same() {
    let play = Play::proposed();
    let out = play.does("vote", &["1", "yes", "--by", "exchange", "--json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["proposal"]["yes"], 30_000_000);
    assert_eq!(value["proposal"]["opens"][0]["grants"], 52);
    assert_eq!(value["play"], "play.toml");
    assert!(value["lines"][0].as_str().unwrap().contains("votes yes"));
    let all: Value = serde_json::from_str(&play.does("tally", &["--json"])).unwrap();
    assert_eq!(all["proposals"][0]["status"], "voting");
    let (code, out, _) = play.say("vote", &["1", "yes", "--by", "ab-01", "--json"]);
    let value: Value = serde_json::from_str(&out).unwrap();
    assert!(
        code == 1 && value["error"].as_str().unwrap().contains("interested"),
        "{out}"
    );
}

#[test]
fn questions_payments_and_everything_else() {
    let play = Play::staked();
    let by = ["--by", "pool", "--title", "x"];
    play.refused("propose", &by, "say what it does: --attest");
    play.refused(
        "propose",
        &[&by[..], &["--pay", "writer"]].concat(),
        "--pay writer=200",
    );
    play.refused(
        "propose",
        &[&by[..], &["--pay", "writer=5"]].concat(),
        "accept-payments",
    );
    let odd = ["--message", "{ do = \"dance\" }"];
    play.refused("propose", &[&by[..], &odd].concat(), "unknown variant");
    let out = play.does(
        "propose",
        &[&by[..], &["--option", "docs", "--option", "tools"]].concat(),
    );
    assert!(out.contains("does: asks x: docs or tools?"), "{out}");
    let out = play.does("vote", &["1", "tools", "--by", "exchange"]);
    assert!(out.contains("tools 30,000,000"), "{out}");
    let rules = "{ do = \"set-rules\", rules = { attest = { quorum = \"25%\" } } }";
    let burn = "{\"bank\":{\"burn\":{\"amount\":[{\"denom\":\"utia\",\"amount\":\"1000000\"}]}}}";
    let out = play.does(
        "propose",
        &[&by[..], &["--message", rules, "--message", burn]].concat(),
    );
    for words in [
        "class rules",
        "attest quorum 20 % -> 25 %",
        "does: burns 1 TIA",
    ] {
        assert!(out.contains(words), "{words}: {out}");
    }
}

#[test]
fn a_challenge_and_its_dispute_are_one_step() {
    let play = Play::staked();
    let attest = |witness: &str| {
        format!(
            "\n[[event]]\nat = 2025-01-22\ndo = \"attest\"\nmilestone = \"lending\"\nwitness = \"{witness}\"\nmetric = \"m\"\n\
             value = \"v\"\ndocument = \"proof.json\"\nuri = \"https://evidence.example/2\"\n"
        )
    };
    let text = play.text() + &attest("committee") + &attest("auditor");
    std::fs::write(play.folder.path().join("play.toml"), text).unwrap();
    play.refused(
        "dispute",
        &["listing", "--by", "watcher"],
        "is the court of milestone listing",
    );
    let out = play.does("dispute", &["lending", "--by", "watcher"]);
    assert!(
        out.contains("CHALLENGED by watcher with 20000 TIA"),
        "{out}"
    );
    assert!(
        out.contains("effect: if it stands, starts 200,925,000 TIA"),
        "{out}"
    );
    assert!(play.text().contains("challenge = true"));
    play.refused("dispute", &["lending", "--by", "other"], "settles round 1");
}

#[test]
fn help_names_the_commands_on_play_files() {
    let play = Play::new();
    for command in [
        "stake", "propose", "vote", "prove", "execute", "tally", "dispute",
    ] {
        let (code, out, _) = play.say(command, &["--help"]);
        assert!(code == 0 && out.contains("Example"), "{command}: {out}");
    }
}
