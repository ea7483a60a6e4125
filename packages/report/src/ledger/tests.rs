use cosmwasm_std::Uint64;
use milegate_api::core::ledger::Service;

use super::*;

fn schedule(if_missed: IfMissed, curve: Curve, service: Option<Service>) -> Schedule {
    let gate = Gate::Milestone {
        milestone: "m".into(),
        not_before: 500,
        if_missed,
    };
    let gated = Tranche {
        weight: Uint64::new(600),
        gate,
        curve,
    };
    let timed = Tranche {
        weight: Uint64::new(400),
        gate: Gate::Time { at: 100 },
        curve: Curve::Once {},
    };
    Schedule {
        tranches: vec![gated, timed],
        service,
    }
}

fn ends(pairs: &[(&str, Conclusion)]) -> Ends {
    pairs.iter().map(|(m, c)| (m.to_string(), *c)).collect()
}

const REACHED: Conclusion = Conclusion::Reached { at: 700 };
const MISSED: Conclusion = Conclusion::Missed { at: 700 };
const LINEAR: Curve = Curve::Linear {
    duration: 100,
    cliff: 30,
};

fn at(s: &Schedule, e: &Ends, now: u64) -> (u128, u128) {
    let lot = per_lot(s, 1000, 50, e, now).unwrap();
    (lot.vested, lot.dead)
}

#[test]
fn a_reached_gate_waits_for_notice_and_cliff() {
    let s = schedule(IfMissed::Forfeit {}, LINEAR, None);
    let e = ends(&[("m", REACHED)]);
    let table = [
        (99, 0),
        (100, 400),
        (749, 400),
        (779, 400),
        (780, 580),
        (800, 700),
        (850, 1000),
        (9999, 1000),
    ];
    for (now, vested) in table {
        assert_eq!(at(&s, &e, now), (vested, 0), "{now}");
    }
    let early = ends(&[("m", Conclusion::Reached { at: 10 })]);
    assert_eq!(
        gate(&s.tranches[0], &early, 50),
        GateState::Open(500, LINEAR)
    );
}

#[test]
fn a_missed_gate_does_what_the_terms_say() {
    let e = ends(&[("m", MISSED)]);
    let forfeit = schedule(IfMissed::Forfeit {}, LINEAR, None);
    assert_eq!(
        (at(&forfeit, &e, 699), at(&forfeit, &e, 700)),
        ((400, 0), (400, 600))
    );
    let slow = Curve::Steps {
        every: 10,
        count: 3,
    };
    let fallback = schedule(IfMissed::Fallback { curve: slow }, LINEAR, None);
    assert_eq!(at(&fallback, &e, 769), (600, 0));
    assert_eq!(at(&fallback, &e, 780), (1000, 0));
    let roll = schedule(
        IfMissed::Roll {
            milestone: "n".into(),
        },
        Curve::Once {},
        None,
    );
    assert_eq!(
        gate(&roll.tranches[0], &e, 50),
        GateState::Waiting("n".into())
    );
    let both = ends(&[("m", MISSED), ("n", Conclusion::Reached { at: 300 })]);
    assert_eq!(
        gate(&roll.tranches[0], &both, 50),
        GateState::Open(750, Curve::Once {})
    );
    let neither = ends(&[("m", MISSED), ("n", Conclusion::Missed { at: 900 })]);
    assert_eq!(
        (at(&roll, &neither, 899), at(&roll, &neither, 900)),
        ((400, 0), (400, 600))
    );
}

#[test]
fn service_multiplies() {
    let service = Service {
        start: 200,
        length: 1000,
        cliff: 100,
    };
    let s = schedule(IfMissed::Forfeit {}, LINEAR, Some(service));
    assert_eq!(at(&s, &Ends::new(), 150), (0, 0));
    assert_eq!(at(&s, &Ends::new(), 299), (0, 0));
    assert_eq!(at(&s, &Ends::new(), 300), (40, 0));
    assert_eq!(at(&s, &Ends::new(), 1200), (400, 0));
}

#[test]
fn nonsense_terms_are_none_not_a_panic() {
    let s = schedule(
        IfMissed::Forfeit {},
        Curve::Linear {
            duration: 0,
            cliff: 0,
        },
        None,
    );
    assert_eq!(per_lot(&s, 1000, 50, &ends(&[("m", REACHED)]), 9999), None);
}

#[test]
fn what_was_served_is_kept_rounded_up() {
    for (lots, served, expected) in [(10, 0, 0), (10, 1, 1), (10, 250, 3), (10, 300, 3)] {
        assert_eq!(kept(lots, served, 1000), Some(expected), "{lots} {served}");
    }
    assert_eq!(kept(10, 1000, 1000), Some(10));
    assert_eq!(kept(10, 5, 0), None);
}
