//! Feed leaves: what is asked of a reading, one thing at a time.

use cosmwasm_std::{Addr, Uint128};
use milegate_core::milestone::{
    Measure, OnSilence, Outcome, Policy, Refusal, Stage, Terms, TermsError, Verdict, Witness,
    WitnessKind,
};
use milegate_core::oracle::{Reading, Window};

use crate::kit::*;

const TARGET: u128 = 50;

/// Four periods of a second, two of which must have a value.
pub fn feed(measure: Measure) -> Witness<Addr> {
    let kind = WitnessKind::Feed {
        oracle: Addr::unchecked("oracle"),
        feed: "volume".into(),
        window: 1,
        registered: Window {
            periods: 4,
            least: Some(TARGET.into()),
            max_gap: 1,
        },
        measure,
        target: TARGET.into(),
        observations: 2,
    };
    Witness {
        name: "feed".into(),
        kind,
    }
}

fn terms_of(measure: Measure) -> Terms<Addr> {
    let mut terms = terms();
    terms.witnesses[0] = feed(measure);
    terms.policy = Policy::Any {
        of: vec![leaf("feed"), leaf("board")],
    };
    terms.deadline = 40;
    terms
}

/// The window that ends at 20, and is exactly what is asked.
fn reading() -> Reading {
    Reading {
        from: 16,
        until: 20,
        stale: 21,
        periods: 4,
        full: true,
        observations: 3,
        sum: (3 * TARGET).into(),
        held: Some(4),
        unbroken: 4,
        silent: 0,
    }
}

/// What an observation at 20 of that window, changed, comes to.
fn seen(measure: Measure, change: impl FnOnce(&mut Reading)) -> Done {
    let mut reading = reading();
    change(&mut reading);
    World::new(terms_of(measure))
        .at(20)
        .observe("feed", Some(reading))
}

#[track_caller]
fn refused(measure: Measure, change: impl FnOnce(&mut Reading), refusal: Refusal) {
    assert_eq!(seen(measure, change), Err(refusal));
}

const ALL: [Measure; 3] = [Measure::Mean, Measure::Sum, Measure::Minimum];

#[test]
fn a_window_that_is_exactly_what_is_asked_attests_as_of_its_end() {
    for measure in ALL {
        let mut world = World::new(terms_of(measure)).at(20);
        let after = world.observe("feed", Some(reading())).unwrap();
        assert!(matches!(after[..], [Outcome::Pending { round: 1, .. }]));
        let made = world.ghosts[0].attestation;
        assert_eq!((made.as_of, made.made, made.round), (20, world.now, 1));
        assert_eq!(world.state.stage, Stage::Pending { since: world.now });
    }
}

#[test]
fn one_unit_less_is_refused() {
    let below = |measure, value: &str| Refusal::BelowTarget {
        measure,
        value: value.into(),
        target: TARGET.into(),
    };
    let less = |reading: &mut Reading| reading.sum = (3 * TARGET - 1).into();
    refused(Measure::Mean, less, below(Measure::Mean, "149 / 3"));
    let less = |reading: &mut Reading| reading.sum = (TARGET - 1).into();
    refused(Measure::Sum, less, below(Measure::Sum, "49"));
    let held = |held| Refusal::BelowMinimum {
        target: TARGET.into(),
        held,
        periods: 4,
    };
    refused(Measure::Minimum, |reading| reading.held = Some(3), held(3));
    refused(Measure::Minimum, |reading| reading.held = None, held(0));
    // Each measure asks nothing of what the others measure.
    seen(Measure::Mean, |reading| reading.held = Some(0)).unwrap();
    seen(Measure::Minimum, |reading| reading.sum = Uint128::one()).unwrap();
}

#[test]
fn what_is_asked_of_every_window() {
    for measure in ALL {
        let none = Refusal::NoReading {
            feed: "volume".into(),
            window: 1,
        };
        refused(measure, |reading| reading.full = false, none.clone());
        let mut world = World::new(terms_of(measure)).at(20);
        assert_eq!(world.observe("feed", None), Err(none));

        let other = Refusal::OtherWindow {
            periods: 5,
            registered: 4,
        };
        refused(measure, |reading| reading.periods = 5, other);
        let stale = Refusal::StaleReading { stale: 20, now: 20 };
        refused(measure, |reading| reading.stale = 20, stale);
        let before = Refusal::WindowBeforeStart { from: 9, start: 10 };
        refused(measure, |reading| reading.from = 9, before);
        seen(measure, |reading| reading.from = 10).unwrap();
        let ahead = Refusal::AsOfOutside {
            as_of: 21,
            earliest: 10,
            latest: 20,
        };
        refused(measure, |reading| reading.until = 21, ahead);
        let gap = Refusal::Gap {
            max_gap: 1,
            unbroken: 3,
            periods: 4,
        };
        refused(measure, |reading| reading.unbroken = 3, gap);
        let few = Refusal::TooFewValues {
            observations: 1,
            needed: 2,
        };
        refused(measure, |reading| reading.observations = 1, few);
    }
}

#[test]
fn a_window_ends_at_the_deadline_at_the_latest() {
    let late = |until| {
        let mut reading = reading();
        (reading.until, reading.stale) = (until, 50);
        World::new(terms_of(Measure::Mean))
            .at(44)
            .observe("feed", Some(reading))
    };
    assert!(late(40).is_ok(), "also after it");
    let outside = Refusal::AsOfOutside {
        as_of: 41,
        earliest: 10,
        latest: 40,
    };
    assert_eq!(late(41), Err(outside));
}

