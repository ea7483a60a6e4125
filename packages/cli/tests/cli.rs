//! The command line as people type it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn milegate(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("milegate").unwrap();
    command
        .current_dir(folder)
        .env("MILEGATE_ARTIFACTS", root().join("artifacts"));
    command
}

fn said(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

fn example(name: &str) -> String {
    root().join("examples").join(name).display().to_string()
}

fn json(folder: &Path, args: &[&str]) -> Value {
    let (code, out, err) = said(milegate(folder).args(args).arg("--json"));
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn a_new_plan_checks_clean_and_plays() {
    let folder = TempDir::new().unwrap();
    for template in ["minimal", "appchain"] {
        let (code, _, err) =
            said(milegate(folder.path()).args(["plan", "new", "--template", template, template]));
        assert_eq!(code, 0, "{err}");
        let checked = json(folder.path(), &["plan", "check", template]);
        assert_eq!(checked["problems"], serde_json::json!([]));
        let (code, out, err) = said(milegate(folder.path()).args(["simulate", template]));
        assert_eq!(code, 0, "{out}{err}");
    }
}

#[test]
fn a_template_for_each_milestone_checks_clean_and_says_who_could_fake_it() {
    let folder = TempDir::new().unwrap();
    for (template, milestone) in [
        ("listing", "listing"),
        ("payments", "payments"),
        ("lending", "lending"),
        ("self-sustaining", "sustaining"),
    ] {
        let (code, _, err) =
            said(milegate(folder.path()).args(["plan", "new", "--template", template, template]));
        assert_eq!(code, 0, "{err}");
        let checked = json(folder.path(), &["plan", "check", template]);
        assert_eq!(checked["problems"], serde_json::json!([]));
        let told = json(
            folder.path(),
            &["milestone", "explain", milestone, template],
        );
        assert_eq!(told["keys"]["open"], checked["facts"]["gates"][0]["open"]);
        assert!(told["keys"]["open"].as_u64() > Some(1), "{told:#}");
    }
}

#[test]
fn a_folder_that_is_there_is_left_alone() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("mine")).unwrap();
    let (code, _, err) = said(milegate(folder.path()).args(["plan", "new", "mine"]));
    assert_eq!((code, err.contains("already there")), (2, true));
}

#[test]
fn a_bad_plan_is_refused_with_every_line() {
    let folder = TempDir::new().unwrap();
    let plan = std::fs::read_to_string(root().join("examples/minimal/plan.toml")).unwrap();
    let broken = plan
        .replace("48_000 MER", "0 MER")
        .replace("sim:ada", "sim:judge-1");
    std::fs::write(folder.path().join("plan.toml"), broken).unwrap();
    let (code, out, err) = said(milegate(folder.path()).args(["plan", "check", "."]));
    assert_eq!(code, 1);
    assert!(
        out.contains("E040") && out.contains("E072") && out.contains("plan.toml:6"),
        "{out}"
    );
    assert!(err.contains("errors"), "{err}");
    let (code, _, err) = said(milegate(folder.path()).args(["simulate", "."]));
    assert_eq!((code, err.contains("E040")), (1, true));
}

#[test]
fn the_minimal_plan_pays_its_claim_in_every_built_in_scenario() {
    let folder = TempDir::new().unwrap();
    let plan = example("minimal");
    for (scenario, claimed, forfeited) in [
        ("all-reached", "48000000000", "0"),
        ("all-missed", "0", "48000000000"),
        ("hands-off", "0", "48000000000"),
    ] {
        let report = json(folder.path(), &["simulate", &plan, "--scenario", scenario]);
        let total = &report["report"]["categories"][0];
        assert_eq!(
            total["claimed"].as_str().unwrap_or_default(),
            claimed,
            "{total:#}"
        );
        assert_eq!(
            total["forfeited"].as_str().unwrap_or_default(),
            forfeited,
            "{total:#}"
        );
        let rules = report["audit"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), 11);
        assert!(rules.iter().all(|rule| rule["pass"] == true), "{rules:#?}");
    }
}

