//! Every code has a plan that shows it: one change to a clean one.

use std::collections::BTreeSet;
use std::fs;

use milegate_plan::{CODES, CheckOptions, Plan, Problems, check};

use crate::changes::CHANGES;
use crate::{CLEAN, changed, governed, judged, regoverned, witnessed};

/// What reading and checking find.
pub fn problems(file: &str, text: &str, options: CheckOptions) -> Problems {
    match Plan::parse(file, text) {
        Ok(plan) => check(&plan, options).problems,
        Err(problems) => problems,
    }
}

/// Codes that need more than a change of text.
const OTHERS: &[&str] = &["E032", "E048", "E050"];

fn change(code: &str, from: &str, to: &str) -> String {
    match code {
        // A cw20 token has no denom in which bonds could be paid.
        "W119" => changed(from, to)
            .replacen("bond = ", "bond_denom = \"umer\"\nbond = ", 1)
            .replacen("20 MER", "20 umer", 1),
        // One key opens lending only if the auditor is one and stands alone.
        "E075" => changed("keys = \"2 of 3\"", "keys = \"1 of 3\""),
        "E083" | "E084" | "E085" | "E086" | "E087" | "E088" | "E089" | "E090" | "E091" | "E092"
        | "E094" | "W125" | "W126" | "W127" | "W128" => {
            let text = witnessed();
            assert!(text.contains(from), "no `{from}`");
            let text = text.replacen(from, to, 1);
            match code {
                "W126" => text.replacen("admin = \"none\"\n", "", 1),
                "W127" => text.replacen("\"/collateral_factor >= 0.40\", ", "", 1),
                "E091" => text.replacen(
                    "[milestone.lending]",
                    "[milestone.lending]\nwindow = \"2d\"",
                    1,
                ),
                _ => text,
            }
        }
        "E077" => judged().replacen(from, to, 1),
        "E078" | "E079" | "E081" | "E082" | "W121" | "W122" | "W123" | "W124" | "W130" | "W131" => {
            regoverned(from, to)
        }
        _ => changed(from, to),
    }
}

#[test]
fn clean_is_clean() {
    for text in [CLEAN.to_owned(), governed(), judged(), witnessed()] {
        let found = problems("clean.toml", &text, CheckOptions::default());
        assert_eq!(found.0, [], "{found}");
    }
}

#[test]
fn each_change_shows_its_code() {
    for (code, from, to) in CHANGES {
        let text = change(code, from, to);
        let found = problems("clean.toml", &text, CheckOptions::default());
        assert!(
            found.0.iter().any(|problem| problem.code == *code),
            "{code} not in:\n{found}"
        );
        let located = found
            .0
            .iter()
            .filter(|p| p.code == *code && p.place.line > 0)
            .count();
        let whole_plan = ["E001", "E004", "W102", "E045"].contains(code);
        assert!(located > 0 || whole_plan, "{code} has no line:\n{found}");
    }
}

#[test]
fn every_code_has_a_change() {
    let shown: BTreeSet<&str> = CHANGES
        .iter()
        .map(|(code, _, _)| *code)
        .chain(OTHERS.iter().copied())
        .collect();
    let known: BTreeSet<&str> = CODES.iter().map(|info| info.code).collect();
    assert_eq!(shown, known);
}

#[test]
fn every_code_is_documented() {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/codes.md");
    let docs = fs::read_to_string(docs).expect("docs/codes.md");
    for info in CODES {
        let row = docs
            .lines()
            .find(|line| line.starts_with(&format!("| {} |", info.code)));
        let row = row.unwrap_or_else(|| panic!("docs/codes.md has no row of {}", info.code));
        assert!(
            row.contains(info.rule),
            "docs/codes.md says something else of {}",
            info.code
        );
    }
}

#[test]
fn output_of_every_change() {
    let mut golden = String::new();
    for (code, from, to) in CHANGES {
        let text = change(code, from, to);
        let found = problems("clean.toml", &text, CheckOptions::default());
        golden.push_str(&format!("--- {code}\n{found}"));
    }
    insta::assert_snapshot!(golden);
}

#[test]
fn deploying_wants_the_future_and_real_addresses() {
    let now = CheckOptions {
        deploying: Some(1_900_000_000),
    };
    let found = problems("clean.toml", CLEAN, now);
    for code in ["E050", "E032"] {
        assert!(
            found.0.iter().any(|problem| problem.code == code),
            "{code} not in:\n{found}"
        );
    }
    let codes: BTreeSet<&str> = found.0.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, BTreeSet::from(["E050", "E032"]), "{found}");
}

#[test]
fn lists_have_limits() {
    let tranche = "  { share = \"1/13\", gate = \"lending\", curve = \"once\" },\n".repeat(13);
    let text = changed(
        "tranches = [{ gate = \"lending\", curve = \"once\", missed = \"fallback linear 2y\" }]",
        &format!("tranches = [\n{tranche}]"),
    );
    let found = problems("clean.toml", &text, CheckOptions::default());
    assert!(
        found.0.iter().any(|problem| problem.code == "E048"),
        "{found}"
    );
}

