//! Every history of small proposals: all ballots, proofs, interests, ends and clock steps, breadth
//! first, beside a ghost that keeps a list of voters.

use std::collections::{HashMap, HashSet, VecDeque};

use milegate_core::governance::{
    Choice, Class, End, Period, Proposal, Recusal, Status, Task, Terms, Voter,
};
use milegate_core::milestone::Verdict;
use milegate_core::{Point, Span};

use crate::kit::*;

const V: u64 = 2;
const T: u64 = 1;
const D: u64 = 2;
const W: u64 = 1;
/// When the guardian goes.
const GUARDED: u64 = OPENED + V + D + 1;
/// Power of two who may be interested, one who may not, and one who never says anything.
const POWERS: [u64; 3] = [2, 1, 1];
const SILENT: u64 = 1;
const HALT: u64 = 1;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Vote(usize, Choice),
    Prove(usize),
    Readmit(usize),
    /// Somebody plants a grant on a voter, or he declines it.
    Interest(usize),
    Execute,
    Cancel,
    Tick,
    Halt,
}

#[derive(Clone, Debug, PartialEq)]
struct World {
    proposal: Proposal,
    voters: Vec<Voter>,
    interested: Vec<bool>,
    now: Point,
    executed: u8,
    /// The ghost's own record: ballot, and whether the proof came in the voting.
    ghost: Vec<(Option<Choice>, Option<bool>)>,
    /// What the ghost found when the tail was over.
    fixed: Option<Result>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Result {
    Fails,
    Messages,
    Verdict(Verdict),
}

fn small(class: Class, shares: [u16; 3]) -> Terms {
    let mut terms = terms(class, shares, POWERS.iter().sum::<u64>() + SILENT);
    terms.rule.voting = span(V);
    terms.rule.tail = span(T);
    terms.rule.delay = span(D);
    terms.rule.window = span(W);
    terms
}

fn first(terms: &Terms) -> World {
    World {
        proposal: Proposal::new(terms),
        voters: POWERS.map(voter).to_vec(),
        interested: vec![true, false, false],
        now: at(OPENED),
        executed: 0,
        ghost: vec![(None, None); POWERS.len()],
        fixed: None,
    }
}

fn acts() -> Vec<Act> {
    let mut acts = vec![Act::Execute, Act::Cancel, Act::Tick, Act::Halt];
    for voter in 0..POWERS.len() {
        acts.extend([YES, NO].map(|choice| Act::Vote(voter, choice)));
        if voter < 2 {
            acts.extend([Act::Prove(voter), Act::Readmit(voter), Act::Interest(voter)]);
        }
    }
    acts.push(Act::Vote(2, ABSTAIN));
    acts
}

/// The clock, by the ghost's own reading.
fn over(world: &World, length: u64) -> bool {
    world.now.time >= OPENED + length && world.now.height >= OPENED + length
}

/// The result, by the ghost's own list.
fn judge(terms: &Terms, world: &World) -> Result {
    let sum = |keep: &dyn Fn(&(Option<Choice>, Option<bool>)) -> bool| -> u64 {
        let ghosts = world.ghost.iter().zip(POWERS);
        ghosts
            .filter(|(ghost, _)| keep(ghost))
            .map(|(_, power)| power)
            .sum()
    };
    let votes = |choice| sum(&|ghost| *ghost == (Some(choice), None));
    let base = POWERS.iter().sum::<u64>() + SILENT - sum(&|ghost| ghost.1 == Some(true));
    let (y, n, a) = (votes(YES), votes(NO), votes(ABSTAIN));
    let points = |share: milegate_core::governance::Share| u64::from(share.basis_points());
    let quorum = (y + n + a) * 10_000 >= points(terms.rule.quorum) * base;
    let floor = |power| power * 10_000 >= points(terms.rule.floor) * terms.total.u64();
    let leads = y * 10_000 > points(terms.rule.threshold) * (y + n);
    match terms.class {
        Class::Dispute if quorum && y > n => Result::Verdict(Verdict::False),
        Class::Dispute if quorum && n > y && floor(n) => Result::Verdict(Verdict::Stands),
        Class::Dispute => Result::Fails,
        _ if quorum && floor(y) && leads => Result::Messages,
        _ => Result::Fails,
    }
}

/// Does one act; `None` if it is refused or leads out of the explored range.
fn step(terms: &Terms, world: &World, act: Act) -> Option<World> {
    let mut next = world.clone();
    let (now, proposal) = (world.now, &world.proposal);
    match act {
        Act::Vote(who, choice) => {
            let ballot =
                proposal.vote(terms, now, world.voters[who], world.interested[who], choice);
            (next.proposal, next.voters[who]) = ballot.ok()?;
            let barred = world.interested[who] && terms.recusal != Recusal::Nobody;
            assert!(!over(world, V) && !barred);
            assert_eq!(world.ghost[who], (None, None), "votes twice");
            next.ghost[who].0 = Some(choice);
        }
        Act::Prove(who) => {
            let proof = proposal.prove(terms, now, world.voters[who], world.interested[who]);
            (next.proposal, next.voters[who], _) = proof.ok()?;
            let tail = over(world, V);
            if world.ghost[who].1.is_none() && (!tail || world.ghost[who].0.is_some()) {
                next.ghost[who].1 = Some(!tail);
            } else {
                assert_eq!(next.proposal, world.proposal, "proven twice");
            }
        }
        Act::Readmit(who) => {
            let back = proposal.readmit(terms, now, world.voters[who], world.interested[who]);
            (next.proposal, next.voters[who]) = back.ok()?;
            assert_eq!(world.ghost[who].1, Some(!over(world, V)));
            next.ghost[who].1 = None;
        }
        Act::Interest(who) => {
            if over(world, V + T) {
                return None;
            }
            next.interested[who] = !next.interested[who];
        }
        Act::Execute => {
            let (done, task) = proposal.execute(terms, now).ok()?;
            next.proposal = done;
            next.executed += 1;
            assert!(over(world, V + D) && !over(world, V + D + W), "{world:?}");
            let expected = match task {
                Task::Messages {} => Result::Messages,
                Task::Settle { verdict } => Result::Verdict(verdict),
            };
            assert_eq!(world.fixed, Some(expected));
        }
        Act::Cancel => next.proposal = proposal.cancel(terms, now, GUARDED).ok()?,
        Act::Tick => {
            next.now.time += 1;
            next.now.height += 1;
        }
        Act::Halt => {
            next.now.time += 1;
            if next.now.time - next.now.height > HALT {
                return None;
            }
        }
    }
    if next.now.time > OPENED + V + D + W + HALT + 1 {
        return None;
    }
    if over(&next, V + T) && next.fixed.is_none() {
        next.fixed = Some(judge(terms, &next));
    }
    check(terms, world, &next, act);
    Some(next)
}

/// What must hold after every step.
fn check(terms: &Terms, before: &World, after: &World, act: Act) {
    let tally = after.proposal.tally;
    let counted = |choice| -> u64 {
        let ghosts = after.ghost.iter().zip(POWERS);
        ghosts
            .filter(|(ghost, _)| **ghost == (Some(choice), None))
            .map(|(_, power)| power)
            .sum()
    };
    assert_eq!(tally.yes.u64(), counted(YES));
    assert_eq!(tally.no.u64(), counted(NO));
    assert_eq!(tally.abstain.u64(), counted(ABSTAIN));
    assert!(tally.cast() + tally.recused <= terms.total);
    for (voter, ghost) in after.voters.iter().zip(&after.ghost) {
        let proven = voter.proven.map(|period| period == (Period::Voting {}));
        assert_eq!((voter.ballot, proven), *ghost);
    }

    // After the tail nothing changes the result.
    if let Some(fixed) = after.fixed {
        assert_eq!(judge(terms, after), fixed);
        if before.fixed.is_some() {
            assert_eq!(before.proposal.tally, after.proposal.tally);
        }
    }
    assert!(after.executed <= 1, "executed twice");

    let old = before.proposal.status(terms, before.now);
    let new = after.proposal.status(terms, after.now);
    assert!(edge(old, new, act), "{old:?} to {new:?} by {act:?}");
    if let (Some(fixed), None) = (after.fixed, after.proposal.end) {
        let shown = match new {
            Status::Rejected { .. } => Result::Fails,
            Status::Passed { task } | Status::Executable { task } => match task {
                Task::Messages {} => Result::Messages,
                Task::Settle { verdict } => Result::Verdict(verdict),
            },
            Status::Expired {} => fixed,
            status => panic!("{status:?} after the tail"),
        };
        assert_eq!(shown, fixed);
    }
}

/// The published edges.
fn edge(old: Status, new: Status, act: Act) -> bool {
    use Status::*;
    let passes = matches!(act, Act::Tick | Act::Halt);
    match (old, new) {
        (Executable { .. }, Executed { .. }) => act == Act::Execute,
        (Voting {} | Tail {} | Passed { .. } | Executable { .. }, Cancelled { .. }) => {
            act == Act::Cancel
        }
        (Voting {}, Tail {}) | (Tail {}, Rejected { .. } | Passed { .. }) => passes,
        (Passed { task: a }, Executable { task: b }) => passes && a == b,
        (Executable { .. }, Expired {}) => passes,
        (old, new) => old == new,
    }
}

fn over_for_good(status: Status) -> bool {
    !matches!(
        status,
        Status::Voting {} | Status::Tail {} | Status::Passed { .. } | Status::Executable { .. }
    )
}

fn name(status: Status) -> String {
    format!("{status:?}")
        .split([' ', '{'])
        .next()
        .unwrap_or_default()
        .to_string()
}

/// Visits everything reachable; gives how many states there are of each status.
fn explore(terms: &Terms) -> HashMap<String, usize> {
    let mut seen = HashSet::new();
    let mut count = HashMap::new();
    let mut queue = VecDeque::from([first(terms)]);
    while let Some(world) = queue.pop_front() {
        let status = world.proposal.status(terms, world.now);
        *count.entry(name(status)).or_default() += 1;
        not_stuck(terms, &world);
        for act in acts() {
            let next = step(terms, &world, act);
            let passes = matches!(act, Act::Tick | Act::Halt | Act::Interest(_));
            if over_for_good(status) && !passes {
                assert!(next.is_none(), "{act:?} after the end: {world:?}");
            }
            if let Some(next) = next {
                if seen.insert(format!("{next:?}")) {
                    queue.push_back(next);
                }
            }
        }
    }
    count
}

/// Left alone it ends; if it has passed, anyone can execute it on the way.
fn not_stuck(terms: &Terms, world: &World) {
    let mut alone = world.clone();
    let mut executable = false;
    for _ in 0..=V + D + W {
        executable |= alone.proposal.execute(terms, alone.now).is_ok();
        alone.now.time += 1;
        alone.now.height += 1;
    }
    let status = alone.proposal.status(terms, alone.now);
    assert!(over_for_good(status), "stuck: {world:?}");
    let started = world.proposal.status(terms, world.now);
    if status == (Status::Expired {}) && started != status {
        assert!(executable, "passed and never executable: {world:?}");
    }
}

#[test]
fn no_history_of_messages_goes_astray() {
    for (class, shares) in [
        (Class::Attest, [4_000, 5_000, 2_000]),
        (Class::Code, [7_500, 6_670, 2_500]),
        (Class::Spend, [2_500, 5_000, 4_000]),
    ] {
        let count = explore(&small(class, shares));
        for status in ["Voting", "Tail", "Passed", "Executable", "Rejected"] {
            assert!(count[status] > 50, "{class}: {count:?}");
        }
        for status in ["Executed", "Expired", "Cancelled"] {
            assert!(count[status] > 20, "{class}: {count:?}");
        }
    }
}

#[test]
fn no_history_of_a_dispute_goes_astray_or_is_cancelled() {
    let count = explore(&small(Class::Dispute, [4_000, 5_000, 3_000]));
    for status in [
        "Voting",
        "Tail",
        "Passed",
        "Executable",
        "Rejected",
        "Executed",
        "Expired",
    ] {
        assert!(count[status] > 20, "{count:?}");
    }
    assert!(!count.contains_key("Cancelled"), "{count:?}");
}

#[test]
fn no_history_of_a_guardians_removal_is_cancelled() {
    let mut terms = small(Class::Rules, [3_340, 5_000, 2_000]);
    terms.about_guardian = true;
    let count = explore(&terms);
    assert!(count["Executed"] > 20, "{count:?}");
    assert!(!count.contains_key("Cancelled"), "{count:?}");
}

#[test]
fn a_tail_as_long_as_the_delay_leads_straight_to_execution() {
    let mut terms = small(Class::Attest, [4_000, 5_000, 2_000]);
    terms.rule.tail = Span {
        seconds: D,
        blocks: D,
    };
    let proposal = with_sums(&terms, [3, 0, 0, 0]);
    let last = at(OPENED + V + D - 1);
    assert_eq!(proposal.status(&terms, last), Status::Tail {});
    let task = Task::Messages {};
    let now = at(OPENED + V + D);
    assert_eq!(proposal.status(&terms, now), Status::Executable { task });
    let (done, _) = proposal.execute(&terms, now).unwrap();
    assert_eq!(done.end, Some(End::Executed { at: now }));
}
