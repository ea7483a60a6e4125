//! `[stake]` and `[governance]`, from text to messages.

use milegate_api::common::Denom;
use milegate_api::governance::InstantiateMsg;
use milegate_api::{milestones, stake};
use milegate_core::Span;
use milegate_core::governance::Share;
use milegate_plan::{Deployment, Plan, Role, Step, check, diff, explain, explain_grant, letter};

use crate::codes::problems;
use crate::steps::{birth, clean};
use crate::{CLEAN, governed, judged, regoverned};

fn born<T: serde::de::DeserializeOwned>(steps: &[Step], wanted: &Role) -> (T, Option<String>) {
    let found = steps.iter().find_map(|step| match step {
        Step::Instantiate {
            role, msg, admin, ..
        } if role == wanted => Some((msg.clone(), admin.clone())),
        _ => None,
    });
    let (msg, admin) = found.unwrap_or_else(|| panic!("no {wanted}"));
    (serde_json::from_value(msg).unwrap(), admin)
}

fn of(deployment: &Deployment, role: &Role) -> String {
    deployment.contract(role).unwrap()
}

#[test]
fn defaults_are_rules_the_contract_takes() {
    let (_, steps, deployment) = clean(&governed());
    let (msg, admin): (InstantiateMsg, _) = born(&steps, &Role::Governance);
    assert_eq!(msg.rules.check(), Ok(()));
    assert_eq!(admin, Some(of(&deployment, &Role::Governance)));
    assert_eq!(msg.source, of(&deployment, &Role::Stake));
    let token = msg.token.unwrap();
    assert_eq!(token.denom, Denom::Native("umer".to_owned()));
    assert_eq!(token.tokens_per_weight.u128(), 1_000_000);
    assert_eq!(msg.suites.len(), 1);
    assert_eq!(msg.suites[0].milestones, of(&deployment, &Role::Milestones));
    assert_eq!(msg.suites[0].vaults, [of(&deployment, &Role::Vault)]);
    // a fifty-thousandth of the supply
    assert_eq!(msg.rules.deposit.u128(), 20_000_000);
    assert_eq!(msg.deposit_denom, "umer");
    assert_eq!((msg.rules.proposals, msg.rules.cool_down), (3, 1_209_600));
    assert_eq!(msg.rules.electorate, Share::new(500));
    assert_eq!(msg.rules.uncited, []);
    assert!(msg.guardian.is_none());

    let (stake, admin): (stake::InstantiateMsg, _) = born(&steps, &Role::Stake);
    assert_eq!(admin, None);
    assert_eq!(stake.tokens_per_weight, stake.min_bond);
    assert_eq!(stake.unbonding_period, 21 * 86_400);
}

#[test]
fn defaults_hold_at_every_block_time() {
    for block_time in ["1ms", "60ms", "600ms", "12s", "90s", "1h"] {
        let text = regoverned(
            "name = \"Clean\"",
            &format!("name = \"Clean\"\nblock_time = \"{block_time}\""),
        );
        let (_, steps, _) = clean(&text);
        let (msg, _): (InstantiateMsg, _) = born(&steps, &Role::Governance);
        assert_eq!(msg.rules.check(), Ok(()), "{block_time}");
    }
}

#[test]
fn everybody_is_born_with_the_final_peers() {
    let (_, steps, deployment) = clean(&governed());
    let governance = of(&deployment, &Role::Governance);
    let (milestones, _): (milestones::InstantiateMsg, _) = born(&steps, &Role::Milestones);
    assert_eq!(milestones.governance.as_ref(), Some(&governance));
    assert_eq!(birth(&steps).governance, Some(governance.clone()));
    assert_eq!(deployment.names["governance"], governance);
    assert_eq!(deployment.names["stake"], of(&deployment, &Role::Stake));
    let order: Vec<String> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Instantiate { role, .. } => Some(role.to_string()),
            _ => None,
        })
        .collect();
    let expected = [
        "committee/committee",
        "group/court",
        "multisig/court",
        "stake",
        "governance",
        "milestones",
        "vault",
    ];
    assert_eq!(order, expected);
}

#[test]
fn nobody_else_has_an_administrator() {
    let (_, steps, _) = clean(&governed());
    for step in &steps {
        if let Step::Instantiate { role, admin, .. } = step {
            assert_eq!(admin.is_some(), *role == Role::Governance, "{role}");
        }
    }
}

#[test]
fn the_name_alone_makes_it_the_governance_and_none_does_not() {
    let digest = |text: &str| clean(text).0.digest();
    let unsaid = regoverned("governance = \"@governance\"\n", "");
    assert_eq!(digest(&governed()), digest(&unsaid));
    let none = regoverned("governance = \"@governance\"", "governance = \"none\"");
    let (plan, steps, _) = clean(&none);
    assert!(plan.vault.governance.is_none());
    assert_eq!(birth(&steps).governance, None);
    let (milestones, _): (milestones::InstantiateMsg, _) = born(&steps, &Role::Milestones);
    assert_eq!(milestones.governance, None);
}