#[test]
fn the_same_report_comes_out_of_saved_state_in_an_empty_folder() {
    let folder = TempDir::new().unwrap();
    let plan = example("celestia");
    let (code, out, err) = said(milegate(folder.path()).args(["simulate", &plan, "--out", "a"]));
    assert_eq!(code, 0, "{err}");
    let again = out
        .lines()
        .find_map(|l| l.strip_prefix("again from the chain alone: "));
    let vault = again.unwrap().rsplit(' ').next().unwrap().to_owned();
    let empty = TempDir::new().unwrap();
    let state = folder.path().join("a/chain.state");
    let state = state.to_str().unwrap();
    let args = ["report", "--state", state, "--vault", &vault];
    let (code, _, err) = said(milegate(empty.path()).args(args));
    assert_eq!(code, 0, "{err}");
    let read = |folder: &Path, file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let first = folder.path().join("a");
    assert_eq!(
        read(&first, "payments.csv"),
        read(empty.path(), "payments.csv")
    );
    let without_command = |text: String| {
        let mut value: Value = serde_json::from_str(&text).unwrap();
        value["report"]["command"] = Value::Null;
        value["audit"] = Value::Null;
        value
    };
    let (one, two) = (
        read(&first, "report.json"),
        read(empty.path(), "report.json"),
    );
    assert_eq!(without_command(one), without_command(two));

    let explain = |grant: &str| {
        let args = [
            "grant", "explain", grant, "--state", state, "--vault", &vault,
        ];
        said(milegate(empty.path()).args(args))
    };
    let (code, out, err) = explain("core-01");
    assert_eq!(code, 0, "{err}");
    assert!(out.starts_with("core-01: 17,440,000 TIA"), "{out}");
    let (code, _, err) = explain("nobody");
    assert_eq!(code, 2);
    assert!(err.contains("no such grant"), "{err}");

    // 4 of 7 attestors; 2 of 3 at the auditor's, of whose keys the chain knows nothing.
    let told = |from: &[&str]| {
        let args = [&["milestone", "explain", "payments"], from].concat();
        json(empty.path(), &args)
    };
    assert_eq!(told(&[&plan])["keys"]["open"], 4 + 2);
    let from_chain = told(&["--state", state, "--vault", &vault]);
    assert_eq!(from_chain["keys"]["open"], 4 + 1);
    let words = from_chain["stands"].as_str().unwrap();
    assert!(words.starts_with("Missed at "), "{words}");
    let args = ["milestone", "explain", "borrowing", &plan];
    let (code, _, err) = said(milegate(empty.path()).args(args));
    assert_eq!((code, err.contains("payments")), (2, true), "{err}");
}

#[test]
fn every_published_example_balances_in_every_scenario() {
    let folder = TempDir::new().unwrap();
    for plan in ["celestia", "dydx", "arbitrum", "token"] {
        for scenario in ["hands-off", "all-reached", "all-missed"] {
            let (code, out, err) = said(milegate(folder.path()).args([
                "simulate",
                &example(plan),
                "--scenario",
                scenario,
                "--quiet",
            ]));
            assert_eq!(code, 0, "{plan} {scenario}: {out}{err}");
            assert!(
                out.contains("balances to the last unit"),
                "{plan} {scenario}: {out}"
            );
        }
    }
}

#[test]
fn eight_years_of_120_people_balance_to_the_unit() {
    let folder = TempDir::new().unwrap();
    let plan = example("celestia");
    let life = example("celestia/life.toml");
    let args = ["simulate", &plan, "--scenario", &life, "--out", "life"];
    let run = json(folder.path(), &args);

    let rules = run["audit"]["rules"].as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["pass"] == true), "{rules:#?}");
    let events = run["report"]["changes"].as_array().unwrap();
    let count = |event: &str| events.iter().filter(|c| c["event"] == event).count();
    assert_eq!(
        ["assigned", "terminated", "renounced", "declined"].map(count),
        [60, 7, 1, 1]
    );
    assert_eq!(
        ["owner_changed", "payee_changed", "change_cancelled"].map(count),
        [4, 1, 3]
    );

    // Every lot is paid or lost: unserved, given up, or never granted.
    let units = |value: &Value| value.as_str().unwrap().parse::<u128>().unwrap();
    let total = &run["report"]["totals"];
    let (claimed, forfeited) = (units(&total["claimed"]), units(&total["forfeited"]));
    assert_eq!(claimed + forfeited, 733_025_000_000_000);
    let causes = run["report"]["fate"]["causes"].as_array().unwrap();
    let lost: u128 = causes.iter().map(|cause| units(&cause["amount"])).sum();
    assert_eq!(lost, forfeited);
    let left = &run["report"]["reserves"][0]["left"];
    assert_eq!(units(left), 960_000_000_000);
}

