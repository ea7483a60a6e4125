//! Properties of the ledger and the guard, on random terms and histories.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

use cosmwasm_std::{Uint64, Uint128};
use milegate_core::Conclusion;
use milegate_core::guard::{
    Commitment, Exposure, Openings, ServiceCliff, bound, most, most_per_lot,
};
use milegate_core::ledger::limits::{END_OF_TIME, MAX_DURATION};
use milegate_core::ledger::{
    Curve, Figures, Gate, Grant, IfMissed, LedgerError, Schedule, Service, Standing, Tenure,
    Totals, Tranche, sum,
};
use proptest::prelude::*;

const NOTICE: u64 = 5;

fn curve() -> impl Strategy<Value = Curve> {
    prop_oneof![
        Just(Curve::Once {}),
        (1..60u64, 0..60u64).prop_map(|(duration, cliff)| Curve::Linear {
            duration,
            cliff: cliff.min(duration),
        }),
        (1..20u64, 1..6u64).prop_map(|(every, count)| Curve::Steps { every, count }),
    ]
}

fn gate() -> impl Strategy<Value = Gate> {
    let if_missed = prop_oneof![
        Just(IfMissed::Forfeit {}),
        curve().prop_map(|curve| IfMissed::Fallback { curve }),
        Just(IfMissed::Roll {
            milestone: "z".to_owned()
        }),
    ];
    prop_oneof![
        (0..120u64).prop_map(|at| Gate::Time { at }),
        ("[abc]", 0..120u64, if_missed).prop_map(|(milestone, not_before, if_missed)| {
            Gate::Milestone {
                milestone,
                not_before,
                if_missed,
            }
        }),
    ]
}

fn schedule() -> impl Strategy<Value = (Schedule, u64)> {
    let tranche = (1..1_000u64, gate(), curve()).prop_map(|(weight, gate, curve)| Tranche {
        weight: weight.into(),
        gate,
        curve,
    });
    let service = (0..80u64, 1..80u64, 0..80u64).prop_map(|(start, length, cliff)| Service {
        start,
        length,
        cliff: cliff.min(length),
    });
    let tranches = prop::collection::vec(tranche, 1..5);
    (tranches, prop::option::of(service)).prop_map(|(tranches, service)| {
        let lot = tranches.iter().map(|tranche| tranche.weight.u64()).sum();
        (Schedule { tranches, service }, lot)
    })
}

fn conclusion() -> impl Strategy<Value = Option<Conclusion>> {
    prop_oneof![
        (0..100u64).prop_map(|at| Some(Conclusion::Reached { at })),
        (0..100u64).prop_map(|at| Some(Conclusion::Missed { at })),
        Just(None),
    ]
}

/// Ends of the milestones a, b, c and z.
fn ends() -> impl Strategy<Value = [Option<Conclusion>; 4]> {
    [conclusion(), conclusion(), conclusion(), conclusion()]
}

type Look<'a> = Box<dyn Fn(&str) -> Result<Option<Conclusion>, LedgerError> + 'a>;

/// What is known at `now` of how the milestones end.
fn known(ends: &[Option<Conclusion>; 4], now: u64) -> Look<'_> {
    Box::new(move |name| {
        let position = "abcz".find(name).expect("one of four milestones");
        let past = |end: &Conclusion| match end {
            Conclusion::Reached { at } | Conclusion::Missed { at } => *at <= now,
        };
        Ok(ends[position].filter(past))
    })
}

fn latched(schedule: &Schedule, ends: &[Option<Conclusion>; 4]) -> Standing {
    let mut standing = Standing::new(schedule.clone());
    standing.latch(NOTICE, known(ends, u64::MAX)).unwrap();
    standing
}

