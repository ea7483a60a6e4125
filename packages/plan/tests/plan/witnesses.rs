//! Assertions, states and feeds: from the plan to the messages of their contracts.

use milegate_api::{milestones, oracle};
use milegate_core::milestone::{Measure, WitnessKind};
use milegate_core::oracle::Window;
use milegate_plan::{Plan, Problems, Role, Step, check, diff, explain, explain_milestone};
use serde::de::DeserializeOwned;

use crate::steps::clean;
use crate::witnessed;

const DAY: u64 = 86_400;

fn born<T: DeserializeOwned>(steps: &[Step], role: &Role) -> (T, Option<String>) {
    let found = steps.iter().find_map(|step| match step {
        Step::Instantiate {
            role: known,
            msg,
            admin,
            ..
        } if known == role => Some((msg.clone(), admin.clone())),
        _ => None,
    });
    let (msg, admin) = found.unwrap_or_else(|| panic!("no {role}"));
    (serde_json::from_value(msg).unwrap(), admin)
}

fn witness(text: &str, name: &str) -> WitnessKind<String> {
    let (_, steps, _) = clean(text);
    let (msg, _): (milestones::InstantiateMsg, _) = born(&steps, &Role::Milestones);
    let mut leaves = msg.milestones.into_iter().flat_map(|terms| terms.witnesses);
    leaves.find(|leaf| leaf.name == name).unwrap().kind
}

fn replaced(from: &str, to: &str) -> String {
    let text = witnessed();
    assert!(text.contains(from), "no `{from}`");
    text.replacen(from, to, 1)
}

fn refused(text: &str) -> Problems {
    match Plan::parse("clean.toml", text) {
        Ok(plan) => check(&plan, Default::default()).problems,
        Err(problems) => problems,
    }
}

#[test]
fn groups_and_oracle_come_before_the_milestones() {
    let (_, steps, deployment) = clean(&witnessed());
    let born: Vec<String> = steps
        .iter()
        .filter_map(|step| match step {
            Step::Instantiate { role, .. } => Some(role.to_string()),
            _ => None,
        })
        .collect();
    let expected = [
        "committee/committee",
        "reporters/payments",
        "group/court",
        "multisig/court",
        "oracle",
        "milestones",
        "vault",
    ];
    assert_eq!(born, expected);
    let of = |role: &Role| deployment.contract(role).unwrap();
    let group = of(&Role::Reporters("payments".into()));
    assert_ne!(group, of(&Role::Committee("committee".into())));
    let WitnessKind::Feed { oracle, .. } = witness(&witnessed(), "volume") else {
        panic!("no feed");
    };
    assert_eq!(oracle, of(&Role::Oracle));
}

#[test]
fn the_oracle_registers_what_witnesses_ask_for_once_each() {
    let more = "\n[witness.steady]\nkind = \"feed\"\nfeed = \"payments\"\nrule = \"min 30d >= 1.5\"\n\
                \n[witness.total]\nkind = \"feed\"\nfeed = \"payments\"\nrule = \"sum 90d >= 9_000\"\n\
                max_gap = \"50h\"\n";
    let text = format!(
        "{}{more}",
        replaced("volume, anyone)", "volume, steady, total, anyone)")
    );
    let (_, steps, deployment) = clean(&text);
    let (msg, admin): (oracle::InstantiateMsg, _) = born(&steps, &Role::Oracle);
    assert_eq!((msg.governance, admin), (None, None));
    let [feed] = msg.feeds.as_slice() else {
        panic!("one feed");
    };
    let window = |periods, least: Option<u128>| Window {
        periods,
        least: least.map(Into::into),
        max_gap: 2,
    };
    assert_eq!(feed.windows, [window(90, None), window(30, Some(150))]);
    assert_eq!(
        feed.group,
        deployment
            .contract(&Role::Reporters("payments".into()))
            .unwrap()
    );
    assert_eq!(feed.quorum.of(3u64.into()).u64(), 2);
    assert_eq!((feed.max.u128(), feed.calendar.period), (100_000_000, DAY));
    assert_eq!(feed.check(feed.calendar.start), Ok(()));

    let asks = |name: &str| match witness(&text, name) {
        WitnessKind::Feed {
            window,
            registered,
            measure,
            target,
            observations,
            ..
        } => {
            assert_eq!(feed.windows[usize::from(window)], registered);
            (window, measure, target.u128(), observations)
        }
        other => panic!("{other:?}"),
    };
    // nine tenths of the periods, rounded up
    assert_eq!(asks("volume"), (0, Measure::Mean, 40_000_000, 81));
    assert_eq!(asks("steady"), (1, Measure::Minimum, 150, 27));
    assert_eq!(asks("total"), (0, Measure::Sum, 900_000, 81));
}