#[test]
fn the_mean_is_compared_without_rounding_and_never_wraps() {
    let seen = |target: u128, sum: u128| {
        let mut terms = terms_of(Measure::Mean);
        if let WitnessKind::Feed { target: asked, .. } = &mut terms.witnesses[0].kind {
            *asked = target.into();
        }
        let mut reading = reading();
        reading.sum = sum.into();
        World::new(terms)
            .at(20)
            .observe("feed", Some(reading))
            .is_ok()
    };
    assert!(seen(u128::MAX / 3, u128::MAX));
    assert!(!seen(u128::MAX / 3 + 1, u128::MAX));
    assert!(!seen(u128::MAX, u128::MAX));
    assert!(!seen(7, 20) && seen(7, 21) && seen(7, 22));
}

#[test]
fn what_stands_is_observed_no_more_and_what_was_struck_only_newer_as_a_whole() {
    let mut world = World::new(terms_of(Measure::Sum)).at(20);
    world.observe("feed", Some(reading())).unwrap();
    let again = world.observe("feed", Some(reading()));
    assert_eq!(again, Err(Refusal::AlreadyStands { round: 1 }));
    world.challenge().unwrap();
    world.settle(Verdict::False).unwrap();
    for from in 17..=21 {
        world = world.at(from + 4);
        let mut newer = reading();
        (newer.from, newer.until, newer.stale) = (from, from + 4, from + 5);
        let seen = world.observe("feed", Some(newer));
        if from > 20 {
            seen.unwrap();
            continue;
        }
        let struck_as_of = 20;
        assert_eq!(seen, Err(Refusal::WindowNotNewer { from, struck_as_of }));
    }
    assert_eq!((world.ghosts.len(), world.state.round), (2, 2));
}

#[test]
fn nobody_attests_retracts_or_is_recused_there() {
    let mut world = World::new(terms_of(Measure::Sum)).at(20);
    world.observe("feed", Some(reading())).unwrap();
    let observed = Refusal::Observed {
        witness: "feed".into(),
    };
    assert_eq!(world.attest("feed", "oracle"), Err(observed.clone()));
    assert_eq!(world.retract("feed", "oracle"), Err(observed.clone()));
    assert_eq!(world.recuse("feed", "oracle"), Err(observed));
    let witness = "board".to_string();
    let other = world.observe("board", Some(reading()));
    assert_eq!(other, Err(Refusal::NotObserved { witness }));
}

#[test]
fn terms_ask_what_can_be() {
    let refused = |change: fn(&mut WitnessKind<Addr>)| {
        let mut terms = terms_of(Measure::Minimum);
        assert_eq!(terms.check(), Ok(()));
        change(&mut terms.witnesses[0].kind);
        terms.check().unwrap_err().to_string()
    };
    type Change = fn(&mut WitnessKind<Addr>);
    let rows: [(Change, &str); 8] = [
        (
            |kind| {
                if let WitnessKind::Feed { feed, .. } = kind {
                    feed.clear()
                }
            },
            "name `` is not",
        ),
        (
            |kind| {
                if let WitnessKind::Feed { observations, .. } = kind {
                    *observations = 0
                }
            },
            "feed `feed` asks for 0 values, not 1 to 4",
        ),
        (
            |kind| {
                if let WitnessKind::Feed { observations, .. } = kind {
                    *observations = 5
                }
            },
            "feed `feed` asks for 5 values, not 1 to 4",
        ),
        (
            |kind| {
                if let WitnessKind::Feed { registered, .. } = kind {
                    registered.max_gap = 4
                }
            },
            "feed `feed`: a gap of 4 periods is never too long",
        ),
        (
            |kind| {
                if let WitnessKind::Feed { target, .. } = kind {
                    *target = Uint128::zero()
                }
            },
            "feed `feed`: a minimum of 0 is not 1 to ",
        ),
        (
            |kind| {
                if let WitnessKind::Feed { target, .. } = kind {
                    *target = (1u128 << 96).into()
                }
            },
            "feed `feed`: a minimum of 79228162514264337593543950336 is not 1 to ",
        ),
        (
            |kind| {
                if let WitnessKind::Feed { target, .. } = kind {
                    *target = 51u128.into()
                }
            },
            "feed `feed`: a minimum of 51 is not the registered least, 50",
        ),
        (
            |kind| {
                if let WitnessKind::Feed { registered, .. } = kind {
                    registered.least = None
                }
            },
            "feed `feed`: a minimum of 50 is not the registered least, none",
        ),
    ];
    for (change, text) in rows {
        let said = refused(change);
        assert!(said.starts_with(text), "{said}");
    }
}

#[test]
fn the_court_is_none_of_those_who_are_asked() {
    let mut terms = terms_of(Measure::Mean);
    terms.court = Addr::unchecked("oracle");
    let court = "oracle".to_string();
    assert_eq!(terms.check(), Err(TermsError::CourtSuffices { court }));
    terms.on_silence = OnSilence::Falls;
    terms.witnesses[1] = assertion("board", 5);
    terms.policy = Policy::All {
        of: vec![leaf("feed"), leaf("board")],
    };
    let court = "oracle".to_string();
    assert_eq!(terms.check(), Err(TermsError::CourtAndAssertions { court }));
}