proptest! {
    #[test]
    fn a_curve_rises_to_exactly_its_weight(curve in curve(), weight in 1..5_000u64) {
        let released: Vec<u64> = (0..150).map(|x| curve.released(weight, x).unwrap()).collect();
        prop_assert!(released.is_sorted());
        prop_assert!(released[curve.length() as usize..].iter().all(|all| *all == weight));
        for x in 0..150u64 {
            let next = curve.next_release(x);
            let until = next.unwrap_or(150).min(150) as usize;
            prop_assert!(released[x as usize..until].iter().all(|r| *r == released[x as usize]));
        }
    }

    #[test]
    fn no_window_releases_more_than_most(
        curve in curve(),
        weight in 1..5_000u64,
        period in 1..80u64,
    ) {
        let at = |x: u64| curve.released(weight, x).unwrap();
        let most = most(weight, curve, period).unwrap();
        // Windows that begin before the opening end `period - 1` after it at the latest.
        prop_assert!(at(period - 1) <= most);
        for x in 0..150 {
            prop_assert!(at(x + period) - at(x) <= most, "window from {}", x);
        }
    }

    #[test]
    fn no_window_vests_more_than_the_bound(
        (schedule, lot) in schedule(),
        ends in ends(),
        period in 1..80u64,
    ) {
        prop_assert_eq!(schedule.validate(lot), Ok(()));
        let standing = latched(&schedule, &ends);
        // Every milestone starts with the clock, so that any end after it is possible.
        let openings = Openings { notice: NOTICE, start: &|_| Some(0) };
        let cliff = ServiceCliff::of(&schedule, openings);
        let most = most_per_lot(&schedule, period, cliff).unwrap();
        let vested: Vec<u64> = (0..400).map(|t| standing.per_lot(t).unwrap().vested).collect();
        prop_assert!(vested[period as usize - 1] <= most);
        for (from, to) in vested.iter().zip(&vested[period as usize..]) {
            prop_assert!(from <= to);
            prop_assert!(to - from <= most, "{} to {}, at most {}", from, to, most);
        }
        prop_assert_eq!(
            vested[399],
            standing.per_lot(399).unwrap().unlocked,
            "all is served in the end"
        );
    }

    /// Latching late, or never, changes no figure at any instant.
    #[test]
    fn who_pokes_when_changes_nothing(
        (schedule, lot) in schedule(),
        ends in ends(),
        pokes in prop::collection::btree_set(0..200u64, 0..4),
        at in 0..300u64,
    ) {
        let mut totals = Totals::default();
        totals.add(7, lot).unwrap();
        let mut standing = Standing::new(schedule.clone());
        for poke in pokes {
            let gates = standing.latch(NOTICE, known(&ends, poke)).unwrap();
            totals.record(&gates).unwrap();
        }
        let gates = standing.latch(NOTICE, known(&ends, 300)).unwrap();
        totals.record(&gates).unwrap();

        let mut at_once = Totals::default();
        at_once.add(7, lot).unwrap();
        let mut never = Standing::new(schedule);
        let gates = never.latch(NOTICE, known(&ends, 300)).unwrap();
        at_once.record(&gates).unwrap();
        prop_assert_eq!(&standing, &never);
        let figures = |totals: &Totals| totals.figures(&standing, Uint128::zero(), at);
        prop_assert_eq!(figures(&totals), figures(&at_once));

        // History: what was known by then gives the same figures for then.
        let mut then = Standing::new(standing.schedule.clone());
        let mut as_of = Totals::default();
        as_of.add(7, lot).unwrap();
        as_of.record(&then.latch(NOTICE, known(&ends, at)).unwrap()).unwrap();
        prop_assert_eq!(figures(&totals), as_of.figures(&then, Uint128::zero(), at));
    }
}

#[derive(Clone, Debug)]
enum Act {
    Claim(usize),
    Terminate(usize),
    Renounce(usize),
    Assign(u64),
    Latch,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..6usize).prop_map(Act::Claim),
        1 => (0..6usize).prop_map(Act::Terminate),
        1 => (0..6usize).prop_map(Act::Renounce),
        1 => (1..50u64).prop_map(Act::Assign),
        2 => Just(Act::Latch),
    ]
}