#[test]
fn everything_that_can_be_said() {
    let text = regoverned(
        "[stake]\n\n[governance]\n",
        r#"
[stake]
tokens_per_weight = "0.5 MER"
min_bond = "10 MER"
unbonding = "14d"

[governance]
deposit = "100 MER"
proposals = 5
cool_down = "30d"
electorate = "7.5%"
guardian = { address = "sim:guard", expires = "12mo" }
uncited = ["1_000 MER", { denom = "uusdc", symbol = "USDC", decimals = 6, amount = "500 USDC" }]
signal = { quorum = "5%", threshold = "1/3", floor = "1%" }

[governance.spend]
quorum = "30%"
threshold = "60%"
floor = "12%"
voting = { time = "10d", blocks = 120_000 }
tail = "3d"
delay = "5d"
window = "20d"
"#,
    )
    .replace("\"1/3\"", "\"33.34%\"");
    let (_, steps, _) = clean(&text);
    let (msg, _): (InstantiateMsg, _) = born(&steps, &Role::Governance);
    let rules = &msg.rules;
    assert_eq!(rules.check(), Ok(()));
    assert_eq!(rules.deposit.u128(), 100_000_000);
    assert_eq!((rules.proposals, rules.cool_down), (5, 2_592_000));
    assert_eq!(rules.electorate, Share::new(750));
    assert_eq!(rules.signal.threshold, Share::new(3_334));
    let spend = &rules.spend;
    assert_eq!(
        (spend.quorum, spend.threshold, spend.floor),
        (Share::new(3_000), Share::new(6_000), Share::new(1_200))
    );
    let span = |days: u64, blocks: u64| Span {
        seconds: days * 86_400,
        blocks,
    };
    assert_eq!(spend.voting, span(10, 120_000));
    assert_eq!(spend.window, span(20, 20 * 11_520));
    let uncited: Vec<_> = rules
        .uncited
        .iter()
        .map(|payment| (payment.denom.as_str(), payment.amount.u128()))
        .collect();
    assert_eq!(uncited, [("umer", 1_000_000_000), ("uusdc", 500_000_000)]);
    let guardian = msg.guardian.unwrap();
    assert_eq!(guardian.expires, 1_835_395_200 + 86_400);
    let (stake, _): (stake::InstantiateMsg, _) = born(&steps, &Role::Stake);
    assert_eq!(stake.tokens_per_weight.u128(), 500_000);
    assert_eq!(stake.min_bond.u128(), 10_000_000);
}

#[test]
fn another_group_can_be_the_source() {
    let (_, steps, deployment) = clean(&regoverned(
        "[stake]\n\n[governance]\n",
        "[governance]\nsource = \"@court\"\n",
    ));
    let (msg, _): (InstantiateMsg, _) = born(&steps, &Role::Governance);
    let group = Role::MultisigGroup("court".to_owned());
    assert_eq!(msg.source, of(&deployment, &group));
    assert!(msg.token.is_none());
    assert!(!deployment.contracts.contains_key(&Role::Stake));
}

