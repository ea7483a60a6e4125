//! The examples of the specification, worked out by hand and with the numbers written down.

use cosmwasm_std::Uint128;
use milegate_api::milestones::{ExecuteMsg, Stage};
use milegate_core::guard;
use milegate_core::ledger::{
    Curve, Gate, Grant, Schedule, Service, Standing, Tenure, Totals, Tranche,
};
use milegate_core::milestone::{OnSilence, Verdict};
use milegate_tests::suite::{COURT_LIMIT, DAY, DEADLINE, LAST_CALL, START, Suite, WINDOW, bond};

/// Ten units a lot: four at 100, six over 60 seconds from 200; service of 1,000 seconds from 0.
fn schedule() -> Schedule {
    let tranche = |weight: u64, at, curve| Tranche {
        weight: weight.into(),
        gate: Gate::Time { at },
        curve,
    };
    Schedule {
        tranches: vec![
            tranche(4, 100, Curve::Once {}),
            tranche(
                6,
                200,
                Curve::Linear {
                    duration: 60,
                    cliff: 15,
                },
            ),
        ],
        service: Some(Service {
            start: 0,
            length: 1_000,
            cliff: 0,
        }),
    }
}

/// (now, unlocked, served, vested) of one lot, rounded down one by one.
#[test]
fn a_lot_by_hand() {
    let standing = Standing::new(schedule());
    let table = [
        (99, 0, 0, 0),
        (100, 4, 1, 0), // 4 x 1 / 10
        (214, 4, 2, 0), // a second before the cliff: 4 x 2 / 10
        (215, 5, 2, 1), // 6 x 15 / 60 = 1.5
        (230, 7, 2, 1), // 6 x 30 / 60 = 3; 7 x 2 / 10 = 1.4
        (259, 9, 2, 1), // 6 x 59 / 60 = 5.9
        (260, 10, 2, 2),
        (999, 10, 9, 9),
        (1_000, 10, 10, 10),
    ];
    for (now, unlocked, served, vested) in table {
        let lot = standing.per_lot(now).unwrap();
        assert_eq!(
            (lot.unlocked, lot.served, lot.vested),
            (unlocked, served, vested),
            "at {now}"
        );
    }
}

/// Seven lots, terminated at 250 with 2 of 10 units served a lot: 14 / 10, so 2 lots are kept.
#[test]
fn a_leaver_by_hand() {
    let standing = Standing::new(schedule());
    let mut grant = Grant {
        lots: 7u64.into(),
        claimed: Uint128::zero(),
        tenure: Tenure::Serving {},
    };
    let mut totals = Totals::default();
    totals.add(7, 10).unwrap();
    // 4 + floor(6 x 50 / 60) = 9 unlocked; 9 x 2 / 10 = 1 vested a lot
    assert_eq!(
        grant.claim(&standing.per_lot(250).unwrap()).unwrap().u128(),
        7
    );
    assert_eq!(
        totals.terminate(&mut grant, &standing, 250).unwrap().u128(),
        5 * 10
    );
    let after = grant.figures(&standing.per_lot(250).unwrap()).unwrap();
    assert_eq!(
        (
            after.vested.u128(),
            after.forfeited.u128(),
            after.locked.u128()
        ),
        (18, 50, 2)
    );
    let end = grant.figures(&standing.per_lot(260).unwrap()).unwrap();
    assert_eq!((end.claimable.u128(), end.locked.u128()), (13, 0));
}

/// The same seven lots, left one second before the first gate opens at 100 and at that second.
/// Nothing is unlocked at 99, yet 0.99 of 10 units are served: rounded down to a unit 0, so nothing
/// is kept; at 100 one unit is, so 7 x 1 / 10 is a lot. With a thousand units a lot it shows that
/// the gate has no part in it: 99 of 1,000 are served at 99, 7 x 99 / 1,000 is a lot as well.
#[test]
fn a_leaver_a_second_before_a_gate_by_hand() {
    let fine = || {
        let mut fine = schedule();
        for tranche in &mut fine.tranches {
            tranche.weight = (tranche.weight.u64() * 100).into();
        }
        fine
    };
    // (units a lot, left at, lots kept, vested at 99, at 100, at 260)
    let table = [
        (10, schedule(), 99, 0, 0, 0, 0),
        (10, schedule(), 100, 1, 0, 4, 10),
        (1_000, fine(), 99, 1, 0, 400, 1_000),
        (1_000, fine(), 100, 1, 0, 400, 1_000),
        (1_000, fine(), 285, 2, 0, 800, 2_000),
        (1_000, fine(), 286, 3, 0, 1_200, 3_000), // 7 x 286 / 1,000 = 2.002
    ];
    for (lot, terms, at, kept, early, open, end) in table {
        let standing = Standing::new(terms);
        let mut grant = Grant {
            lots: 7u64.into(),
            claimed: Uint128::zero(),
            tenure: Tenure::Serving {},
        };
        let mut totals = Totals::default();
        totals.add(7, lot).unwrap();
        let lost = totals.terminate(&mut grant, &standing, at).unwrap();
        assert_eq!(lost.u128(), u128::from((7 - kept) * lot), "left at {at}");
        assert_eq!(grant.tenure, Tenure::Left { kept: kept.into() });
        let vested = |now| grant.vested(&standing.per_lot(now).unwrap()).u128();
        assert_eq!(
            (vested(99), vested(100), vested(260)),
            (early, open, end),
            "left at {at}, {lot} units a lot"
        );
    }
}