proptest! {
    /// The totals are the sum over the grants, vested never falls but by renouncing, dues are what
    /// was forfeited, and the parts make up the whole, after every act.
    #[test]
    fn totals_are_the_sum_of_their_grants(
        (schedule, lot) in schedule(),
        ends in ends(),
        lots in prop::collection::vec(1..1_000u64, 1..5),
        acts in prop::collection::vec((0..25u64, act()), 1..30),
    ) {
        let mut standing = Standing::new(schedule);
        let mut totals = Totals::default();
        let mut grants: Vec<Grant> = Vec::new();
        for lots in lots {
            totals.add(lots, lot).unwrap();
            grants.push(new(lots));
        }
        let mut dues = Uint128::zero();
        let mut now = 0;
        for (wait, act) in acts {
            now += wait;
            let gates = standing.latch(NOTICE, known(&ends, now)).unwrap();
            dues = sum([dues, totals.record(&gates).unwrap()]).unwrap();
            let per_lot = standing.per_lot(now).unwrap();
            let vested = |grant: &Grant| grant.vested(&per_lot);
            let before: Vec<Uint128> = grants.iter().map(vested).collect();
            let mut renounced = None;
            let added = match act {
                Act::Latch => Ok(Uint128::zero()),
                Act::Claim(g) => match grants.get_mut(g) {
                    Some(grant) => grant.claim(&per_lot).map(|_| Uint128::zero()),
                    None => continue,
                },
                Act::Terminate(g) => match grants.get_mut(g) {
                    Some(grant) => totals.terminate(grant, &standing, now),
                    None => continue,
                },
                Act::Renounce(g) => match grants.get_mut(g) {
                    Some(grant) => {
                        renounced = Some(g);
                        totals.renounce(grant, &standing, now)
                    }
                    None => continue,
                },
                Act::Assign(lots) => {
                    let assigned = totals.assign(lots, &standing, now);
                    if assigned.is_ok() {
                        grants.push(new(lots));
                    }
                    assigned
                }
            };
            dues = sum([dues, added.unwrap_or_default()]).unwrap();

            let figures = grants.iter().map(|grant| grant.figures(&per_lot).unwrap());
            let total = figures.fold(Figures::default(), |sum, one| sum.plus(&one).unwrap());
            prop_assert_eq!(&totals.figures(&standing, total.claimed, now).unwrap(), &total);
            prop_assert_eq!(total.forfeited, dues);
            let parts = sum([total.claimed, total.claimable, total.locked, total.forfeited]);
            prop_assert_eq!(parts.unwrap(), total.total);
            for (g, (before, grant)) in before.iter().zip(&grants).enumerate() {
                prop_assert!(Some(g) == renounced || grant.vested(&per_lot) >= *before);
            }
        }
    }
}

fn new(lots: u64) -> Grant {
    Grant {
        lots: lots.into(),
        claimed: Uint128::zero(),
        tenure: Tenure::Serving {},
    }
}

/// Per lot 60 at once behind a milestone, 40 over 100 s from 1,000; 200 s of service with a cliff at
/// 50. In 10 s: 60 + 4, and 5 + 1 of service, or 30 + 1 where the cliff can jump.
#[test]
fn the_guard_by_hand() {
    let schedule = Schedule {
        tranches: vec![
            Tranche {
                weight: Uint64::new(60),
                gate: Gate::Milestone {
                    milestone: "m".to_owned(),
                    not_before: 0,
                    if_missed: IfMissed::Forfeit {},
                },
                curve: Curve::Once {},
            },
            Tranche {
                weight: Uint64::new(40),
                gate: Gate::Time { at: 1_000 },
                curve: Curve::Linear {
                    duration: 100,
                    cliff: 0,
                },
            },
        ],
        service: Some(Service {
            start: 0,
            length: 200,
            cliff: 50,
        }),
    };
    let exposure = |lots, reserve| Exposure {
        schedules: vec![Commitment {
            schedule: &schedule,
            lots,
        }],
        reserve,
    };
    // (start of m, lots, reserve, bound); the notice is 5
    let table = [
        (Some(45), 3, 0, 210), // opens with the cliff at the earliest: nothing waits for it
        (Some(44), 3, 0, 285), // one second before
        (None, 3, 0, 285),
        (Some(45), 3, 2, 400), // a reserve always takes the cliff
    ];
    for (start, lots, reserve, expected) in table {
        let openings = Openings {
            notice: NOTICE,
            start: &|_| start,
        };
        let got = bound(&[exposure(lots, reserve)], 10, openings).unwrap();
        assert_eq!(
            got.u128(),
            expected,
            "start {start:?}, {lots} lots, {reserve} kept back"
        );
    }
}

