use milegate_plan::{Plan, canonical_json};

use crate::{CLEAN, changed};

pub fn digest(text: &str) -> String {
    Plan::parse("clean.toml", text)
        .unwrap_or_else(|problems| panic!("{problems}"))
        .digest()
        .to_hex()
}

#[test]
fn formatting_and_comments_keep_it() {
    let plain = digest(CLEAN);
    let table = [
        CLEAN.replace(" = ", "   =  "),
        CLEAN.replace("# the plan", "# another comment about the plan"),
        CLEAN.replace("40_000 MER", "40000.0 MER"),
        CLEAN.replace(
            "start = 2027-03-01\n",
            "start = 2027-03-01T01:00:00+01:00\n",
        ),
        CLEAN.replace(
            "curve = \"linear 4y cliff 1y\"",
            "curve = \"linear 1461d cliff 8766h\"",
        ),
        CLEAN.replace("voting_period = \"7d\"\n", ""), // the default
        CLEAN.replace("schedule = \"team\"", "anyone_claims = false"), // the only one
        CLEAN.replace("name = \"Clean\"", "name = \"Clean\"\nallow = [\"W104\"]"),
        CLEAN.replace("\"50%\"", "\"1/2\""),
        CLEAN.replace(
            "sink = \"burn\"",
            "sink = \"burn\"\npayee_delay = \"7d\"\nrecovery_delay = \"90d\"",
        ),
        CLEAN.replace("notice = \"30d\"", "notice = { time = \"4w 2d\" }"),
        CLEAN.replace(
            "bond = \"20 MER\"",
            "bond = \"20 MER\"\nbond_denom = \"umer\"",
        ),
    ];
    for text in table {
        assert_ne!(text, CLEAN);
        assert_eq!(digest(&text), plain, "{text}");
    }
}

#[test]
fn every_amount_name_and_date_changes_it() {
    let plain = digest(CLEAN);
    let table = [
        ("\"Clean\"", "\"Cleaner\""),
        ("2027-03-01", "2027-03-02"),
        ("\"Resolution\"", "\"Resolution 2\""),
        ("aaaa", "aaab"),
        ("\"umer\"", "\"umes\""),
        ("1_000_000 MER", "1_000_001 MER"),
        ("\"sim:fund\"", "\"sim:funds\""),
        ("keys = \"2 of 3\"", "keys = \"2 of 4\""),
        ("\"sim:j1\"", "\"sim:j4\""),
        ("threshold = \"2 of 3\"", "threshold = \"3 of 3\""),
        ("funder = \"@fund\"", "funder = \"@auditor\""),
        ("100_000 MER", "100_001 MER"),
        ("per = \"30d\"", "per = \"31d\""),
        ("sink = \"burn\"", "sink = \"@fund\""),
        ("cap = \"70_000 MER\"", "cap = \"71_000 MER\""),
        ("ref = \"a\"", "ref = \"a2\""),
        ("owner = \"sim:a\"", "owner = \"sim:a2\""),
        ("owner = \"sim:a\"", "owner = \"sim:a\", payee = \"sim:a2\""),
        (
            "owner = \"sim:a\"",
            "owner = \"sim:a\", anyone_claims = true",
        ),
        ("40_000 MER", "40_001 MER"),
        ("2026-09-01", "2026-09-02"),
        ("cliff = \"1y\"", "cliff = \"2y\""),
        ("not_before = \"12mo\"", "not_before = \"13mo\""),
        ("linear 4y cliff", "linear 5y cliff"),
        ("roll lending", "forfeit"),
        ("x12", "x13"),
        ("2028-01-01", "2028-01-02"),
        ("fallback linear 2y", "fallback linear 3y"),
        ("20 MER", "21 MER"),
        ("blocks = 80_000", "blocks = 80_001"),
        ("\"traded\"", "\"traded much\""),
        ("committee and auditor", "auditor and committee"),
        ("deadline = 2028-03-01", "deadline = 2028-03-02"),
        ("\"sim:c3\"]", "\"sim:c4\"]"),
        ("sim:governance", "sim:governors"),
        ("amount = \"10_000 MER\"", "amount = \"9_000 MER\""),
        ("assign_by = \"@staff\"", "assign_by = \"@fund\""),
        ("expires = 2029-06-01", "expires = 2029-06-02"),
        ("by = \"@staff\", notice", "by = \"@fund\", notice"),
        ("notice = \"30d\"", "notice = \"31d\""),
        (
            "notice = \"30d\"",
            "notice = { time = \"30d\", blocks = 400_000 }",
        ),
        ("sink = \"burn\"", "sink = \"burn\"\npayee_delay = \"8d\""),
        (
            "sink = \"burn\"",
            "sink = \"burn\"\nrecovery_delay = \"91d\"",
        ),
        (
            "bond = \"20 MER\"",
            "bond = \"20 uother\"\nbond_denom = \"uother\"",
        ),
    ];
    for (from, to) in table {
        assert_ne!(digest(&changed(from, to)), plain, "{from} -> {to}");
    }
}

#[test]
fn canonical_json_is_sorted_and_has_no_blanks() {
    let plan = Plan::parse("clean.toml", CLEAN).unwrap();
    let text = canonical_json(&plan);
    assert!(
        text.starts_with("{\"addresses\":[{\"address\":\"sim:fund\",\"keys\":null"),
        "{text}"
    );
    assert!(!text.contains(": ") && !text.contains(", \""));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["format"], "milegate/plan/1");
}

#[test]
fn pinned() {
    insta::assert_snapshot!(digest(CLEAN));
}
