//! Every history of small instances: all messages, all clock steps, breadth first.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashSet, VecDeque};
use std::hash::{Hash, Hasher};

use cosmwasm_std::Uint128;
use milegate_core::milestone::{
    Measure, OnSilence, Outcome, Policy, Stage, State, Strike, Terms, Verdict, WitnessKind,
};
use milegate_core::oracle::Reading;
use milegate_core::{Conclusion, Point};

use crate::kit::*;

const W: u64 = 1;
const G: u64 = 1;
const C: u64 = 1;
const D: u64 = START + 1;
const BOUND: u64 = D + G + 3 * (W + C + G);
/// `conclude` comes at most one block late in the eager runs.
const SLACK: u64 = 2;

#[derive(Clone, Copy, Debug)]
enum Act {
    Attest(usize),
    Retract(usize),
    Recuse(usize),
    Challenge,
    Settle(Verdict),
    Conclude,
    /// A second and a block; a second alone (two blocks never share a height).
    Tick,
    Halt,
}

/// Leaf and name of each attestor; the first two are alike.
type Attestors = [(&'static str, &'static str); 3];

const PANEL: Attestors = [("panel", "ann"), ("panel", "bob"), ("board", "board")];
const FED: Attestors = [("feed", "oracle"), ("feed", "oracle"), ("board", "board")];
const ASSERTERS: Attestors = [("anyone", "ann"), ("anyone", "bob"), ("board", "board")];

fn acts() -> Vec<Act> {
    let mut acts = vec![
        Act::Challenge,
        Act::Settle(Verdict::Stands),
        Act::Settle(Verdict::False),
        Act::Conclude,
        Act::Tick,
        Act::Halt,
    ];
    for attestor in 0..PANEL.len() {
        acts.extend([Act::Attest(attestor), Act::Retract(attestor)]);
    }
    // A recusal is a retraction without a limit a round: the committee shows it.
    acts.extend([Act::Recuse(0), Act::Recuse(1)]);
    acts
}

fn small(policy: Policy, freshness: u64, on_silence: OnSilence) -> Terms<cosmwasm_std::Addr> {
    let mut terms = terms();
    terms.policy = policy;
    terms.deadline = D;
    terms.window = span(W);
    terms.last_call = span(G);
    terms.court_limit = span(C);
    terms.freshness = span(freshness);
    terms.bond = Uint128::new(7);
    terms.on_silence = on_silence;
    terms
}

/// The same with an assertion in the committee's place.
fn asserted(policy: Policy, on_silence: OnSilence) -> Terms<cosmwasm_std::Addr> {
    let mut terms = small(policy, 1, on_silence);
    terms.witnesses[0] = assertion("anyone", 5);
    terms.check().expect("sound terms");
    terms
}

fn attestors(world: &World) -> Attestors {
    match world.terms.witnesses[0].kind {
        WitnessKind::Assertion { .. } => ASSERTERS,
        WitnessKind::Feed { .. } => FED,
        _ => PANEL,
    }
}

/// The same with a feed in the committee's place, whose window is a second.
fn fed(policy: Policy, on_silence: OnSilence) -> Terms<cosmwasm_std::Addr> {
    let mut terms = small(policy, 1, on_silence);
    terms.witnesses[0] = crate::feed::feed(Measure::Sum);
    if let WitnessKind::Feed {
        registered,
        observations,
        ..
    } = &mut terms.witnesses[0].kind
    {
        (registered.periods, registered.max_gap, *observations) = (1, 0, 1);
    }
    terms.check().expect("sound terms");
    terms
}

/// What the oracle says of the second that has passed: enough.
fn last_second(world: &World) -> Reading {
    let now = world.now.time;
    Reading {
        from: now - 1,
        until: now,
        stale: now + 1,
        periods: 1,
        full: true,
        observations: 1,
        sum: 50u128.into(),
        held: None,
        unbroken: 1,
        silent: 0,
    }
}

/// Does one act; `None` if it is refused or leads out of the explored range.
fn step(world: &World, act: Act) -> Option<World> {
    let attestors = attestors(world);
    let mut next = world.clone();
    let money = owed(&next.state);
    let mut paid_in = 0;
    let outcomes = match act {
        Act::Attest(who) if attestors[who].0 == "feed" => {
            let reading = last_second(&next);
            next.observe("feed", Some(reading))
        }
        Act::Attest(who) => {
            paid_in = next.price(attestors[who].0);
            next.attest(attestors[who].0, attestors[who].1)
        }
        Act::Retract(who) => next.retract(attestors[who].0, attestors[who].1),
        Act::Recuse(who) => next.recuse(attestors[who].0, attestors[who].1),
        Act::Challenge => {
            paid_in = next.state.bond.u128();
            next.challenge()
        }
        Act::Settle(verdict) => next.settle(verdict),
        Act::Conclude => next.conclude(),
        Act::Tick => {
            next.now.time += 1;
            next.now.height += 1;
            return Some(next);
        }
        Act::Halt => {
            next.now.time += 1;
            return (next.now.time - next.now.height <= 1).then_some(next);
        }
    };
    let outcomes = outcomes.ok()?;

    check(world, &next, &outcomes);
    next.forget();
    assert_eq!(money + paid_in, owed(&next.state) + paid_out(&outcomes));
    Some(next)
}