/// Three lots out of a reserve at 50, when nothing has vested; four of ten units are dead, so 12 are
/// lost at once and 18 can still come. At 100 it is too late.
#[test]
fn lots_out_of_a_reserve_by_hand() {
    let mut standing = Standing::new(schedule());
    standing.gates[0] = milegate_core::ledger::GateState::Dead { at: 40 };
    let mut totals = Totals::default();
    totals.add(7, 10).unwrap();
    assert_eq!(totals.assign(3, &standing, 50).unwrap().u128(), 12);
    assert_eq!(totals.granted.u128(), 100);
    assert_eq!(totals.serving.u64(), 10);
    // 5 units unlocked at 250, 2 of 10 served: 1 unit of 10 lots
    assert_eq!(totals.vested(&standing, 250).unwrap().u128(), 10);
    let refused = totals.assign(1, &standing, 250).unwrap_err().to_string();
    let rule = "no lots can join a schedule of which";
    assert_eq!(refused, format!("{rule} 1 of 10 has vested and 4 is lost"));
}

/// Ten lots, three of ten units served at 300 and all unlocked: 30 vested, 20 of them claimed. Who
/// gives up keeps the 20 and loses 80, the 10 that had vested among them.
#[test]
fn giving_up_by_hand() {
    let standing = Standing::new(schedule());
    let mut grant = Grant {
        lots: 10u64.into(),
        claimed: 20u128.into(),
        tenure: Tenure::Serving {},
    };
    let mut totals = Totals::default();
    totals.add(10, 10).unwrap();
    let before = grant.figures(&standing.per_lot(300).unwrap()).unwrap();
    assert_eq!((before.vested.u128(), before.claimable.u128()), (30, 10));
    let lost = totals.renounce(&mut grant, &standing, 300).unwrap();
    assert_eq!(lost.u128(), 80);
    let after = grant.figures(&standing.per_lot(1_000).unwrap()).unwrap();
    assert_eq!((after.vested.u128(), after.forfeited.u128()), (20, 80));
    assert_eq!((totals.serving.u64(), totals.settled.u128()), (0, 20));
}

/// The formula of spec 2 with a weight of 100.
#[test]
fn the_most_of_a_curve_by_hand() {
    let linear = |duration, cliff| Curve::Linear { duration, cliff };
    let table = [
        (Curve::Once {}, 1, 100),
        (linear(7, 0), 3, 43), // 42.86 up
        (linear(7, 0), 7, 100),
        (linear(7, 4), 1, 71), // 100 x (4 + 1) / 7 down: the cliff and a second
        (linear(7, 7), 1, 100),
        (Curve::Steps { every: 5, count: 3 }, 5, 34),
        (Curve::Steps { every: 5, count: 3 }, 6, 67),
        (Curve::Steps { every: 5, count: 3 }, 60, 100),
    ];
    for (curve, period, most) in table {
        assert_eq!(
            guard::most(100, curve, period),
            Ok(most),
            "{curve:?} in {period}"
        );
    }
}

/// The bond of `listing` is 1,003, so that a tenth of it is no whole number.
fn odd(on_silence: OnSilence) -> Suite {
    let mut suite = Suite::builder()
        .milestones(move |msg| {
            msg.milestones[0].bond = 1_003u128.into();
            msg.milestones[0].on_silence = on_silence;
        })
        .build();
    suite.add_bounty("stranger", "listing", &bond(600)).unwrap();
    suite.satisfy("listing");
    suite
        .challenge_with("challenger", "listing", &bond(1_003))
        .unwrap();
    suite
}

