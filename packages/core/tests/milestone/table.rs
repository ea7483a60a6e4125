//! The rows of the transition table, one by one, at their limits.

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_core::milestone::{Claim, OnSilence, Outcome, Policy, Refusal, Stage, Verdict};
use milegate_core::{Conclusion, Point};

use crate::kit::*;

fn world() -> World {
    World::new(terms())
}

fn both() -> Policy {
    Policy::All {
        of: vec![leaf("panel"), leaf("board")],
    }
}

/// Pending since block 12, by the board's word.
fn pending() -> World {
    let mut world = world().at(12);
    world.attest("board", "board").unwrap();
    world
}

/// Disputed since block 13.
fn disputed() -> World {
    let mut world = pending().at(13);
    world.challenge().unwrap();
    world
}

fn at(time: u64) -> Point {
    Point { time, height: time }
}

fn is_pending(world: &World, since: u64) -> bool {
    world.state.stage == Stage::Pending { since: at(since) }
}

#[test]
fn evidence_that_satisfies_the_policy_begins_the_window() {
    let mut world = world().at(11);
    assert_eq!(world.attest("panel", "ann"), Ok(vec![]));
    world.wait(1);

    let pending = Outcome::Pending {
        round: 1,
        since: at(12),
    };
    assert_eq!(world.attest("panel", "bob"), Ok(vec![pending]));
    assert!(is_pending(&world, 12));
}

#[test]
fn one_member_is_no_committee_whatever_he_weighs() {
    let mut world = world().at(11);
    let claim = Claim {
        round: 1,
        as_of: 11,
        valid_until: 11,
    };
    world.attest_claim("panel", "ann", 1_000, claim).unwrap();
    assert_eq!(world.state.stage, Stage::Open {});
}

#[test]
fn two_members_below_the_threshold_do_not_suffice() {
    let mut terms = terms();
    terms.witnesses[0] = committee("panel", 3);
    let mut world = World::new(terms).at(11);
    world.attest("panel", "ann").unwrap();
    world.attest("panel", "bob").unwrap();
    assert_eq!(world.state.stage, Stage::Open {});
    world.attest("panel", "cid").unwrap();
    assert!(is_pending(&world, 11));
}

#[test]
fn evidence_is_refused_for_each_of_its_rules() {
    let claim = |round, as_of, valid_until| Claim {
        round,
        as_of,
        valid_until,
    };
    let refused = |claim: Claim| world().at(12).attest_claim("panel", "ann", 1, claim);

    assert_eq!(
        refused(claim(2, 11, 12)),
        Err(Refusal::WrongRound {
            named: 2,
            running: 1
        })
    );
    assert_eq!(
        refused(claim(1, 11, 11)),
        Err(Refusal::Expired {
            valid_until: 11,
            now: 12
        })
    );
    for as_of in [9, 13] {
        assert_eq!(
            refused(claim(1, as_of, 12)),
            Err(Refusal::AsOfOutside {
                as_of,
                earliest: START,
                latest: 12
            })
        );
    }
    assert_eq!(
        world()
            .at(12)
            .attest_claim("panel", "eve", 0, claim(1, 11, 12)),
        Err(Refusal::NoWeight {
            sitting: 12,
            seat_age: 2
        })
    );
    assert_eq!(
        world().at(12).attest("nobody", "eve"),
        Err(Refusal::UnknownWitness {
            witness: "nobody".into()
        })
    );
    let mut twice = world().at(12);
    twice.attest("panel", "ann").unwrap();
    assert_eq!(
        twice.attest("panel", "ann"),
        Err(Refusal::AlreadyStands { round: 1 })
    );
}

#[test]
fn evidence_about_a_fact_after_the_deadline_is_refused_in_the_last_call() {
    let mut late = world().at(DEADLINE + 1);
    assert_eq!(
        late.attest_as_of("board", "board", DEADLINE + 1),
        Err(Refusal::AsOfOutside {
            as_of: DEADLINE + 1,
            earliest: START,
            latest: DEADLINE
        })
    );
}

