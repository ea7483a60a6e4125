//! Milestones of a scenario, as they were and tampered with.
#![allow(clippy::arithmetic_side_effects)] // figures of a test

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cosmwasm_std::{Addr, Uint128};
use embedded_chain::Chain;
use milegate_plan::Plan;
use milegate_replay::{Papers, ReplayError, Replayed, Standing, replay};
use milegate_report::{Account, Block, ChainView, ContractInfo, Event, Tx, ViewError};
use milegate_simulate::{Embedded, Player, Script, play, read, stage};
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn evidence() -> PathBuf {
    root().join("examples/celestia/evidence")
}

fn played(example: &str, scenario: &str) -> Player {
    let folder = root().join(example);
    let plan = Plan::load(&folder).unwrap_or_else(|problems| panic!("{problems}"));
    let own = || root().join("artifacts");
    let artifacts = std::env::var_os("MILEGATE_ARTIFACTS").map_or_else(own, PathBuf::from);
    let staged = stage(&plan, &artifacts, |_| ()).unwrap_or_else(|why| panic!("{why}"));
    let script = read(&folder.join(scenario)).unwrap_or_else(|why| panic!("{why}"));
    let played = play(staged, &Script::Written(script), |_| ());
    played.unwrap_or_else(|why| panic!("{why}"))
}

/// The Celestia scenario, played once and saved: a listing that was challenged and struck, attested
/// again and reached; payments that are missed; lending.
fn saved() -> &'static (TempDir, Addr) {
    static SAVED: OnceLock<(TempDir, Addr)> = OnceLock::new();
    SAVED.get_or_init(|| {
        let played = played("examples/celestia", "scenario.toml");
        let milestones = played.cast.milestones.clone();
        let out = TempDir::new().expect("a folder");
        played
            .chain
            .save(out.path().join("chain.state"))
            .expect("a file");
        (out, milestones)
    })
}

fn chain() -> (Chain, Addr) {
    let (folder, milestones) = saved();
    let chain = Chain::load(folder.path().join("chain.state")).expect("a chain");
    (chain, milestones.clone())
}

/// A chain whose log and records a liar has changed.
struct Lying<'a> {
    chain: Embedded<'a>,
    txs: Vec<Tx>,
    /// A record: part of its key, and what stands there.
    record: Option<(&'a str, Vec<u8>)>,
}

impl<'a> Lying<'a> {
    fn about(chain: &'a Chain) -> Self {
        let chain = Embedded(chain);
        Lying {
            txs: chain.transactions().expect("a log"),
            chain,
            record: None,
        }
    }

    /// Every event of a milestone.
    fn events(&mut self, milestone: &str) -> Vec<&mut Event> {
        let all = self.txs.iter_mut().flat_map(|tx| &mut tx.events);
        let mine = all.filter(|event| event.ty.starts_with("wasm-milestones_"));
        mine.filter(|event| event.get("milestone") == Some(milestone))
            .collect()
    }

    fn event(&mut self, milestone: &str, name: &str) -> &mut Event {
        let ty = format!("wasm-milestones_{name}");
        let mut all = self.events(milestone).into_iter();
        all.find(|event| event.ty == ty).expect(name)
    }
}

