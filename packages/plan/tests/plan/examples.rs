//! What the repository shows must hold.

use std::collections::BTreeMap;

use milegate_core::ledger::{Curve, Gate, IfMissed};
use milegate_plan::{Plan, TEMPLATES, TemplateError, check, explain, new};

use crate::examples;

#[test]
fn every_example_checks_without_a_warning() {
    for name in ["minimal", "celestia", "dydx", "arbitrum", "witnesses"] {
        let plan = Plan::load(examples().join(name)).unwrap_or_else(|p| panic!("{p}"));
        let checked = check(&plan, Default::default());
        assert_eq!(checked.problems.0, [], "{name}:\n{}", checked.problems);
        assert!(checked.facts.is_some());
    }
}

#[test]
fn every_template_checks_without_a_warning() {
    let folder = std::env::temp_dir().join(format!("milegate-new-{}", std::process::id()));
    for template in TEMPLATES {
        let folder = folder.join(template);
        std::fs::create_dir_all(&folder).unwrap();
        for (file, text) in new(template, "meridian \"one\"").unwrap() {
            std::fs::write(folder.join(file), text).unwrap();
        }
        let plan = Plan::load(&folder).unwrap_or_else(|p| panic!("{p}"));
        let checked = check(&plan, Default::default());
        assert_eq!(checked.problems.0, [], "{template}:\n{}", checked.problems);
        assert_eq!(checked.plan, "meridian one");
    }
    assert!(matches!(
        new("other", "x"),
        Err(TemplateError::Unknown { .. })
    ));
    std::fs::remove_dir_all(&folder).unwrap();
}

/// (schedule, lots, per mille of the lot, opens, seconds), by hand from SOURCES.md
#[test]
fn celestia_keeps_the_published_calendar() {
    let year_1 = 1_730_296_800;
    let plan = Plan::load(examples().join("celestia")).unwrap();
    assert_eq!(*plan.start, 1_698_760_800);
    let published = [
        ("research", 200_925_000, vec![(1_000_000, 94_608_000)]),
        (
            "series-ab",
            196_700_000,
            vec![(333_300, 0), (666_700, 31_536_000)],
        ),
        (
            "seed",
            159_000_000,
            vec![(333_300, 0), (666_700, 31_536_000)],
        ),
        (
            "contributors",
            176_400_000,
            vec![(333_300, 0), (666_700, 63_072_000)],
        ),
    ];
    assert_eq!(plan.schedules.len(), published.len());
    let mut missed = BTreeMap::new();
    for (name, lots, tranches) in published {
        let held_back = plan.reserved_in(name);
        let granted = plan.granted_in(name).unwrap();
        assert_eq!(granted + held_back, lots * 1_000_000, "{name}");
        let schedule = plan.schedule(name).unwrap();
        let found: Vec<_> = schedule
            .tranches
            .iter()
            .map(|tranche| {
                let Gate::Milestone {
                    not_before,
                    if_missed,
                    ..
                } = &tranche.gate.value
                else {
                    panic!("{name} has a gate by time");
                };
                assert_eq!(*not_before, year_1, "{name}");
                let kind = match if_missed {
                    IfMissed::Forfeit {} => "forfeit",
                    IfMissed::Fallback { .. } => "fallback",
                    IfMissed::Roll { .. } => "roll",
                };
                *missed.entry(kind).or_insert(0) += 1;
                let length = match *tranche.curve {
                    Curve::Once {} => 0,
                    Curve::Linear { duration, cliff: 0 } => duration,
                    other => panic!("{other:?}"),
                };
                (tranche.weight.unwrap(), length)
            })
            .collect();
        assert_eq!(found, tranches, "{name}");
    }
    assert_eq!(missed.len(), 3, "{missed:?}");
    assert_eq!(plan.funds(), Some(733_025_000 * 1_000_000));
}

#[test]
fn fewest_keys_by_hand() {
    let plan = Plan::load(examples().join("celestia")).unwrap();
    let facts = check(&plan, Default::default()).facts.unwrap();
    let keys: Vec<_> = facts
        .gates
        .iter()
        .map(|gate| {
            (
                gate.milestone.as_str(),
                gate.keys.open,
                gate.keys.open_against_objection,
                gate.keys.stop,
                gate.keys.stop_by_court,
            )
        })
        .collect();
    // committee 4 of 7, council 5 of 9, auditor 2 of 3, court 3 of 5
    let expected = [
        ("listing", Some(4 + 2), Some(6 + 3), Some(4 + 2), Some(3)),
        ("payments", Some(4 + 2), Some(6 + 3), Some(4), Some(3)),
        ("lending", Some(4), Some(4 + 3), Some(4 + 2), Some(3)),
    ];
    assert_eq!(keys, expected);
}

#[test]
fn explanation_names_every_grant_milestone_and_power() {
    let plan = Plan::load(examples().join("celestia")).unwrap();
    let text = explain(&plan);
    for grant in &plan.grants {
        assert!(text.contains(&format!("Grant {}:", *grant.reference)));
    }
    for milestone in &plan.milestones {
        assert!(text.contains(&milestone.statement));
    }
    assert!(text.contains("Who can do what alone"));
    assert!(text.contains(&plan.digest().to_hex()));
    insta::assert_snapshot!(explain(&Plan::load(examples().join("minimal")).unwrap()));
}

#[test]
fn check_output_of_celestia() {
    let plan = Plan::load(examples().join("celestia")).unwrap();
    insta::assert_snapshot!(check(&plan, Default::default()).to_string());
}