/// Bond of the running challenge, bonds of the standing assertions, and bounty.
fn owed(state: &State) -> u128 {
    let bond = match &state.stage {
        Stage::Disputed { challenge, .. } => challenge.bond,
        _ => Uint128::zero(),
    };
    let pledges = state.leaves.iter().filter_map(|leaf| leaf.pledge.as_ref());
    let pledged: u128 = pledges.map(|pledge| pledge.bond.u128()).sum();
    (bond + state.bounty).u128() + pledged
}

fn paid_out(outcomes: &[Outcome]) -> u128 {
    outcomes
        .iter()
        .map(|outcome| match outcome {
            Outcome::BondReleased(release) => (release.credited + release.lost).u128(),
            Outcome::AssertionReturned(returned) => returned.credited.u128(),
            Outcome::BountyLost { amount } => amount.u128(),
            _ => 0,
        })
        .sum()
}

/// What must hold after every message.
fn check(before: &World, after: &World, outcomes: &[Outcome]) {
    // Sums and floors say what the list of all attestations says.
    for (leaf, witness) in after.state.leaves.iter().zip(&after.terms.witnesses) {
        let all = || after.ghosts.iter().filter(|g| g.witness == witness.name);
        let standing = all().filter(|g| g.fate == Fate::Stands);
        assert_eq!(leaf.standing.members as usize, standing.count());
        let challenged = all().filter(|g| g.challenged && g.fate == Fate::Stands);
        if matches!(after.state.stage, Stage::Disputed { .. }) {
            assert_eq!(leaf.challenged.members as usize, challenged.count());
        }
        assert_eq!(leaf.holds(&witness.kind), after.holds(&witness.name));
        for ghost in all() {
            // A removal is written on the record, not on the leaf.
            if ghost.fate != Fate::Removed {
                let stands = leaf.stands(&ghost.attestation);
                assert_eq!(stands, ghost.fate == Fate::Stands, "{ghost:?}");
                let strike = after.strike_at(&witness.name, ghost.attestation.sequence);
                let struck = |strike: Strike| strike.struck(&ghost.attestation);
                assert_eq!(strike.is_some_and(struck), ghost.fate == Fate::Struck);
            }
        }
    }

    // One assertion at a time, with its bond until the end; none after the third strike.
    for (place, witness) in after.terms.witnesses.iter().enumerate() {
        let (was, is) = (&before.state.leaves[place], &after.state.leaves[place]);
        let named = |outcome: &&Outcome| matches!(outcome, Outcome::Struck { witness: of, .. } if *of == witness.name);
        if matches!(witness.kind, WitnessKind::Assertion { .. }) {
            let live = !matches!(after.state.stage, Stage::Ended { .. });
            assert_eq!(is.pledge.is_some(), live && is.standing.members == 1);
            assert!(is.standing.members <= 1 && is.struck <= 3);
            assert_eq!(
                usize::from(is.struck - was.struck),
                outcomes.iter().filter(named).count()
            );
            assert!(is.struck < 3 || is.standing.members == 0);
        } else {
            assert_eq!((is.struck, &is.pledge), (0, &None));
        }
    }

    // An open milestone lacks something; any other has lacked nothing since its stage began.
    match &after.state.stage {
        Stage::Open {} => assert_eq!(after.satisfied_since, None),
        Stage::Pending { since } | Stage::Disputed { since, .. } => {
            assert_eq!(after.satisfied_since, Some(*since));
        }
        Stage::Ended { .. } => {}
    }

    for outcome in outcomes {
        match outcome {
            Outcome::Ended {
                conclusion: Conclusion::Reached { at },
            } => {
                let since = before.satisfied_since.expect("reached without a policy");
                assert!(since.past(before.terms.window, after.now), "too early");
                assert_eq!(*at, after.now.time);
            }
            Outcome::Ended {
                conclusion: Conclusion::Missed { .. },
            } => assert!(after.now.time > D, "missed before the deadline"),
            Outcome::Fell { round, .. } => assert_eq!(*round, before.state.round + 1),
            _ => {}
        }
    }
    assert!(after.state.late_falls <= 3);
}

/// No limit is further away than this: the window and the court's limit together, or a freshness.
const FURTHEST: u64 = 3;