#[test]
fn a_state_is_asked_as_written_and_often_enough() {
    let WitnessKind::State {
        code_id,
        query,
        checks,
        held,
        observations,
        spacing,
        ..
    } = witness(&witnessed(), "market")
    else {
        panic!("no state");
    };
    assert_eq!((code_id, query.as_str()), (7, "{\"market\":{}}"));
    let checks: Vec<String> = checks.iter().map(ToString::to_string).collect();
    assert_eq!(checks, ["/collateral_factor >= 0.40", "/supplied >= 5000"]);
    // 59 distances of it fill half of the 60 days
    assert_eq!((held, observations, spacing), (60 * DAY, 60, 43_933));
}

#[test]
fn an_assertion_costs_its_bond() {
    let bond = 50_000_000_u128.into();
    assert_eq!(
        witness(&witnessed(), "anyone"),
        WitnessKind::Assertion { bond }
    );
}

#[test]
fn under_governance_reporters_and_oracle_obey_it() {
    let text = replaced(
        "governance = { address = \"sim:governance\", keys = \"4 of 7\" }",
        "governance = \"@governance\"",
    );
    let (_, steps, deployment) = clean(&format!("{text}\n[stake]\n\n[governance]\n"));
    let governance = Some(deployment.contract(&Role::Governance).unwrap());
    let (msg, admin): (oracle::InstantiateMsg, _) = born(&steps, &Role::Oracle);
    assert_eq!((&msg.governance, &admin), (&governance, &governance));
    let role = Role::Reporters("payments".into());
    let (group, admin): (cw4_group::msg::InstantiateMsg, _) = born(&steps, &role);
    assert_eq!((group.admin, admin), (governance, None));
}

#[test]
fn rules_and_checks_by_column() {
    let table = [
        (
            "mean 90d >= 400_000",
            "",
            "rule, column 1: expected mean, sum or min, but the rule ends",
        ),
        (
            "mean 90d >= 400_000",
            "max 90d >= 1",
            "rule, column 1: expected mean, sum or min, found `max`",
        ),
        (
            "mean 90d >= 400_000",
            "sum >= 1",
            "rule, column 5: expected how long it is measured, like 90d",
        ),
        (
            "mean 90d >= 400_000",
            "sum 3mo >= 1",
            "rule, column 5: `3mo`: months have no fixed length; they are for dates after the start only",
        ),
        (
            "mean 90d >= 400_000",
            "min 1d 12h",
            "rule, column 11: expected `>=`, but the rule ends",
        ),
        (
            "mean 90d >= 400_000",
            "mean 90d < 1",
            "rule, column 10: expected `>=`, found `<`: a feed shows that enough was done",
        ),
        (
            "mean 90d >= 400_000",
            "mean 90d >=",
            "rule, column 12: expected what it must come to, but the rule ends",
        ),
        (
            "mean 90d >= 400_000",
            "mean 90d >= 1.005",
            "rule, column 13: `1.005` is finer than the feed's 2 decimals",
        ),
        (
            "mean 90d >= 400_000",
            "mean 90d >= 1 USD",
            "rule, column 15: expected the end of the rule, found `USD`",
        ),
        (
            "/supplied >= 5000",
            "/supplied",
            "check, column 10: expected one of >=, >, <=, <, = and !=, but the check ends",
        ),
        (
            "/supplied >= 5000",
            "/supplied == 5000",
            "check, column 11: expected one of >=, >, <=, <, = and !=, found `==`",
        ),
        (
            "/supplied >= 5000",
            "/supplied >= many",
            "check, column 14: `>=` compares numbers, and `many` is none",
        ),
        (
            "/supplied >= 5000",
            "/a = b c",
            "check, column 8: expected the end of the check, found `c`",
        ),
    ];
    for (from, to, expected) in table {
        let found = refused(&replaced(from, to));
        let problem = found
            .0
            .iter()
            .find(|problem| ["E084", "E085"].contains(&problem.code));
        assert_eq!(
            problem.unwrap_or_else(|| panic!("{to}: {found}")).message,
            expected
        );
    }
}