#[test]
fn everything_is_reported_at_once() {
    let text = changed("amount = \"40_000 MER\"", "amount = \"40_001 MER\"")
        .replacen("\"sim:j1\"", "\"sim:b\"", 1)
        .replacen("gate = \"lending\"", "gate = \"borrowing\"", 1)
        .replacen("decimals = 6", "decimals = 6\ncolour = 1", 1);
    let found = problems("clean.toml", &text, CheckOptions::default());
    for code in ["E003", "E023", "E041", "E072"] {
        assert!(
            found.0.iter().any(|problem| problem.code == code),
            "{code} not in:\n{found}"
        );
    }
}

#[test]
fn an_allowed_warning_is_marked_and_not_printed() {
    let text = changed("name = \"Clean\"", "name = \"Clean\"\nallow = [\"W110\"]").replacen(
        "cap = \"30_000 MER\"",
        "cap = \"31_000 MER\"",
        1,
    );
    let found = problems("clean.toml", &text, CheckOptions::default());
    assert_eq!((found.errors(), found.warnings()), (0, 0), "{found}");
    assert!(
        found
            .0
            .iter()
            .any(|problem| problem.code == "W110" && problem.allowed)
    );
    assert_eq!(found.to_string(), "");
}

#[test]
fn upper_case_is_the_same_address() {
    let lower = milegate_plan::sim_address("mile", "c1");
    let upper = lower.to_uppercase();
    let text = changed(
        "\"sim:c1\", \"sim:c2\"",
        &format!("\"{lower}\", \"{upper}\""),
    );
    let found = problems("clean.toml", &text, CheckOptions::default());
    assert!(
        found.0.iter().any(|problem| problem.code == "E031"),
        "{found}"
    );
}

#[test]
fn rows_of_a_table_have_their_own_lines() {
    let folder = std::env::temp_dir().join(format!("milegate-plan-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let table = "# a comment\nref,owner,amount\nc,sim:c,20_000 MER\n\n# another\nd,sim:c,oops\n";
    fs::write(folder.join("seed.csv"), table).unwrap();
    let text = changed(
        "grants = [{ ref = \"c\", owner = \"sim:c\", amount = \"30_000 MER\" }]",
        "grants = \"seed.csv\"",
    );
    let file = folder.join("plan.toml").display().to_string();
    let found = problems(&file, &text, CheckOptions::default());
    fs::remove_dir_all(&folder).unwrap();

    let row = found
        .0
        .iter()
        .find(|problem| problem.code == "E008")
        .expect("E008");
    assert_eq!(row.place.line, 6, "{found}");
    assert!(row.place.file.ends_with("seed.csv"));
}

#[test]
fn a_single_key_is_found_among_groups_too_many_to_combine() {
    let weighed = |count: u64| {
        let member = |i: u64| format!("{{ address = \"sim:m{i}\", weight = {} }}", i + 1);
        (0..count).map(member).collect::<Vec<_>>().join(", ")
    };
    let text = changed(
        "members = [\"sim:c1\", \"sim:c2\", \"sim:c3\"]\nthreshold = \"2 of 3\"",
        &format!("members = [{}]\nthreshold = 200", weighed(24)),
    );
    let found = problems("clean.toml", &text, CheckOptions::default());
    assert_eq!(found.0, [], "{found}");

    let text = text.replacen("keys = \"2 of 3\"", "keys = \"1 of 3\"", 1);
    let found = problems("clean.toml", &text, CheckOptions::default());
    assert!(
        found.0.iter().any(|problem| problem.code == "E075"),
        "{found}"
    );
}

#[test]
fn what_the_contracts_want_at_birth() {
    let table = [
        ("name = \"Clean\"", "name = \"\"", "E080"),
        ("denom = \"umer\"", "denom = \"\"", "E080"),
        (
            "[vault]",
            "[supply]\nexcluded = [\"@fund\", \"sim:fund\"]\n\n[vault]",
            "E031",
        ),
    ];
    for (from, to, code) in table {
        let found = problems("clean.toml", &changed(from, to), CheckOptions::default());
        let codes: Vec<_> = found.0.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [code], "{to}:\n{found}");
    }
    let dates_only = r#"
        plan = { name = "Dates", start = 2027-01-01 }
        asset = { denom = "u", symbol = "U", decimals = 6, total_supply = "10 U" }
        vault = { guard = { limit = "10 U", per = "30d" } }
        category.team = { grants = [{ ref = "a", owner = "sim:a", amount = "1 U" }] }
        schedule.team = { tranches = [{ gate = 2028-01-01, curve = "once" }] }
    "#;
    let found = problems("dates.toml", dates_only, CheckOptions::default());
    let codes: Vec<_> = found.0.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["E080"], "{found}");
}
