//! Random lives on compiled Wasm beside a ghost ledger; the rules of DESIGN 4 after every step.
//!
//! `MILEGATE_RUNS=n` changes the number of runs, `MILEGATE_SEED=n` replays one.

mod action;
mod check;
mod deal;
mod ghost;
mod holders;
mod plan;
mod rules;
mod run;

use std::collections::BTreeMap;
use std::thread;

use run::{Tally, one_life};

const RUNS: u64 = 500;
const STEPS: usize = 250;
const THREADS: u64 = 2;

/// Every state a life can come through that a test should have seen.
const INTERESTING: [&str; 52] = [
    "a gate died",
    "a gate fell back",
    "a gate opened",
    "a gate rolled and opened",
    "a gate rolled and died",
    "a grant partly claimed, the rest locked",
    "a grant fully claimed",
    "a claim by the payee",
    "a claim by a stranger for the payee",
    "a claim that latched",
    "a claim of several grants",
    "a claim refused with nothing due",
    "the vault's dues paid",
    "the bond dues paid",
    "gifts lie in the vault",
    "gifts lie in the milestones",
    "a milestone reached unchallenged",
    "a milestone reached by verdict",
    "a milestone reached by silence",
    "a milestone missed by the last call",
    "a milestone missed by a third late fall",
    "a fall by verdict",
    "a fall by silence",
    "a fall by retracting",
    "a fall by recusal",
    "a bounty paid",
    "a sitting dropped",
    "the last call runs",
    "a word in a dispute",
    "a halt in a window",
    "left before a gate",
    "left after the gates",
    "a leaver's grant claimed",
    "a termination cancelled by governance",
    "recovered",
    "recovered with something claimable",
    "a recovery cancelled",
    "renounced with vested",
    "a change lapsed",
    "sold with the payee staying",
    "assigned into a schedule with a dead tranche",
    "a cohort's grant claimed",
    "a reserve lapsed",
    "a paid payee declined",
    "an unpaid payee declined",
    "a former payee declined",
    "an attestor barred by what it holds",
    "named who would not",
    "interested again, since a later block",
    "a life with a token",
    "an assertion",
    "an assertion struck",
];

/// A failing run tells how to see it again.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!(
                "replay: MILEGATE_SEED={} cargo test -p milegate-tests stateful",
                self.0
            );
        }
    }
}

fn env(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|text| text.parse().expect("a number"))
}

fn lives(seeds: impl Iterator<Item = u64>) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let _told = Seed(seed);
        one_life(seed, STEPS, &mut tally);
    }
    tally
}

#[test]
fn every_rule_holds_after_every_step_of_every_life() {
    if let Some(seed) = env("MILEGATE_SEED") {
        lives(std::iter::once(seed));
        return;
    }
    let runs = env("MILEGATE_RUNS").unwrap_or(RUNS);
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let spawn =
            |thread| scope.spawn(move || lives((0..runs).filter(move |n| n % THREADS == thread)));
        let threads: Vec<_> = (0..THREADS).map(spawn).collect();
        threads
            .into_iter()
            .for_each(|thread| tally.add(thread.join().expect("every rule holds")));
    });
    assert_eq!(tally.steps, runs * STEPS as u64);

    let mut rare: BTreeMap<String, String> = BTreeMap::new();
    for (action, (tried, done)) in &tally.actions {
        if done * 10 < *tried {
            rare.insert(
                action.to_string(),
                format!("succeeded {done} of {tried} times"),
            );
        }
    }
    // fewer runs than the full number are for looking, and promise nothing about rare states
    let least = if runs < RUNS { 0 } else { 100 };
    for state in INTERESTING {
        let seen = tally.seen.get(state).copied().unwrap_or_default();
        if seen < least {
            rare.insert(
                state.to_string(),
                format!("reached {seen} times, not {least}"),
            );
        }
    }
    let unlisted = tally
        .seen
        .keys()
        .filter(|state| !INTERESTING.contains(state));
    rare.extend(unlisted.map(|state| (state.to_string(), "is not in the list".to_string())));
    assert_eq!(
        tally.actions.len(),
        action::KINDS.len() + deal::KINDS.len(),
        "{:?}",
        tally.actions.keys()
    );
    assert!(
        rare.is_empty(),
        "{rare:#?}\n{:?}\n{:?}",
        tally.seen,
        tally.actions
    );
}