#[test]
fn late_evidence_begins_the_last_call_once() {
    let mut world = world().at(DEADLINE + 1);
    let called = Outcome::LastCall {
        since: at(DEADLINE + 1),
    };
    assert_eq!(world.attest("panel", "ann"), Ok(vec![called]));
    world.wait(1);
    let pending = Outcome::Pending {
        round: 1,
        since: at(DEADLINE + 2),
    };
    assert_eq!(world.attest("panel", "bob"), Ok(vec![pending]));
}

#[test]
fn the_last_call_takes_evidence_until_both_clocks_have_run() {
    let mut world = world().at(DEADLINE + 1);
    world.conclude().unwrap();
    let end = at(DEADLINE + 1 + LAST_CALL);

    let mut halted = world.clone();
    halted.now = Point {
        time: end.time + 1_000,
        height: end.height - 1,
    };
    assert!(halted.attest("board", "board").is_ok());

    world.now = end;
    assert_eq!(
        world.attest("board", "board"),
        Err(Refusal::LastCallOver { end, now: end })
    );
}

#[test]
fn attestations_come_and_go_until_the_window_is_over() {
    let end = at(12 + WINDOW);
    assert!(pending().at(end.time - 1).attest("panel", "ann").is_ok());
    let over = Err(Refusal::WindowOver { end, now: end });
    assert_eq!(pending().at(end.time).attest("panel", "ann"), over);
    assert_eq!(pending().at(end.time).retract("board", "board"), over);
    assert_eq!(pending().at(end.time).recuse("board", "board"), over);
    assert_eq!(pending().at(end.time).challenge(), over);
}

#[test]
fn a_dispute_takes_everything_until_the_courts_limit() {
    let end = at(12 + WINDOW + COURT);
    assert!(disputed().at(end.time - 1).attest("panel", "ann").is_ok());
    let over = Err(Refusal::CourtLimitOver { end, now: end });
    let mut late = disputed().at(end.time);
    assert_eq!(late.attest("panel", "ann"), over);
    assert_eq!(late.retract("board", "board"), over);
    assert_eq!(late.recuse("board", "board"), over);
    assert_eq!(late.settle(Verdict::Stands), over);
    assert_eq!(late.settle(Verdict::False), over);
    assert!(late.conclude().is_ok());
}

#[test]
fn retracting_what_the_policy_needs_is_a_fall_that_strikes_nothing() {
    let mut world = pending().at(13);
    let fell = Outcome::Fell {
        round: 2,
        late_falls: 0,
    };
    assert_eq!(world.retract("board", "board"), Ok(vec![fell]));
    assert_eq!(world.state.stage, Stage::Open {});
    // Not struck: the same date may be put forward again.
    assert!(world.attest_as_of("board", "board", 12).is_ok());
}

#[test]
fn retracting_what_the_policy_does_not_need_changes_nothing_else() {
    let mut world = pending().at(13);
    world.attest("panel", "ann").unwrap();
    assert_eq!(world.retract("panel", "ann"), Ok(vec![]));
    assert!(is_pending(&world, 12));
}

#[test]
fn a_retraction_is_once_a_round() {
    let mut world = world().at(11);
    world.attest("panel", "ann").unwrap();
    world.retract("panel", "ann").unwrap();
    world.attest("panel", "ann").unwrap();
    assert_eq!(
        world.retract("panel", "ann"),
        Err(Refusal::AlreadyRetracted { round: 1 })
    );

    // Another round, another retraction.
    world.attest("board", "board").unwrap();
    world.retract("board", "board").unwrap();
    assert!(world.retract("panel", "ann").is_ok());
    assert_eq!(world.recuse("panel", "ann"), Err(Refusal::NothingStands {}));
}