fn read(text: &str) -> Plan {
    Plan::parse("clean.toml", text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Codes of everything found.
fn codes(text: &str) -> Vec<&'static str> {
    let found = problems("clean.toml", text, Default::default());
    found.0.iter().map(|problem| problem.code).collect()
}

#[test]
fn what_is_found_of_sections_and_names() {
    let governance = "[stake]\n\n[governance]\n";
    let cases: &[(&str, &str, &str, &[&str])] = &[
        ("no power", governance, "[governance]\n", &["E004"]),
        ("no section", governance, "", &["E020", "E020", "E020"]),
        (
            "no stake",
            governance,
            "[governance]\nsource = \"@stake\"\n",
            &[],
        ),
        (
            "a stake for nothing",
            governance,
            "[stake]\n\n[governance]\nsource = \"@court\"\n",
            &["W104"],
        ),
        (
            "a name for two",
            "governance = \"@governance\"",
            "governance = \"sim:governance\"",
            &["E025"],
        ),
        (
            "a multisig of the same name",
            "[multisig.court]",
            "[multisig.stake]\nmembers = [\"sim:x\", \"sim:y\"]\nthreshold = 2\n\n[multisig.court]",
            &["E025", "W104"],
        ),
        (
            "judge and witness",
            "[disputes]",
            "[disputes]\ncourt = \"@governance\"",
            &["E074", "E074", "W104"],
        ),
        (
            "who hands out, and testifies",
            "assign_by = \"@staff\"",
            "assign_by = \"@governance\"",
            &[],
        ),
        (
            "a funder without a key",
            "funder = \"@fund\"",
            "funder = \"@governance\"",
            &["E079", "W104"],
        ),
        (
            "a member without a key",
            "\"sim:c1\"",
            "\"@governance\"",
            &["E079"],
        ),
        (
            "a grant to the stake",
            "owner = \"sim:c\"",
            "owner = \"@stake\"",
            &["E079"],
        ),
        (
            "staked does not circulate",
            "[vault]",
            "[supply]\nexcluded = [\"@stake\"]\n\n[vault]",
            &[],
        ),
        (
            "a share too fine",
            governance,
            "[stake]\n\n[governance]\nelectorate = \"1/3\"\n",
            &["E009"],
        ),
        (
            "an unknown class",
            governance,
            "[stake]\n\n[governance]\npay = {}\n",
            &["E003"],
        ),
        (
            "slow blocks",
            "name = \"Clean\"",
            "name = \"Clean\"\nblock_time = \"1h\"",
            &["W122", "W107", "W107", "W131", "W131", "W107"],
        ),
        (
            "clocks apart",
            governance,
            "[stake]\n\n[governance]\nspend = { voting = { time = \"7d\", blocks = 200_000 } }\n",
            &["W107"],
        ),
        (
            "too heavy",
            governance,
            "[stake]\ntokens_per_weight = \"0 MER\"\n\n[governance]\n",
            &["E040"],
        ),
        (
            "a guardian too late",
            governance,
            "[stake]\n\n[governance]\nguardian = { address = \"@staff\", expires = 2027-03-01 }\n",
            &["E081"],
        ),
        (
            "a guardian in time",
            governance,
            "[stake]\n\n[governance]\nguardian = { address = \"@staff\", expires = 2029-02-27 }\n",
            &[],
        ),
    ];
    for (what, from, to, expected) in cases {
        assert_eq!(codes(&regoverned(from, to)), *expected, "{what}");
    }
}

#[test]
fn a_supply_that_weighs_too_much_is_told_what_fits() {
    let decimals = |text: String| text.replacen("decimals = 6", "decimals = 18", 1);
    let text = decimals(regoverned(
        "[stake]\n",
        "[stake]\ntokens_per_weight = \"0.00000000000000001 MER\"\n",
    ));
    let found = problems("clean.toml", &text, Default::default());
    let heavy = found
        .0
        .iter()
        .find(|problem| problem.code == "E082")
        .unwrap();
    assert_eq!(
        heavy.remedy,
        "Raise tokens_per_weight to 0.000000000000054211 MER at least."
    );
    let fits = decimals(regoverned(
        "[stake]\n",
        "[stake]\ntokens_per_weight = \"0.000000000000054211 MER\"\n",
    ));
    assert!(!codes(&fits).contains(&"E082"));
}

/// (window of dispute, court's limit, code): voting and delay take 9 days, the challenge window 7
#[test]
fn a_vote_on_a_dispute_fits_between_window_and_limit() {
    let with = |dispute: &str, limit: &str| {
        let text = judged().replacen(
            "[governance]\n",
            &format!("[governance]\ndispute = {{ {dispute} }}\n"),
            1,
        );
        text.replacen(
            "bond = \"20 MER\"",
            &format!("bond = \"20 MER\"\ncourt_limit = {limit}"),
            1,
        )
    };
    let blocks = |seconds: u64| seconds * 800 / 6_000;
    let day = 86_400;
    let cases = [
        (
            "window = \"14d\"",
            format!("{{ time = \"23d\", blocks = {} }}", blocks(23 * day)),
            None,
        ),
        ("window = \"14d\"", "\"22d\"".to_owned(), Some("E076")),
        (
            "window = \"14d\"",
            format!("{{ time = \"23d\", blocks = {} }}", blocks(23 * day) - 1),
            Some("E076"),
        ),
        (
            "voting = \"3d\", delay = \"2d\", window = { time = \"3d\", blocks = 34_560 }",
            "\"30d\"".to_owned(),
            None,
        ),
        (
            "voting = \"3d\", delay = \"2d\", window = { time = \"2d\", blocks = 34_560 }",
            "\"30d\"".to_owned(),
            Some("E077"),
        ),
        (
            "voting = \"3d\", delay = \"2d\", window = { time = \"3d\", blocks = 22_400 }",
            "\"30d\"".to_owned(),
            Some("E077"),
        ),
        (
            "voting = \"3d\", delay = \"2d\", window = { time = \"3d\", blocks = 22_401 }",
            "\"30d\"".to_owned(),
            None,
        ),
    ];
    for (dispute, limit, code) in cases {
        let expected: Vec<&str> = code.into_iter().chain(code).collect();
        let mut found = codes(&with(dispute, &limit));
        found.retain(|code| code.starts_with('E'));
        assert_eq!(found, expected, "{dispute} in {limit}");
    }
}

/// The same terms, every one of which is written.
#[test]
fn defaults_are_written_out_in_the_digest() {
    let written = regoverned(
        "[stake]\n\n[governance]\n",
        r#"
[stake]
tokens_per_weight = "1 MER"
min_bond = "1 MER"
unbonding = "21d"

[governance]
source = "@stake"
deposit = "20 MER"
proposals = 3
cool_down = "14d"
electorate = "5%"
uncited = []
signal  = { quorum = "10%", threshold = "50%", floor = "0%", voting = "7d", tail = "1d", delay = "1d", window = "14d" }
dispute = { quorum = "20%", threshold = "50%", floor = "5%", voting = "7d", tail = "2d", delay = "2d", window = "14d" }
attest  = { quorum = "20%", threshold = "50%", floor = "5%", voting = "7d", tail = "2d", delay = "3d", window = "14d" }
spend   = { quorum = "25%", threshold = "50%", floor = "10%", voting = "7d", tail = "2d", delay = "3d", window = "14d" }
rules   = { quorum = "33.4%", threshold = "66.67%", floor = "15%", voting = "14d", tail = "2d", delay = "7d", window = "14d" }
code    = { quorum = "40%", threshold = "66.67%", floor = "25%", voting = "14d", tail = "2d", delay = "14d", window = "14d" }
"#,
    );
    let digest = |text: &str| read(text).digest();
    assert_eq!(digest(&written), digest(&governed()));
    assert_ne!(digest(CLEAN), digest(&governed()));
    for (from, to) in [
        ("unbonding = \"21d\"", "unbonding = \"22d\""),
        ("min_bond = \"1 MER\"", "min_bond = \"2 MER\""),
        ("deposit = \"20 MER\"", "deposit = \"21 MER\""),
        ("proposals = 3", "proposals = 4"),
        ("cool_down = \"14d\"", "cool_down = \"15d\""),
        ("electorate = \"5%\"", "electorate = \"6%\""),
        ("uncited = []", "uncited = [\"1 MER\"]"),
        (
            "uncited = []",
            "guardian = { address = \"@staff\", expires = \"12mo\" }",
        ),
        ("quorum = \"10%\"", "quorum = \"11%\""),
        ("window = \"14d\" }\ncode", "window = \"15d\" }\ncode"),
    ] {
        let changed = written.replacen(from, to, 1);
        assert_ne!(changed, written, "{from}");
        assert_ne!(digest(&changed), digest(&written), "{from}");
    }
}

#[test]
fn check_output_of_a_governed_plan() {
    insta::assert_snapshot!(check(&read(&governed()), Default::default()).to_string());
}

#[test]
fn check_output_of_a_judged_plan() {
    let text = judged().replacen(
        "[governance]\n",
        "[governance]\nguardian = { address = \"@staff\", expires = \"12mo\" }\nuncited = [\"500 MER\"]\n",
        1,
    );
    insta::assert_snapshot!(check(&read(&text), Default::default()).to_string());
}

#[test]
fn explanation_of_a_governed_plan() {
    insta::assert_snapshot!(explain(&read(&governed())));
}

#[test]
fn explanation_of_a_judged_plan() {
    let text = judged().replacen(
        "[governance]\n",
        "[governance]\nguardian = { address = \"@staff\", expires = \"12mo\" }\nuncited = [\"500 MER\"]\n",
        1,
    );
    insta::assert_snapshot!(explain(&read(&text)));
}

#[test]
fn a_holder_is_told_on_what_he_cannot_vote() {
    let annex = letter(&read(&governed()), "a").unwrap();
    assert!(
        annex.contains("Nor can they vote on those milestones"),
        "{annex}"
    );
    assert!(
        annex.contains("can be cancelled by staff or governance"),
        "{annex}"
    );
    let part = explain_grant(&read(&judged()), "a").unwrap();
    assert!(
        part.contains("governance, by a vote from which the interested are barred, then"),
        "{part}"
    );
}

#[test]
fn differences_between_governed_plans() {
    let text = regoverned(
        "[stake]\n\n[governance]\n",
        "[stake]\nmin_bond = \"5 MER\"\n\n[governance]\ndeposit = \"30 MER\"\nspend = { quorum = \"30%\" }\n",
    );
    insta::assert_snapshot!(diff(&read(&governed()), &read(&text)).to_string());
    let added = diff(&read(CLEAN), &read(&governed())).to_string();
    assert!(
        added.contains("governance added") && added.contains("votes of class code added"),
        "{added}"
    );
}