/// What the challenger withdraws, the sink gets and the milestone keeps as bounty.
fn columns(mut suite: Suite) -> (u128, u128, u128) {
    let before = suite.bonds("challenger");
    let _ = suite.withdraw("challenger");
    let challenger = suite.bonds("challenger") - before;
    let supply = suite.chain.supply("ubond");
    let _ = suite.tell_milestones("stranger", &ExecuteMsg::PayDues {});
    let sink = supply - suite.chain.supply("ubond");
    (challenger, sink, suite.bonds("milestones"))
}

/// Every row of the table of bonds that has no assertion in it; a row sums to 1,003 + 600.
#[test]
fn the_table_of_bonds_by_hand() {
    let mut stands = odd(OnSilence::Falls);
    stands.window_passes();
    stands.settle("court", "listing", Verdict::Stands).unwrap();
    assert_eq!(columns(stands), (0, 1_603, 0));

    let mut false_ = odd(OnSilence::Falls);
    false_.settle("court", "listing", Verdict::False).unwrap();
    assert_eq!(columns(false_), (1_603, 0, 0));

    let mut retracted = odd(OnSilence::Falls);
    retracted.retract("auditor", "listing", "auditor").unwrap();
    assert_eq!(columns(retracted), (1_003, 0, 600));

    // nine tenths of 1,003, down: 902
    for (on_silence, row) in [
        (OnSilence::Stands, (902, 701, 0)),
        (OnSilence::Falls, (902, 101, 600)),
    ] {
        let mut silent = odd(on_silence);
        silent.window_passes();
        silent.court_limit_passes();
        silent.conclude("listing").unwrap();
        assert_eq!(columns(silent), row, "{on_silence:?}");
    }
}

/// The bond doubles with every silent fall, and not beyond eight times.
#[test]
fn the_bond_doubles_three_times() {
    let mut suite = Suite::sealed();
    for bonds in [1_000, 2_000, 4_000, 8_000, 8_000] {
        suite.satisfy("listing");
        assert_eq!(suite.milestone("listing").bond.u128(), bonds);
        suite
            .challenge_with("challenger", "listing", &bond(bonds))
            .unwrap();
        suite.window_passes();
        suite.court_limit_passes();
        suite.conclude("listing").unwrap();
    }
}

/// The worst that attestors, challengers and a silent court can do together: the milestone has ended
/// at `D + G + 3 (W + C + G)`, and a second for each of the callers' eight delays.
#[test]
fn every_milestone_has_ended_by_the_bound_of_spec_3() {
    let mut suite = Suite::sealed();
    suite.until(DEADLINE + 1);
    suite.conclude("listing").unwrap();
    for fall in 1..=3u64 {
        // the last second of the last call
        suite.chain.advance(LAST_CALL.seconds - 1);
        let mut word = suite.word("listing", "auditor");
        word.as_of = DEADLINE - 10 + fall;
        suite.attest_with("auditor", word).unwrap();
        suite.chain.advance(WINDOW.seconds - 1);
        let price = suite.milestone("listing").bond.u128();
        suite
            .challenge_with("challenger", "listing", &bond(price))
            .unwrap();
        suite.chain.advance(1 + COURT_LIMIT.seconds);
        suite.conclude("listing").unwrap();
    }
    assert!(matches!(
        suite.milestone("listing").stage,
        Stage::Ended { .. }
    ));
    let round = WINDOW.seconds + COURT_LIMIT.seconds + LAST_CALL.seconds;
    assert!(suite.now() <= DEADLINE + LAST_CALL.seconds + 3 * round + 8);
    assert!(
        suite.now() >= DEADLINE + 3 * round - 8,
        "the worst case was not played"
    );
}

/// Roll: missed, but the other milestone was reached long before; the notice counts from the miss.
#[test]
fn a_roll_to_a_milestone_reached_before_waits_for_the_miss_and_the_notice() {
    let mut suite = Suite::sealed();
    let reached = suite.reach("lending");
    let missed = suite.miss("volume");
    assert!(reached + 50 * DAY < missed);
    suite.until(missed + 2 * DAY + 10 * DAY - 1);
    assert_eq!(suite.grant("cid").figures.vested.u128(), 0);
    suite.a_second_passes();
    // 30 lots, one step of ten
    assert_eq!(
        suite.gain("cid", |suite| suite.claim("cid", &["cid"])),
        3_000_000
    );
    assert!(START < reached);
}
