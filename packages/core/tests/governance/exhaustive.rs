//! Every history of small proposals: all ballots, proofs, interests, ends and clock steps, breadth
//! first.

use std::collections::{HashMap, HashSet, VecDeque};

use milegate_core::Span;
use milegate_core::governance::{Class, End, Status, Task, Terms};

use crate::kit::*;
use crate::world::*;

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