#[test]
fn a_challenge_needs_a_pending_milestone_its_round_and_exactly_the_bond() {
    let eve = || Addr::unchecked("eve");
    let open = world();
    let sent = Uint128::new(BOND);
    let refused = open.state.challenge(&open.terms, open.now, 1, eve(), sent);
    assert_eq!(refused, Err(Refusal::NotPending {}));

    let World {
        state, terms, now, ..
    } = pending();
    assert_eq!(
        state.challenge(&terms, now, 2, eve(), sent),
        Err(Refusal::WrongRound {
            named: 2,
            running: 1
        })
    );
    for sent in [BOND - 1, BOND + 1] {
        assert_eq!(
            state.challenge(&terms, now, 1, eve(), sent.into()),
            Err(Refusal::WrongBond {
                bond: BOND.into(),
                sent: sent.into()
            })
        );
    }
    assert_eq!(disputed().challenge(), Err(Refusal::NotPending {}));
    assert_eq!(
        pending().settle(Verdict::False),
        Err(Refusal::NotDisputed {})
    );
}

#[test]
fn stands_waits_for_the_window_and_then_reaches() {
    let end = at(12 + WINDOW);
    assert_eq!(
        disputed().at(end.time - 1).settle(Verdict::Stands),
        Err(Refusal::WindowRuns {
            end,
            now: at(end.time - 1)
        })
    );
    let mut world = disputed().at(end.time);
    world.settle(Verdict::Stands).unwrap();
    assert_eq!(
        world.conclusion(),
        Some(Conclusion::Reached { at: end.time })
    );
}

#[test]
fn false_strikes_the_challenged_and_their_date() {
    let mut world = disputed();
    world.settle(Verdict::False).unwrap();
    assert_eq!(
        (&world.state.stage, world.state.round),
        (&Stage::Open {}, 2)
    );

    world.wait(1);
    assert_eq!(
        world.attest_as_of("board", "board", 12),
        Err(Refusal::NotNewer {
            as_of: 12,
            struck_as_of: 12
        })
    );
    assert!(world.attest_as_of("board", "board", 13).is_ok());
}

#[test]
fn a_struck_date_is_remembered_through_later_attestations() {
    let mut world = disputed();
    world.settle(Verdict::False).unwrap();
    world.wait(1);
    world.attest_as_of("board", "board", 13).unwrap();
    world.retract("board", "board").unwrap();
    assert_eq!(
        world.attest_as_of("board", "board", 12),
        Err(Refusal::NotNewer {
            as_of: 12,
            struck_as_of: 12
        })
    );
}

#[test]
fn what_was_not_challenged_stands_after_a_fall_and_counts_at_once() {
    let mut world = disputed();
    world.attest("panel", "ann").unwrap();
    world.attest("panel", "bob").unwrap();
    let outcomes = world.settle(Verdict::False).unwrap();
    assert_eq!(
        outcomes.last(),
        Some(&Outcome::Pending {
            round: 2,
            since: at(13)
        })
    );
    assert!(is_pending(&world, 13));
}

#[test]
fn a_leaf_that_was_not_true_is_not_challenged() {
    let mut world = pending();
    world.attest("panel", "ann").unwrap();
    world.challenge().unwrap();
    world.settle(Verdict::False).unwrap();
    assert_eq!(world.state.leaves[0].standing.members, 1);
    world.attest("panel", "bob").unwrap();
    assert!(is_pending(&world, 12));
}

#[test]
fn a_stale_sitting_is_dropped_not_struck() {
    let mut world = world().at(11);
    world.attest("panel", "ann").unwrap();
    world.now = at(11 + FRESHNESS);
    world.attest("panel", "bob").unwrap();
    assert_eq!(world.state.stage, Stage::Open {});
    assert_eq!(world.state.leaves[0].sitting, Some(at(11 + FRESHNESS)));
    // The old date is still good.
    world.attest_as_of("panel", "ann", 11).unwrap();
    assert!(is_pending(&world, 11 + FRESHNESS));
}

#[test]
fn a_sitting_does_not_grow_stale_while_pending() {
    let mut world = world().at(11);
    world.attest("panel", "ann").unwrap();
    world.wait(FRESHNESS - 1);
    world.attest("panel", "bob").unwrap();
    world.wait(WINDOW);
    world.conclude().unwrap();
    assert_eq!(
        world.conclusion(),
        Some(Conclusion::Reached {
            at: 10 + FRESHNESS + WINDOW
        })
    );
}