impl ChainView for Lying<'_> {
    fn query_raw_json(&self, contract: &Addr, msg: &[u8]) -> Result<Vec<u8>, ViewError> {
        self.chain.query_raw_json(contract, msg)
    }

    fn balance(&self, address: &Addr, denom: &str) -> Result<Uint128, ViewError> {
        self.chain.balance(address, denom)
    }

    fn supply(&self, denom: &str) -> Result<Uint128, ViewError> {
        self.chain.supply(denom)
    }

    fn contract_info(&self, address: &Addr) -> Result<ContractInfo, ViewError> {
        self.chain.contract_info(address)
    }

    fn code_history(&self, address: &Addr) -> Result<Vec<String>, ViewError> {
        self.chain.code_history(address)
    }

    fn raw(&self, contract: &Addr, key: &[u8]) -> Result<Option<Vec<u8>>, ViewError> {
        match &self.record {
            Some((part, bytes)) if String::from_utf8_lossy(key).contains(part) => {
                Ok(Some(bytes.clone()))
            }
            _ => self.chain.raw(contract, key),
        }
    }

    fn account(&self, address: &Addr) -> Result<Account, ViewError> {
        self.chain.account(address)
    }

    fn denom_admin(&self, denom: &str) -> Result<Option<String>, ViewError> {
        self.chain.denom_admin(denom)
    }

    fn block(&self) -> Result<Block, ViewError> {
        self.chain.block()
    }

    fn simulated(&self) -> bool {
        true
    }

    fn transactions(&self) -> Result<Vec<Tx>, ViewError> {
        Ok(self.txs.clone())
    }
}

fn papers(folder: &Path) -> Papers {
    Papers::of(Some(folder), false).expect("a folder")
}

fn replayed(view: &dyn ChainView, milestone: &str, folder: &Path) -> Replayed {
    let (_, milestones) = saved();
    replay(view, milestones, milestone, &papers(folder)).expect("a replay")
}

/// What a liar's change comes to.
fn lie(change: impl FnOnce(&mut Lying)) -> Replayed {
    let (chain, _) = chain();
    let mut view = Lying::about(&chain);
    change(&mut view);
    replayed(&view, "listing", &evidence())
}

#[test]
fn every_milestone_of_a_scenario_is_what_its_log_comes_to() {
    let (chain, _) = chain();
    for (milestone, end) in [
        ("listing", "reached"),
        ("payments", "missed"),
        ("lending", "reached"),
    ] {
        let replayed = replayed(&Embedded(&chain), milestone, &evidence());
        assert!(replayed.holds(), "{}", replayed.words());
        assert_eq!(replayed.stated, replayed.recomputed);
        assert!(replayed.stated.starts_with(end), "{}", replayed.stated);
        let verified = |standing: &Standing| matches!(standing, Standing::Verified { .. });
        assert!(
            replayed
                .papers
                .iter()
                .all(|paper| verified(&paper.standing))
        );
    }
}

/// The committee alone does not suffice, and its sitting is over when the scenario ends.
#[test]
fn a_sitting_that_took_too_long_contradicts_nothing() {
    let played = played("examples/witnesses", "spike.toml");
    let view = Embedded(&played.chain);
    let papers = papers(&root().join("examples/evidence"));
    let replayed = replay(&view, &played.cast.milestones, "listing", &papers).expect("a replay");
    assert!(replayed.holds(), "{}", replayed.words());
    assert_eq!((replayed.papers.len(), replayed.faults.len()), (4, 0));
}

#[test]
fn a_missing_document_is_said_and_no_contradiction() {
    let (chain, _) = chain();
    let folder = TempDir::new().expect("a folder");
    let replayed = replayed(&Embedded(&chain), "listing", folder.path());
    assert!(replayed.holds());
    let missing = |line: &&String| line.starts_with("the document of attestation ");
    assert_eq!(
        replayed.unchecked.iter().filter(missing).count(),
        replayed.papers.len()
    );
    assert!(replayed.words().contains("0 of"), "{}", replayed.words());
}

#[test]
fn a_tampered_document_is_found() {
    let (chain, _) = chain();
    let folder = TempDir::new().expect("a folder");
    for entry in std::fs::read_dir(evidence()).expect("a folder") {
        let path = entry.expect("a file").path();
        std::fs::copy(&path, folder.path().join(path.file_name().expect("a name")))
            .expect("a copy");
    }
    let path = folder.path().join("listing.json");
    let text = std::fs::read_to_string(&path).expect("a text");
    std::fs::write(&path, text.replace('9', "8")).expect("a file");
    let replayed = replayed(&Embedded(&chain), "listing", folder.path());
    assert!(!replayed.holds());
    let said = replayed.contradictions.join("\n");
    assert!(said.contains("listing.json has SHA-256 "), "{said}");
}