#[test]
fn what_the_oracle_would_refuse_is_refused_with_its_line() {
    let table = [
        (
            "decimals = 2",
            "decimals = 2\nquorum = \"1 of 3\"\n#",
            "E087",
        ),
        ("mean 90d", "mean 90d 1h", "E087"),
        ("mean 90d", "mean 2d", "E087"),
        (">= 400_000", ">= 400_000\"\nmin_reports = 91\n#", "E087"),
        (">= 400_000", ">= 1_000_001", "E087"),
        (">= 400_000", ">= 0", "E087"),
        ("max = 1_000_000", "max = 0", "E087"),
        ("max = 1_000_000", "period = \"30s\"", "E087"),
        ("unit = \"USD a day\"", "unit = \"\"", "E087"),
        ("\"2 of 3\"\nmax", "\"2 of 4\"\nmax", "E070"),
        ("\"sim:r1\"", "\"sim:a\"", "E072"),
        ("\"sim:r1\"", "\"sim:r2\"", "E031"),
        ("observations = 60", "observations = 1", "E088"),
    ];
    for (from, to, code) in table {
        let found = refused(&replaced(from, to));
        let problem = found.0.iter().find(|problem| problem.code == code);
        let problem = problem.unwrap_or_else(|| panic!("{code} not for {to}:\n{found}"));
        assert!(problem.place.line > 0, "{problem}");
        assert!(
            found.0.iter().all(|problem| problem.code != "E080"),
            "{found}"
        );
    }
}

#[test]
fn what_differs_is_said() {
    let plan = |text: &str| Plan::parse("clean.toml", text).unwrap();
    let text = replaced("mean 90d", "sum 90d").replacen("0.40", "0.45", 1);
    let text = text.replacen("\"2 of 3\"\nmax", "\"3 of 3\"\nmax", 1);
    insta::assert_snapshot!(diff(&plan(&witnessed()), &plan(&text)));
}

#[test]
fn every_kind_is_explained() {
    let plan = Plan::parse("clean.toml", &witnessed()).unwrap();
    let text = explain(&plan);
    let (_, who) = text.split_once("Who they are\n").unwrap();
    let (who, _) = who.split_once("\nWho can do what").unwrap();
    insta::assert_snapshot!(who);
}

#[test]
fn output_of_a_plan_with_every_kind() {
    let plan = Plan::parse("clean.toml", &witnessed()).unwrap();
    insta::assert_snapshot!(check(&plan, Default::default()));
}

/// (open, opened though somebody objects, stop) of `lending` under a policy; 2 of 3 sit in the
/// committee, 2 of 3 make a value of the feed, 2 of 3 judge, and 2 of 3 are behind the auditor.
fn keys(text: &str) -> (Option<u64>, Option<u64>, Option<u64>) {
    let plan = Plan::parse("clean.toml", text).unwrap_or_else(|p| panic!("{p}"));
    let checked = check(&plan, Default::default());
    let facts = checked
        .facts
        .unwrap_or_else(|| panic!("{}", checked.problems));
    let gate = facts
        .gates
        .into_iter()
        .find(|gate| gate.milestone == "lending");
    let gate = gate.unwrap();
    assert_eq!(gate.keys.open.is_none(), gate.keys.never_opened, "{text}");
    assert_eq!(gate.keys.stop.is_none(), gate.keys.never_stopped, "{text}");
    (
        gate.keys.open,
        gate.keys.open_against_objection,
        gate.keys.stop,
    )
}