/// Per lot 6 at once from the beginning, 4 behind a milestone; 100 s of service.
#[test]
fn a_leaver_and_a_renounced_grant_by_hand() {
    let mut standing = Standing::new(Schedule {
        tranches: vec![
            Tranche {
                weight: Uint64::new(6),
                gate: Gate::Time { at: 0 },
                curve: Curve::Once {},
            },
            Tranche {
                weight: Uint64::new(4),
                gate: Gate::Milestone {
                    milestone: "m".to_owned(),
                    not_before: 0,
                    if_missed: IfMissed::Forfeit {},
                },
                curve: Curve::Once {},
            },
        ],
        service: Some(Service {
            start: 0,
            length: 100,
            cliff: 0,
        }),
    });
    let mut totals = Totals::default();
    let (mut ada, mut bob) = (new(7), new(3));
    totals.add(7, 10).unwrap();
    totals.add(3, 10).unwrap();

    // Half served: 3.5 lots, rounded up to 4; the other 3 are lost whole.
    assert_eq!(ada.vested(&standing.per_lot(50).unwrap()).u128(), 21);
    assert_eq!(
        totals.terminate(&mut ada, &standing, 50).unwrap().u128(),
        30
    );
    assert_eq!(ada.vested(&standing.per_lot(50).unwrap()).u128(), 24);
    let again = totals.terminate(&mut ada, &standing, 50);
    assert_eq!(again, Err(LedgerError::NotServing {}));

    // Seven lots are left to lose 4 each.
    let missed = |_: &str| Ok::<_, LedgerError>(Some(Conclusion::Missed { at: 60 }));
    let gates = standing.latch(NOTICE, missed).unwrap();
    assert_eq!(totals.record(&gates).unwrap().u128(), 28);

    // 3 lots x floor(6 x 6 / 10) claimed; of the other 21, 12 were lost before.
    assert_eq!(bob.claim(&standing.per_lot(60).unwrap()).unwrap().u128(), 9);
    assert_eq!(totals.renounce(&mut bob, &standing, 60).unwrap().u128(), 9);
    let end = totals.figures(&standing, Uint128::new(9), 100).unwrap();
    let (vested, forfeited) = (end.vested.u128(), end.forfeited.u128());
    assert_eq!(
        (vested, forfeited, end.locked.u128()),
        (24 + 9, 30 + 28 + 9, 0)
    );
}

/// Lots, lot and times as large as they are let in: nothing overflows, and all is paid out.
#[test]
fn nothing_overflows_at_the_extremes() {
    let last = END_OF_TIME - 1;
    let service = Service {
        start: last,
        length: MAX_DURATION,
        cliff: MAX_DURATION,
    };
    let curves = [
        Curve::Once {},
        Curve::Linear {
            duration: MAX_DURATION,
            cliff: MAX_DURATION,
        },
        Curve::Steps {
            every: 1,
            count: MAX_DURATION,
        },
        Curve::Steps {
            every: MAX_DURATION,
            count: 1,
        },
    ];
    for (curve, service) in curves
        .into_iter()
        .flat_map(|c| [(c, None), (c, Some(service))])
    {
        let schedule = Schedule {
            tranches: vec![Tranche {
                weight: Uint64::MAX,
                gate: Gate::Milestone {
                    milestone: "m".to_owned(),
                    not_before: last,
                    if_missed: IfMissed::Fallback { curve },
                },
                curve,
            }],
            service,
        };
        assert_eq!(schedule.validate(u64::MAX), Ok(()));
        let mut standing = Standing::new(schedule.clone());
        let mut totals = Totals::default();
        totals.add(u64::MAX, u64::MAX).unwrap();
        let missed = |_: &str| Ok::<_, LedgerError>(Some(Conclusion::Missed { at: last }));
        let gates = standing.latch(MAX_DURATION, missed).unwrap();
        totals.record(&gates).unwrap();

        let mut grant = new(u64::MAX);
        for now in [0, last, last + MAX_DURATION, last + 2 * MAX_DURATION - 1] {
            grant.claim(&standing.per_lot(now).unwrap()).unwrap();
            totals.figures(&standing, grant.claimed, now).unwrap();
        }
        let end = last + 2 * MAX_DURATION;
        let all = Uint128::from(u64::MAX) * Uint128::from(u64::MAX);
        grant.claim(&standing.per_lot(end).unwrap()).unwrap();
        assert_eq!(grant.claimed, all);
        let exposure = Exposure {
            schedules: vec![Commitment {
                schedule: &schedule,
                lots: u64::MAX,
            }],
            reserve: 0,
        };
        let openings = Openings {
            notice: MAX_DURATION,
            start: &|_| Some(last),
        };
        for period in [1, MAX_DURATION] {
            assert!(bound(std::slice::from_ref(&exposure), period, openings).unwrap() <= all);
        }
    }
}