#[test]
fn a_conclusion_that_was_written_over_is_found() {
    let replayed =
        lie(|view| view.record = Some(("conclusion", br#"{"missed":{"at":1}}"#.to_vec())));
    let said = replayed.contradictions.join("\n");
    assert!(said.contains("others read the conclusion"), "{said}");
}

#[test]
fn an_end_that_the_log_does_not_have_is_found() {
    let replayed = lie(|view| {
        for tx in &mut view.txs {
            tx.events
                .retain(|event| event.ty != "wasm-milestones_reached");
        }
    });
    let said = replayed.contradictions.join("\n");
    assert!(said.contains("the contract states reached at "), "{said}");
    assert!(
        replayed.recomputed.starts_with("pending"),
        "{}",
        replayed.recomputed
    );
}

#[test]
fn a_verdict_that_was_turned_is_found() {
    let replayed = lie(|view| {
        let settled = view.event("listing", "settled");
        let verdict = settled
            .attributes
            .iter_mut()
            .find(|(key, _)| key == "verdict");
        verdict.expect("a verdict").1 = "stands".into();
    });
    assert!(!replayed.holds());
}

/// Whatever a liar changes in the log of a milestone is found, but what was put forward in an
/// attestation that was made again since.
#[test]
fn a_chain_that_sorts_attributes_says_the_same() {
    let replayed = lie(|chain| {
        for event in chain.events("listing") {
            event.attributes.sort();
        }
    });
    assert!(replayed.holds(), "{}", replayed.words());
}

#[test]
fn no_event_can_be_taken_out_or_changed() {
    let (chain, _) = chain();
    let count = Lying::about(&chain).events("listing").len();
    assert!(count > 10, "{count} events");
    let mut changed: u32 = 0;
    for number in 0..count {
        let mut view = Lying::about(&chain);
        let gone = view.events("listing")[number].clone();
        *view.events("listing").remove(number) = Event::default();
        let without = replayed(&view, "listing", &evidence());
        assert!(!without.holds(), "{gone:?} can be taken out");

        let whose = |event: &Event| {
            (
                event.get("witness").map(String::from),
                event.get("attestor").map(String::from),
            )
        };
        let mut later = Lying::about(&chain);
        let mut later = later.events("listing").into_iter().skip(number + 1);
        let again = later.any(|event| event.ty == gone.ty && whose(event) == whose(&gone));
        for (place, (key, value)) in gone.attributes.iter().enumerate() {
            let unseen = match again {
                true => &["as_of", "uri", "metric", "value", "digest"][..],
                false => &[],
            };
            let key = key.as_str();
            // Who gave a bounty decides nothing.
            let idle = ["_contract_address", "milestone", "sender"];
            if idle.contains(&key) || unseen.contains(&key) {
                continue;
            }
            let other = match value.parse::<u64>() {
                Ok(number) => (number + 1).to_string(),
                Err(_) => format!("{value}x"),
            };
            let mut view = Lying::about(&chain);
            view.events("listing")[number].attributes[place].1 = other;
            let with = replayed(&view, "listing", &evidence());
            assert!(!with.holds(), "{key} of {gone:?} can be changed");
            changed += 1;
        }
    }
    assert!(changed > 40, "{changed} changes");
}

#[test]
fn a_log_that_does_not_reach_back_is_no_replay() {
    let (chain, milestones) = chain();
    let mut view = Lying::about(&chain);
    view.txs.drain(..view.txs.len() / 2);
    let error = replay(&view, &milestones, "listing", &papers(&evidence())).expect_err("pruned");
    assert!(matches!(error, ReplayError::Pruned { .. }), "{error}");
    let none = replay(
        &Embedded(&chain),
        &milestones,
        "nothing",
        &papers(&evidence()),
    );
    assert!(matches!(none, Err(ReplayError::Unknown { .. })));
}