#[test]
fn every_vote_of_the_celestia_example_ends_with_every_rule_kept() {
    let folder = TempDir::new().unwrap();
    let plan = example("celestia/voted.toml");
    for (scenario, statuses) in [
        ("attested", &["executed", "answered", "executed"][..]),
        ("disputed", &["executed", "executed"]),
        ("takeover", &["rejected"; 6]),
        ("too-late", &["rejected", "executed"]),
    ] {
        let file = example(&format!("celestia/governance/{scenario}.toml"));
        let args = ["simulate", &plan, "--scenario", &file, "--out", scenario];
        let run = json(folder.path(), &args);
        let rules = run["audit"]["rules"].as_array().unwrap();
        assert!(rules.iter().all(|rule| rule["pass"] == true), "{rules:#?}");
        let proposals = run["report"]["votes"]["proposals"].as_array().unwrap();
        let ended: Vec<&str> = proposals
            .iter()
            .map(|p| p["status"].as_str().unwrap())
            .collect();
        assert_eq!(ended, statuses, "{scenario}");
        let read = |file: &str| {
            let path = folder.path().join(scenario).join(file);
            std::fs::read_to_string(path).unwrap()
        };
        assert_eq!(read("votes.csv").lines().count(), statuses.len() + 1);
        let page = read("report.html");
        for words in [
            "<h2>Votes</h2>",
            "Insiders at most",
            "Who can do what",
            "May cancel",
        ] {
            assert!(page.contains(words), "{scenario}: {words}");
        }
    }
}

#[test]
fn a_scenario_of_holders_plays_on_the_saved_chain_too() {
    let folder = TempDir::new().unwrap();
    let scenario = "title = \"sold\"\nend = 2027-06-01\n\
        [[event]]\nat = 2027-02-01\ndo = \"announce\"\ngrant = \"ada\"\nchange = \"owner\"\n\
        to = \"buyer\"\nreason = \"sale\"\n\
        [[event]]\nat = 2027-02-02\ndo = \"carry-out\"\ngrant = \"ada\"\nchange = \"owner\"\n";
    std::fs::write(folder.path().join("sold.toml"), scenario).unwrap();
    for plan in ["minimal", "token"] {
        let plan = example(plan);
        let args = ["simulate", &plan, "--scenario", "sold.toml", "--out", "o"];
        let (code, out, err) = said(milegate(folder.path()).args(args));
        assert_eq!(code, 0, "{err}");
        assert!(out.contains("2027-02-02  ada: goes over to buyer from ada (sale)"));
        let vault = out.trim_end().rsplit(' ').next().unwrap();
        let args = ["report", "--state", "o/chain.state", "--vault", vault];
        let again = json(folder.path(), &args);
        let changes = again["report"]["changes"].as_array().unwrap();
        let moved = changes.iter().any(|c| c["event"] == "owner_changed");
        assert!(moved, "{changes:#?}");
    }
}

#[test]
fn a_scenario_that_expects_a_refusal_in_vain_fails() {
    let folder = TempDir::new().unwrap();
    let scenario =
        "title = \"x\"\n[[event]]\nat = 2027-06-01\ndo = \"conclude\"\nmilestone = \"listing\"\n";
    let file = folder.path().join("s.toml");
    let simulate = |folder: &Path| {
        said(milegate(folder).args(["simulate", &example("minimal"), "--scenario", "s.toml"]))
    };
    std::fs::write(&file, scenario).unwrap();
    let (code, _, err) = simulate(folder.path());
    assert!(
        code == 1 && err.contains("conclude by anyone: refused"),
        "{err}"
    );
    std::fs::write(
        &file,
        format!("{scenario}refused = \"nothing of the kind\"\n"),
    )
    .unwrap();
    let (code, _, err) = simulate(folder.path());
    assert!(code == 1 && err.contains("expected to be refused"), "{err}");
}

#[test]
fn what_is_not_there_is_said() {
    let folder = TempDir::new().unwrap();
    let (code, _, err) = said(milegate(folder.path()).args(["simulate", "nowhere"]));
    assert!(code == 1 && err.contains("nowhere"), "{err}");
    let none = ["report", "--state", "nothing", "--vault", "mile1x"];
    let (code, _, err) = said(milegate(folder.path()).args(none));
    assert!(code == 2 && err.contains("nothing"), "{err}");
    let (code, _, _) = said(milegate(folder.path()).arg("fly"));
    assert_eq!(code, 2);
}

#[test]
fn completions_and_help_name_the_commands() {
    let folder = TempDir::new().unwrap();
    let (code, out, _) = said(milegate(folder.path()).args(["completions", "bash"]));
    assert!(code == 0 && out.contains("simulate"));
    let (_, out, _) = said(milegate(folder.path()).args(["simulate", "--help"]));
    assert!(out.contains("Examples:") && out.contains("hands-off"));
}