#[test]
fn fewest_keys_behind_every_kind_by_hand() {
    let policy = "2 of (committee, market, volume, anyone)";
    let table = [
        ("anyone", (Some(0), Some(2), None)),
        ("market", (None, None, None)),
        ("volume", (Some(2), Some(4), Some(2))),
        ("committee or anyone", (Some(0), Some(2), None)),
        ("committee and anyone", (Some(2), Some(4), Some(2))),
        ("committee and volume", (Some(4), Some(6), Some(2))),
        ("market and volume", (None, None, Some(2))),
        (
            "2 of (committee, auditor, volume)",
            (Some(4), Some(6), Some(4)),
        ),
    ];
    for (asked, expected) in table {
        assert_eq!(keys(&replaced(policy, asked)), expected, "{asked}");
    }
    // Three of four change the market: they can say what is false, or end what it says.
    let governed = witnessed().replacen("admin = \"none\"", "admin = \"@staff\"", 1);
    let asked = |policy_to: &str| governed.replacen(policy, policy_to, 1);
    assert_eq!(keys(&asked("market or anyone")), (Some(0), Some(2), None));
    assert_eq!(
        keys(&asked("market or volume")),
        (Some(2), Some(4), Some(5))
    );
    assert_eq!(
        keys(&asked("market and volume")),
        (Some(5), Some(7), Some(2))
    );
}

#[test]
fn a_quorum_of_reporters_is_set_by_half_of_it() {
    let five = |quorum: &str| {
        let reporters = "[\"sim:r1\", \"sim:r2\", \"sim:r3\", \"sim:r4\", \"sim:r5\"]";
        let text = replaced("[\"sim:r1\", \"sim:r2\", \"sim:r3\"]", reporters);
        let plan = Plan::parse(
            "clean.toml",
            &text.replacen("2 of 3\"\nmax", &format!("{quorum}\"\nmax"), 1),
        );
        let facts = check(&plan.unwrap(), Default::default()).facts.unwrap();
        let feed = facts.feeds.into_iter().next().unwrap();
        (feed.quorum, feed.set, feed.silence)
    };
    assert_eq!(five("3 of 5"), (3, Some(2), Some(3)));
    assert_eq!(five("4 of 5"), (4, Some(3), Some(2)));
    assert_eq!(five("5 of 5"), (5, Some(3), Some(1)));
    // 66 % of five, rounded up
    assert_eq!(five("66%"), (4, Some(3), Some(2)));
}

#[test]
fn one_key_that_changes_a_market_opens_it() {
    let text = witnessed().replacen("admin = \"none\"\n", "", 1);
    let text = text.replacen(
        "2 of (committee, market, volume, anyone)",
        "market or volume",
        1,
    );
    let found = refused(&text);
    assert!(
        found.0.iter().any(|problem| problem.code == "E075"),
        "{found}"
    );
}

#[test]
fn a_milestone_is_explained_with_what_each_branch_costs() {
    let plan = Plan::parse("clean.toml", &witnessed()).unwrap();
    let told = explain_milestone(&plan, "lending").unwrap();
    insta::assert_snapshot!(told);
    assert_eq!(explain_milestone(&plan, "borrowing"), None);
    // Without an assertion nobody but who objects has a bond to lose.
    let told = explain_milestone(&plan, "listing").unwrap();
    assert!(
        told.losses
            .iter()
            .all(|branch| !branch.contains("assertion")),
        "{told}"
    );
}
