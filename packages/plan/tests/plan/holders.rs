//! Reserves, leavers and waits: what is found, and what the vault is born with.

use std::collections::BTreeSet;

use cosmwasm_std::Coin;
use milegate_api::common::Denom;
use milegate_core::Span;
use milegate_plan::{CheckOptions, Genesis, Plan, Role, Step, check, sim_address};

use crate::codes::problems;
use crate::steps::{birth, clean};
use crate::{CLEAN, changed};

#[test]
fn holders_at_their_edges() {
    let reserve = "amount = \"10_000 MER\"";
    let leavers = "leavers = { by = \"@staff\", notice = \"30d\" }";
    let sink = "sink = \"burn\"";
    let by = "by = \"@staff\", notice";
    let governance = "keys = \"4 of 7\" }";
    // (what is replaced, by what, every code that is found)
    let table: &[(&str, &str, &[&str])] = &[
        (reserve, "amount = \"0 MER\"", &["E040", "W110"]),
        (reserve, "amount = \"9_999.5 MER\"", &["E044", "W110"]),
        (reserve, "amount = \"10_001 MER\"", &["E041"]),
        (reserve, "amount = \"70_001 MER\"", &["E041"]),
        (reserve, "amount = \"10_000 TIA\"", &["E008"]),
        (
            "assign_by = \"@staff\"",
            "assign_by = \"@stuff\"",
            &["E020"],
        ),
        ("expires = 2029-06-01", "expires = 2200-01-01", &["E053"]),
        (
            leavers,
            "leavers = { by = \"@staff\", notice = \"5s\" }",
            &["E055", "E057"],
        ),
        (
            leavers,
            "leavers = { by = \"@staff\", notice = \"6d\" }",
            &["W115"],
        ),
        (leavers, "leavers = { by = \"@staff\" }", &["E004"]),
        (
            sink,
            "sink = \"burn\"\nrecovery_delay = { time = \"90d\", blocks = 0 }",
            &["E055"],
        ),
        (
            sink,
            "sink = \"burn\"\nrecovery_delay = \"90d\"\npayee_delay = \"7d\"",
            &[],
        ),
        (sink, "sink = \"@staff\"", &["W116"]),
        (by, "by = \"sim:b\", notice", &["W116", "W117"]),
        (by, "by = \"@court\", notice", &["W116"]),
        (by, "by = \"@governance\", notice", &["W118"]),
        (governance, "keys = \"1 of 7\" }", &[]),
    ];
    for (from, to, codes) in table {
        let found = problems("clean.toml", &changed(from, to), CheckOptions::default());
        let shown: BTreeSet<&str> = found.0.iter().map(|problem| problem.code).collect();
        assert_eq!(
            shown,
            BTreeSet::from_iter(codes.iter().copied()),
            "{to}:\n{found}"
        );
    }
}

#[test]
fn a_category_may_be_a_reserve_alone() {
    let text = changed(
        "cap = \"30_000 MER\"\ngrants = [{ ref = \"c\", owner = \"sim:c\", amount = \"30_000 MER\" }]",
        "reserve = { amount = \"30_000 MER\", assign_by = \"@staff\", expires = 2027-03-20 }",
    );
    let plan = Plan::parse("clean.toml", &text).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(*plan.category("seed").unwrap().cap, 30_000_000_000);
    let checked = check(&plan, CheckOptions::default());
    assert_eq!(checked.problems.0, [], "{}", checked.problems);
    // A reserve counts at its worst: all of it once, and every cliff jumps.
    let facts = checked.facts.unwrap();
    assert_eq!(facts.reserved, 40_000_000_000);
    assert_eq!(facts.float_at_start, 900_000_000_000);
    let granted = check(
        &Plan::parse("clean.toml", CLEAN).unwrap(),
        CheckOptions::default(),
    );
    let granted = granted.facts.unwrap();
    assert_eq!(facts.guards[0].tightest, granted.guards[0].tightest);
}

#[test]
fn the_vault_is_born_with_its_reserve_leavers_and_waits() {
    let (plan, steps, deployment) = clean(CLEAN);
    let born = birth(&steps);
    let staff = sim_address("mile", "staff");
    let team = &born.categories[0];
    let reserve = team.reserve.as_ref().unwrap();
    assert_eq!((reserve.lots.u64(), &reserve.assigner), (10_000, &staff));
    assert_eq!(reserve.expires, 1_874_966_400, "2029-06-01");
    let leavers = team.leavers.as_ref().unwrap();
    assert_eq!(&leavers.by, &staff);
    assert_eq!(leavers.notice, span(30));
    assert_eq!(
        (&born.categories[1].reserve, &born.categories[1].leavers),
        (&None, &None)
    );
    assert_eq!((born.payee_delay, born.recovery_delay), (span(7), span(90)));
    assert_eq!(born.governance, Some(sim_address("mile", "governance")));
    assert_eq!(born.asset.denom, Denom::Native("umer".to_owned()));

    let Some(Step::Execute { funds, .. }) = steps.last() else {
        panic!("no seal");
    };
    assert_eq!(plan.funds(), Some(100_000 * 1_000_000));
    assert_eq!(plan.granted(), Some(90_000 * 1_000_000));
    assert_eq!(funds, &[Coin::new(plan.funds().unwrap(), "umer")]);
    let genesis = Genesis::of(&plan, &deployment).unwrap();
    assert_eq!(genesis.balances[&born.funder], plan.funds().unwrap());
}

/// Blocks of 6 seconds, four fifths of those expected.
fn span(days: u64) -> Span {
    Span {
        seconds: days * 86_400,
        blocks: days * 86_400 / 6 * 4 / 5,
    }
}

#[test]
fn governance_may_be_none_or_a_multisig_of_the_plan() {
    let named = "governance = { address = \"sim:governance\", keys = \"4 of 7\" }\n";
    let (_, steps, _) = clean(&changed(named, "governance = \"none\"\n"));
    assert_eq!(birth(&steps).governance, None);
    let members = "members = [\"sim:g1\", \"sim:g2\", \"sim:g3\"]\nthreshold = \"2 of 3\"";
    let text = changed(named, "").replacen(
        "[multisig.court]",
        &format!("[multisig.governance]\n{members}\n\n[multisig.court]"),
        1,
    );
    let (plan, steps, deployment) = clean(&text);
    let multisig = Role::Multisig("governance".to_owned());
    assert_eq!(
        birth(&steps).governance,
        deployment.contract(&multisig).ok()
    );
    let found = milegate_plan::check(&plan, Default::default()).problems;
    assert_eq!(found.0, [], "{found}");
}
