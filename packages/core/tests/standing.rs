//! When more may vest next, by hand: what a holder is told to wait for.

use milegate_core::ledger::{
    Curve, Gate, GateState, IfMissed, Schedule, Service, Standing, Tenure, Tranche,
};

const SERVING: Tenure = Tenure::Serving {};
const LEFT: Tenure = Tenure::Left {
    kept: cosmwasm_std::Uint64::new(1),
};

/// Half at the instant 100 in steps of 10, half behind a milestone, all at once.
fn standing(service: Option<Service>, gate: GateState) -> Standing {
    let half = |gate, curve| Tranche {
        weight: 50u64.into(),
        gate,
        curve,
    };
    let steps = Curve::Steps {
        every: 10,
        count: 2,
    };
    let behind = Gate::Milestone {
        milestone: "m".to_owned(),
        not_before: 0,
        if_missed: IfMissed::Forfeit {},
    };
    let tranches = vec![
        half(Gate::Time { at: 100 }, steps),
        half(behind, Curve::Once {}),
    ];
    let mut standing = Standing::new(Schedule { tranches, service });
    standing.gates[1] = gate;
    standing
}

#[test]
fn next_vesting_without_service() {
    let waiting = standing(None, GateState::Waiting {});
    let opened = standing(None, GateState::Open { at: 105 });
    // (standing, now, next)
    let table = [
        (&waiting, 0, Some(110)),
        (&waiting, 110, Some(120)),
        (&waiting, 120, None),
        (&opened, 0, Some(105)),
        (&opened, 105, Some(110)),
    ];
    for (standing, now, next) in table {
        assert_eq!(standing.next_vesting(SERVING, now), Ok(next), "at {now}");
    }
}

#[test]
fn next_vesting_of_who_serves_who_left_and_who_gave_up() {
    let service = Service {
        start: 90,
        length: 100,
        cliff: 40,
    };
    let standing = standing(Some(service), GateState::Waiting {});
    // (tenure, now, next)
    let table = [
        // nothing is unlocked and nothing served: the later of the two
        (SERVING, 0, Some(130)),
        // unlocked in part, not served: the cliff
        (SERVING, 110, Some(130)),
        // both run: the next second of service
        (SERVING, 130, Some(131)),
        (SERVING, 190, None),
        // what he served is his: only gates matter
        (LEFT, 0, Some(110)),
        (LEFT, 110, Some(120)),
        (LEFT, 120, None),
        (Tenure::Renounced {}, 0, None),
    ];
    for (tenure, now, next) in table {
        let got = standing.next_vesting(tenure, now);
        assert_eq!(got, Ok(next), "{tenure:?} at {now}");
    }
}