/// A world up to what can matter for its future: clocks relative, numbers of rounds and attestations
/// left out. With `absolute`, the instant too; else every instant after the deadline is alike.
fn shape(world: &World, absolute: bool) -> u64 {
    let ago = |point: Point| {
        (
            (world.now.time - point.time).min(FURTHEST),
            (world.now.height - point.height).min(FURTHEST),
        )
    };
    let instant = match absolute {
        true => world.now.time,
        false => world.now.time.min(D + 1),
    };
    let halted = world.now.time - world.now.height;
    let state = &world.state;
    let stage = match &state.stage {
        Stage::Open {} => "open".to_string(),
        Stage::Pending { since } => format!("pending {:?}", ago(*since)),
        Stage::Disputed { since, challenge } => {
            format!("disputed {:?} {}", ago(*since), challenge.bond)
        }
        Stage::Ended { conclusion } if absolute => format!("{conclusion}"),
        Stage::Ended { .. } => return 0,
    };
    let leaves: Vec<_> = state
        .leaves
        .iter()
        .map(|leaf| {
            let sitting = leaf.sitting.map(ago);
            let bond = leaf.pledge.as_ref().map(|pledge| pledge.bond);
            (sitting, leaf.standing, leaf.challenged, bond, leaf.struck)
        })
        .collect();
    let mut attestors: Vec<_> = attestors(world)
        .iter()
        .map(|(witness, name)| {
            let ghost = world
                .ghosts
                .iter()
                .rev()
                .find(|g| g.witness == *witness && g.attestor == *name)?;
            let latest = world.latest[&(witness.to_string(), name.to_string())];
            let struck_as_of = match ghost.fate {
                Fate::Struck => Some(latest.as_of),
                _ => latest.struck_as_of,
            };
            let retracted = latest.retracted_in == Some(state.round);
            Some((ghost.fate, ghost.challenged, retracted, struck_as_of))
        })
        .collect();
    // The two members, or asserters, are alike.
    attestors[..2].sort();
    let shape = format!(
        "{instant} {halted} {stage} {} {:?} {} {} {leaves:?} {attestors:?}",
        state.late_falls,
        state.last_call.map(ago),
        state.bond,
        state.bounty,
    );
    hash(&shape)
}

fn hash(shape: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    shape.hash(&mut hasher);
    hasher.finish()
}

/// Visits everything reachable; with `eager`, time only passes once `conclude` has nothing to do.
fn explore(terms: Terms<cosmwasm_std::Addr>, eager: bool, visit: &mut dyn FnMut(&World)) -> usize {
    let mut first = World::new(terms);
    first.add_bounty(5).expect("a bounty is always welcome");
    let mut seen = HashSet::from([shape(&first, eager)]);
    let mut queue = VecDeque::from([first]);
    while let Some(world) = queue.pop_front() {
        visit(&world);
        for act in acts() {
            let passes = matches!(act, Act::Tick | Act::Halt);
            if eager && passes && step(&world, Act::Conclude).is_some() {
                continue;
            }
            // The bound is about running blocks: a halted chain adds its halt.
            if eager && matches!(act, Act::Halt) {
                continue;
            }
            if world.conclusion().is_some() {
                if !passes {
                    assert!(step(&world, act).is_none(), "{act:?} after the end");
                }
                continue;
            }
            if let Some(next) = step(&world, act) {
                if seen.insert(shape(&next, eager)) {
                    queue.push_back(next);
                }
            }
        }
    }
    seen.len()
}

fn policies(first: &str) -> [Policy; 2] {
    let of = || vec![leaf(first), leaf("board")];
    [Policy::Any { of: of() }, Policy::All { of: of() }]
}

#[test]
fn every_history_ends_inside_the_bound() {
    let mut instances = vec![];
    for policy in policies("panel") {
        for on_silence in [OnSilence::Stands, OnSilence::Falls] {
            instances.push(small(policy.clone(), 1, on_silence));
        }
    }
    let [any, all] = policies("anyone");
    instances.push(asserted(any, OnSilence::Falls));
    instances.extend(policies("feed").map(|policy| fed(policy, OnSilence::Falls)));
    instances.push(asserted(all.clone(), OnSilence::Falls));
    instances.push(asserted(all, OnSilence::Stands));
    for terms in instances {
        let mut ended = [0, 0];
        let mut latest = 0;
        explore(terms, true, &mut |world| match world.conclusion() {
            Some(Conclusion::Reached { at }) => {
                ended[0] += 1;
                latest = latest.max(at);
            }
            Some(Conclusion::Missed { at }) => {
                ended[1] += 1;
                latest = latest.max(at);
            }
            None => assert!(world.now.time <= BOUND + SLACK, "lives on: {world:?}"),
        });
        assert!(ended[0] > 0 && ended[1] > 0, "{ended:?}");
        assert!(latest <= BOUND + 1, "{latest} > {BOUND}");
    }
}

#[test]
fn no_state_is_stuck_and_none_opens_early() {
    let [any, all] = policies("panel");
    let mut instances: Vec<_> = [(any, 2), (all.clone(), 1), (all, 2)]
        .into_iter()
        .map(|(policy, freshness)| small(policy, freshness, OnSilence::Falls))
        .collect();
    instances.extend(policies("anyone").map(|policy| asserted(policy, OnSilence::Falls)));
    for terms in instances {
        let mut disputed_late = 0;
        let count = explore(terms, false, &mut |world| {
            disputed_late += usize::from(world.state.late_falls == 2);
            // Left to time alone, it ends.
            let mut alone = world.clone();
            for _ in 0..100 {
                if alone.conclusion().is_some() {
                    break;
                }
                let _ = alone.conclude();
                alone.wait(1);
            }
            assert!(alone.conclusion().is_some(), "stuck: {world:?}");
        });
        assert!(count > 1_000, "only {count} states");
        assert!(disputed_late > 0);
    }
}
