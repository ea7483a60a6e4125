//! What people sign and compare: explanations of a part, letters, differences.

use milegate_plan::{Plan, check, diff, explain, explain_category, explain_grant, letter, new};

use crate::{CLEAN, changed, examples};

fn clean() -> Plan {
    Plan::parse("clean.toml", CLEAN).unwrap_or_else(|problems| panic!("{problems}"))
}

fn read(text: &str) -> Plan {
    Plan::parse("clean.toml", text).unwrap_or_else(|problems| panic!("{problems}"))
}

#[test]
fn explanation_of_a_plan_with_holders() {
    insta::assert_snapshot!(explain(&clean()));
}

#[test]
fn explanation_of_a_category() {
    insta::assert_snapshot!(explain_category(&clean(), "team").unwrap());
    let seed = explain_category(&clean(), "seed").unwrap();
    for (text, there) in [
        ("Grant c:", true),
        ("Grant a:", false),
        ("lent", true),
        ("traded", false),
        ("who leaves keeps all of it", true),
    ] {
        assert_eq!(seed.contains(text), there, "{text} in\n{seed}");
    }
    assert_eq!(explain_category(&clean(), "nobody"), None);
}

#[test]
fn explanation_of_a_grant() {
    insta::assert_snapshot!(explain_grant(&clean(), "a").unwrap());
    assert_eq!(explain_grant(&clean(), "nobody"), None);
}

#[test]
fn letter_for_one_who_serves() {
    insta::assert_snapshot!(letter(&clean(), "a").unwrap());
    assert_eq!(letter(&clean(), "nobody"), None);
}

#[test]
fn letter_for_an_investor() {
    insta::assert_snapshot!(letter(&clean(), "c").unwrap());
}

/// (years, kept of 40,000 lots of which a quarter is served each year)
#[test]
fn worked_examples_by_hand() {
    let text = letter(&clean(), "a").unwrap();
    for (date, kept, lost) in [
        ("2027-09-01 06:00:00 UTC", "10,000 MER", "30,000 MER"),
        ("2028-08-31 12:00:00 UTC", "20,000 MER", "20,000 MER"),
        ("2029-08-31 18:00:00 UTC", "30,000 MER", "10,000 MER"),
        ("2030-09-01", "40,000 MER", "0 MER"),
    ] {
        let row = text
            .lines()
            .find(|line| line.starts_with(&format!("| {date} |")));
        let row = row.unwrap_or_else(|| panic!("no row of {date} in\n{text}"));
        assert!(row.contains(&format!("| {kept} | {lost} |")), "{row}");
    }
}

#[test]
fn every_letter_of_every_example_names_the_digest_and_the_size() {
    for name in ["minimal", "celestia", "dydx", "arbitrum"] {
        let plan = Plan::load(examples().join(name)).unwrap();
        let digest = plan.digest().to_hex();
        for grant in &plan.grants {
            let text = letter(&plan, &grant.reference).unwrap();
            assert!(
                text.contains(&digest) && text.contains(&**grant.reference),
                "{text}"
            );
        }
    }
}

#[test]
fn a_plan_is_the_same_as_itself() {
    let found = diff(&clean(), &clean());
    assert_eq!(found.edits, []);
    let digest = clean().digest().to_hex();
    assert_eq!(
        found.to_string(),
        format!("the same plan, digest {digest}\n")
    );
}

#[test]
fn differences_of_meaning() {
    let text = CLEAN
        .replace("amount = \"40_000 MER\"", "amount = \"35_000 MER\"")
        .replace("cap = \"70_000 MER\"", "cap = \"65_000 MER\"")
        .replace(
            "ref = \"b\", owner = \"sim:b\"",
            "ref = \"b2\", owner = \"sim:b2\"",
        )
        .replace("deadline = 2028-03-01", "deadline = 2028-06-01")
        .replace("\"sim:c3\"]", "\"sim:c4\"]")
        .replace("linear 4y cliff 1y", "linear 5y")
        .replace("notice = \"30d\"", "notice = \"60d\"")
        .replace("expires = 2029-06-01", "expires = 2029-09-01")
        .replace("fund = \"sim:fund\"", "fund = \"sim:funds\"")
        .replace("sink = \"burn\"", "sink = \"burn\"\npayee_delay = \"10d\"");
    let after = read(&text);
    let found = diff(&clean(), &after);
    assert_ne!(found.before, found.after);
    insta::assert_snapshot!(found.to_string());
    let json = serde_json::to_value(&found).unwrap();
    let grant = json["edits"].as_array().unwrap().iter();
    let grant: Vec<_> = grant.filter(|edit| edit["kind"] == "grant").collect();
    assert_eq!(grant.len(), 3, "a changed, b removed, b2 added");
    assert_eq!(grant[0]["fields"][0]["difference"], "-5,000 MER");
}

#[test]
fn formatting_is_no_difference_and_order_alone_is_said() {
    let spaced = CLEAN.replace(" = ", "  =  ").replace("\"50%\"", "\"1/2\"");
    assert_eq!(diff(&clean(), &read(&spaced)).edits, []);
    let order = changed(
        "\"sim:c1\", \"sim:c2\", \"sim:c3\"",
        "\"sim:c3\", \"sim:c2\", \"sim:c1\"",
    );
    let found = diff(&clean(), &read(&order));
    assert_eq!(found.edits, []);
    assert!(
        found
            .to_string()
            .contains("only the order of lists differs"),
        "{found}"
    );
    let allow = changed("name = \"Clean\"", "name = \"Clean\"\nallow = [\"W104\"]");
    let found = diff(&clean(), &read(&allow));
    assert!(
        found.to_string().starts_with("the digest is the same"),
        "{found}"
    );
}

#[test]
fn facts_of_the_appchain_template() {
    let folder = std::env::temp_dir().join(format!("milegate-texts-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (file, text) in new("appchain", "Meridian").unwrap() {
        std::fs::write(folder.join(file), text).unwrap();
    }
    let plan = Plan::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    std::fs::remove_dir_all(&folder).unwrap();
    insta::assert_snapshot!(check(&plan, Default::default()).to_string());
}
