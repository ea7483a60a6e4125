//! The documents of `examples`: each fits its schema, and says what scenarios attest with it.

use std::fs;
use std::path::{Path, PathBuf};

use milegate_evidence::{Attested, Problem, check, digest, validate};
use milegate_plan::Plan;
use milegate_simulate::{Action, Deed, Motion, read};
use serde_json::Value;

/// Every file below a folder of examples.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let below = paths.flat_map(|path| match path.is_dir() {
        true => files(&path),
        false => vec![path],
    });
    below.collect()
}

fn examples() -> Vec<PathBuf> {
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"))
}

fn said(problems: &[Problem]) -> String {
    let lines: Vec<_> = problems.iter().map(Problem::to_string).collect();
    lines.join("; ")
}

/// The plan that a scenario is played on: the one in its folder, or above it.
fn plan_of(scenario: &Path) -> Plan {
    let mut folders = scenario.ancestors().skip(1);
    let folder = folders.find(|folder| folder.join("plan.toml").exists());
    let folder = folder.unwrap_or_else(|| panic!("{} has no plan", scenario.display()));
    Plan::load(folder).unwrap_or_else(|problems| panic!("{problems}"))
}

/// An attestation of a scenario: milestone, as-of time, metric, value, document.
type Said<'a> = (&'a str, Option<u64>, &'a str, &'a str, &'a str);

fn by_a_witness(action: &Action) -> Option<Said<'_>> {
    match action {
        Action::Attest {
            milestone,
            as_of,
            metric,
            value,
            document,
            ..
        } => Some((milestone, *as_of, metric, value, document)),
        _ => None,
    }
}

fn by_vote(deed: &Deed) -> Option<Said<'_>> {
    match deed {
        Deed::Attest {
            milestone,
            as_of,
            metric,
            value,
            document,
            ..
        } => Some((milestone, *as_of, metric, value, document)),
        _ => None,
    }
}

/// Everything that an event attests.
fn attested(action: &Action) -> Vec<Said<'_>> {
    let deeds = match action {
        Action::Motion(Motion::Propose { messages, .. }) => messages.as_slice(),
        _ => &[],
    };
    let voted = deeds.iter().filter_map(by_vote);
    by_a_witness(action).into_iter().chain(voted).collect()
}

#[test]
fn every_document_fits_its_schema() {
    let documents: Vec<_> = examples()
        .into_iter()
        .filter(|path| {
            path.parent()
                .is_some_and(|folder| folder.ends_with("evidence"))
        })
        .collect();
    assert!(documents.len() > 10, "{documents:?}");
    for path in documents {
        let (bytes, shown) = (fs::read(&path).expect("a file"), path.display());
        let told: Value = serde_json::from_slice(&bytes).expect("JSON");
        let schema = told["schema"].as_str().unwrap_or_default();
        let known = validate(schema, &bytes).unwrap_or_else(|why| panic!("{shown}: {why}"));
        known.unwrap_or_else(|problems| panic!("{shown}: {}", said(&problems)));
    }
}

#[test]
fn every_attestation_of_a_scenario_says_what_its_document_says() {
    let mut count: u32 = 0;
    for path in examples() {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let scenario = path.extension().is_some_and(|end| end == "toml");
        if !scenario || (!text.contains("\ndocument ") && !text.contains(" document = ")) {
            continue;
        }
        let (shown, plan) = (path.display(), plan_of(&path));
        let scenario = read(&path).unwrap_or_else(|why| panic!("{why}"));
        let all = scenario
            .events
            .iter()
            .flat_map(|event| attested(&event.action));
        for (milestone, as_of, metric, value, document) in all {
            let mut terms = plan.milestones.iter();
            let terms = terms.find(|terms| *terms.name == milestone);
            let schema = &terms
                .unwrap_or_else(|| panic!("{shown}: {milestone}"))
                .schema;
            let bytes = fs::read(scenario.folder.join(document));
            let bytes = bytes.unwrap_or_else(|why| panic!("{shown}: {document}: {why}"));
            let attested = Attested {
                milestone,
                schema,
                digest: &digest(&bytes),
                as_of: as_of.unwrap_or_else(|| panic!("{shown}: {document} without `as_of`")),
                metric,
                value,
            };
            let problems = check(attested, &bytes).unwrap_or_else(|why| panic!("{shown}: {why}"));
            assert!(
                problems.is_empty(),
                "{shown}: {document}: {}",
                said(&problems)
            );
            count = count.saturating_add(1);
        }
    }
    assert!(count > 25, "{count} attestations");
}
