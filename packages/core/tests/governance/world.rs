//! A small proposal in a box: voters, a clock, and a ghost that keeps a list of voters and judges by
//! walking it. Every step checks what must hold after it.

use milegate_core::Point;
use milegate_core::governance::{
    Choice, Class, Period, Proposal, Recusal, Status, Task, Terms, Voter,
};
use milegate_core::milestone::Verdict;

use crate::kit::*;

pub const V: u64 = 2;
pub const T: u64 = 1;
pub const D: u64 = 2;
pub const W: u64 = 1;
/// When the guardian goes.
pub const GUARDED: u64 = OPENED + V + D + 1;
/// Power of two who may be interested, one who may not, and one who never says anything.
pub const POWERS: [u64; 3] = [2, 1, 1];
pub const SILENT: u64 = 1;
pub const HALT: u64 = 1;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
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

/// A ballot, and whether the proof, if there was one, came in the voting.
pub type Ghost = (Option<Choice>, Option<bool>);

#[derive(Clone, Debug, PartialEq)]
pub struct World {
    pub proposal: Proposal,
    pub voters: Vec<Voter>,
    pub interested: Vec<bool>,
    pub now: Point,
    pub executed: u8,
    /// The ghost's own record.
    pub ghost: Vec<Ghost>,
    /// What the ghost found when the tail was over.
    pub fixed: Option<Result>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Result {
    Fails,
    Messages,
    Verdict(Verdict),
}

pub fn small(class: Class, shares: [u16; 3]) -> Terms {
    let mut terms = terms(class, shares, POWERS.iter().sum::<u64>() + SILENT);
    terms.rule.voting = span(V);
    terms.rule.tail = span(T);
    terms.rule.delay = span(D);
    terms.rule.window = span(W);
    terms
}

pub fn first(terms: &Terms) -> World {
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

pub fn acts() -> Vec<Act> {
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
pub fn over(world: &World, length: u64) -> bool {
    world.now.time >= OPENED + length && world.now.height >= OPENED + length
}

/// The result, by the ghost's own list.
pub fn judge(terms: &Terms, world: &World) -> Result {
    let sum = |keep: &dyn Fn(&Ghost) -> bool| -> u64 {
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
pub fn step(terms: &Terms, world: &World, act: Act) -> Option<World> {
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
pub fn check(terms: &Terms, before: &World, after: &World, act: Act) {
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
pub fn edge(old: Status, new: Status, act: Act) -> bool {
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
