//! Every code has a plan that shows it: one change to a clean one.

use std::collections::BTreeSet;
use std::fs;

use milegate_plan::{CODES, CheckOptions, Plan, Problems, check};

use crate::{CLEAN, changed};

/// What reading and checking find.
fn problems(file: &str, text: &str, options: CheckOptions) -> Problems {
    match Plan::parse(file, text) {
        Ok(plan) => check(&plan, options).problems,
        Err(problems) => problems,
    }
}

/// (code, what is replaced, by what)
const CHANGES: &[(&str, &str, &str)] = &[
    (
        "E001",
        "grants = [{ ref = \"c\", owner = \"sim:c\", amount = \"30_000 MER\" }]",
        "grants = \"nowhere.csv\"",
    ),
    ("E002", "[vault]", "[vault"),
    (
        "E003",
        "sink = \"burn\"",
        "sink = \"burn\"\nreserve = \"5 MER\"",
    ),
    ("E004", "statement = \"traded\"\n", ""),
    ("E005", "decimals = 6", "decimals = \"six\""),
    ("E006", "deadline = 2028-03-01", "deadline = \"soon\""),
    (
        "E007",
        "voting_period = \"7d\"",
        "voting_period = \"a week\"",
    ),
    ("E008", "cap = \"30_000 MER\"", "cap = \"30_000 TIA\""),
    (
        "E009",
        "{ share = \"50%\", gate = 2028",
        "{ share = \"half\", gate = 2028",
    ),
    ("E010", "curve = \"once\"", "curve = \"at once\""),
    ("E011", "missed = \"roll lending\"", "missed = \"burn\""),
    ("E012", "committee and auditor", "committee and (auditor"),
    (
        "E013",
        "threshold = \"2 of 3\"\nvoting",
        "threshold = \"two of three\"\nvoting",
    ),
    ("E014", "[category.seed]", "[category.Seed]"),
    ("E016", "kind = \"authority\"", "kind = \"oracle\""),
    ("E020", "funder = \"@fund\"", "funder = \"@foundation\""),
    (
        "E021",
        "[schedule.seed]",
        "[schedule.seed]\ncategory = \"seeds\"",
    ),
    ("E022", "schedule = \"team\"", "schedule = \"staff\""),
    ("E023", "gate = \"lending\"", "gate = \"borrowing\""),
    ("E024", "committee or auditor", "committee or oracle"),
    ("E025", "ref = \"b\"", "ref = \"a\""),
    ("E026", "schedule = \"team\"", "schedule = \"seed\""),
    (
        "E030",
        "\"sim:c1\"",
        "\"mile1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq\"",
    ),
    ("E031", "\"sim:c1\", \"sim:c2\"", "\"sim:c1\", \"sim:c1\""),
    ("E040", "amount = \"40_000 MER\"", "amount = \"0 MER\""),
    ("E041", "amount = \"40_000 MER\"", "amount = \"40_001 MER\""),
    (
        "E042",
        "{ share = \"50%\", gate = 2028",
        "{ share = \"49%\", gate = 2028",
    ),
    (
        "E043",
        "{ share = \"50%\", gate = 2028",
        "{ share = \"1/3\", gate = 2028",
    ),
    (
        "E044",
        "amount = \"40_000 MER\"",
        "amount = \"39_999.5 MER\"",
    ),
    (
        "E045",
        "total_supply",
        "lot = \"20_000_000_000_000 MER\"\ntotal_supply",
    ),
    (
        "E046",
        "total_supply = \"1_000_000 MER\"",
        "total_supply = \"99_999 MER\"",
    ),
    ("E051", "deadline = 2028-03-01", "deadline = 2027-03-01"),
    ("E052", "gate = 2028-01-01", "gate = 2027-01-01"),
    ("E053", "deadline = 2029-03-01", "deadline = 2200-01-01"),
    ("E054", "linear 4y cliff 1y", "linear 4y cliff 5y"),
    (
        "E055",
        "window = { time = \"7d\", blocks = 80_000 }",
        "window = \"5s\"",
    ),
    ("E060", "limit = \"100_000 MER\"", "limit = \"40_000 MER\""),
    (
        "E070",
        "threshold = \"2 of 3\"\nvoting",
        "threshold = \"3 of 4\"\nvoting",
    ),
    (
        "E071",
        "members = [\"sim:c1\", \"sim:c2\", \"sim:c3\"]",
        "members = [{ address = \"sim:c1\", weight = 3 }]",
    ),
    ("E072", "\"sim:j1\"", "\"sim:a\""),
    ("E073", "sink = \"burn\"", "sink = \"sim:b\""),
    (
        "E074",
        "bond = \"20 MER\"",
        "bond = \"20 MER\"\ncourt = \"@auditor\"",
    ),
    ("E075", "committee or auditor", "committee or auditor\"\n#"),
    ("E076", "voting_period = \"7d\"", "voting_period = \"31d\""),
    ("E080", "statement = \"traded\"", "statement = \"\""),
    ("W101", "\"sim:j1\"", "\"sim:c1\""),
    (
        "W102",
        "guard = { limit = \"100_000 MER\", per = \"30d\" }\n",
        "",
    ),
    (
        "W103",
        "threshold = \"2 of 3\"\nvoting",
        "threshold = \"1 of 3\"\nvoting",
    ),
    (
        "W104",
        "fund = \"sim:fund\"",
        "fund = \"sim:fund\"\nother = \"sim:other\"",
    ),
    ("W105", "deadline = 2029-03-01", "deadline = 2028-02-01"),
    (
        "W106",
        "fund = \"sim:fund\"",
        "fund = \"sim:fund\"\nother = \"sim:fund\"",
    ),
    ("W107", "blocks = 80_000", "blocks = 800_000"),
    (
        "W108",
        "bond = \"20 MER\"",
        "bond = \"20 MER\"\ncourt = \"sim:someone\"",
    ),
    (
        "W109",
        "address = \"sim:auditor\", keys = \"2 of 3\"",
        "address = \"sim:auditor\"",
    ),
    ("W110", "cap = \"30_000 MER\"", "cap = \"31_000 MER\""),
    ("W111", "total_supply", "lot = \"0.005 MER\"\ntotal_supply"),
    (
        "W112",
        "name = \"Clean\"",
        "name = \"Clean\"\nallow = [\"W102\"]",
    ),
];

/// Codes that need more than a change of text.
const OTHERS: &[&str] = &["E032", "E048", "E050"];

fn change(code: &str, from: &str, to: &str) -> String {
    match code {
        // One key opens lending only if the auditor is one and stands alone.
        "E075" => changed("keys = \"2 of 3\"", "keys = \"1 of 3\""),
        _ => changed(from, to),
    }
}

#[test]
fn clean_is_clean() {
    let found = problems("clean.toml", CLEAN, CheckOptions::default());
    assert_eq!(found.0, [], "{found}");
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