#[test]
fn an_authority_never_grows_stale() {
    let mut terms = terms();
    terms.policy = both();
    let mut world = World::new(terms).at(10);
    world.attest("board", "board").unwrap();
    world.wait(FRESHNESS + 1);
    world.attest("panel", "ann").unwrap();
    world.attest("panel", "bob").unwrap();
    assert!(is_pending(&world, 11 + FRESHNESS));
}

#[test]
fn conclude_does_nothing_before_its_time() {
    for (world, end) in [
        (world().at(DEADLINE), at(DEADLINE + 1)),
        (pending().at(11 + WINDOW), at(12 + WINDOW)),
        (disputed().at(11 + WINDOW + COURT), at(12 + WINDOW + COURT)),
    ] {
        let mut world = world;
        let Err(Refusal::NothingDecided { end: due, now }) = world.conclude() else {
            panic!("concluded");
        };
        assert_eq!((due.time, now), (end.time, world.now));
        world.now = end;
        assert!(world.conclude().is_ok());
    }
}

#[test]
fn without_evidence_the_last_call_ends_in_a_miss() {
    let mut world = world().at(DEADLINE + 1);
    let called = Outcome::LastCall {
        since: at(DEADLINE + 1),
    };
    assert_eq!(world.conclude(), Ok(vec![called]));
    world.wait(LAST_CALL);
    let conclusion = Conclusion::Missed {
        at: DEADLINE + 1 + LAST_CALL,
    };
    assert_eq!(world.conclude(), Ok(vec![Outcome::Ended { conclusion }]));
    assert_eq!(world.conclude(), Err(Refusal::Ended { conclusion }));
    assert_eq!(
        world.attest("board", "board"),
        Err(Refusal::Ended { conclusion })
    );
    assert_eq!(world.add_bounty(1), Err(Refusal::Ended { conclusion }));
}

#[test]
fn a_silent_court_means_what_the_terms_say() {
    let end = 12 + WINDOW + COURT;
    let mut falls = disputed().at(end);
    falls.conclude().unwrap();
    assert_eq!(
        (&falls.state.stage, falls.state.round),
        (&Stage::Open {}, 2)
    );
    assert_eq!(falls.state.bond, Uint128::new(2 * BOND));

    let mut stands = disputed().at(end);
    stands.terms.on_silence = OnSilence::Stands;
    stands.conclude().unwrap();
    assert_eq!(stands.conclusion(), Some(Conclusion::Reached { at: end }));
    assert_eq!(stands.state.bond, Uint128::new(BOND));
}

#[test]
fn the_third_late_fall_is_a_miss() {
    let mut world = world().at(DEADLINE + 1);
    for fall in 1..=3u64 {
        world.attest_as_of("board", "board", START + fall).unwrap();
        world.challenge().unwrap();
        let outcomes = world.settle(Verdict::False).unwrap();
        let last = match fall {
            3 => Outcome::Ended {
                conclusion: Conclusion::Missed { at: world.now.time },
            },
            _ => Outcome::LastCall { since: world.now },
        };
        assert_eq!(outcomes.last(), Some(&last), "fall {fall}");
        world.wait(1);
    }
}

#[test]
fn falls_before_the_deadline_are_not_counted() {
    let mut world = world().at(START);
    for round in 1..=5 {
        assert_eq!(world.state.round, round);
        world.attest("board", "board").unwrap();
        world.retract("board", "board").unwrap();
    }
    assert_eq!((world.state.late_falls, world.state.last_call), (0, None));
}

#[test]
fn recusing_a_member_leaves_the_weight_of_the_others() {
    let mut world = world().at(11);
    for (name, weight) in [("ann", 3), ("bob", 5), ("cid", 7)] {
        let claim = Claim {
            round: 1,
            as_of: 11,
            valid_until: 11,
        };
        world.attest_claim("panel", name, weight, claim).unwrap();
    }
    world.challenge().unwrap();
    world.recuse("panel", "bob").unwrap();
    let leaf = world.state.leaves[0].clone();
    assert_eq!(leaf.standing.weight, Uint64::new(10));
    assert_eq!(leaf.challenged, leaf.standing);
    world.settle(Verdict::False).unwrap();
    assert_eq!(world.state.leaves[0].standing.members, 0);
}
