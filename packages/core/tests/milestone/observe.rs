//! State leaves: holds of true observations, what ends them, what completes them.

use cosmwasm_std::{Addr, HexBinary};
use milegate_core::milestone::{
    Attestation, Check, Comparison, Hold, Outcome, Policy, Previous, Refusal, Seen, Stage, Strike,
    Terms, TermsError, Verdict, Watch, Witness, WitnessKind, limits,
};

use crate::kit::*;

const HELD: u64 = 6;
const SPACING: u64 = 2;

fn state(held: u64, observations: u32, spacing: u64) -> Witness<Addr> {
    let check = Check {
        pointer: "/supplied".into(),
        comparison: Comparison::AtLeast,
        target: "5".into(),
    };
    let kind = WitnessKind::State {
        contract: Addr::unchecked("market"),
        code_id: 7,
        checksum: HexBinary::from(vec![7; 32]),
        query: "{\"market\":{}}".into(),
        checks: vec![check],
        held,
        observations,
        spacing,
    };
    Witness {
        name: "market".into(),
        kind,
    }
}

/// `any of (market, board)`: held for 6 seconds, three observations 2 seconds apart.
fn terms_of(state: Witness<Addr>) -> Terms<Addr> {
    let mut terms = terms();
    terms.witnesses[0] = state;
    terms.policy = Policy::Any {
        of: vec![leaf("market"), leaf("board")],
    };
    terms.deadline = 40;
    terms
}

struct Eye {
    world: World,
    watch: Watch,
    latest: Option<Attestation>,
}

impl Eye {
    fn at(time: u64) -> Eye {
        Eye {
            world: World::new(terms_of(state(HELD, 3, SPACING))).at(time),
            watch: Watch::default(),
            latest: None,
        }
    }

    fn see(&mut self, seen: Seen) -> Result<Vec<Outcome>, Refusal> {
        let World {
            state, terms, now, ..
        } = &self.world;
        let previous = self.latest.map(|attestation| Previous {
            attestation,
            strike: self.world.strike_at("market", attestation.sequence),
        });
        let observed = state.observe(terms, *now, "market", seen, self.watch, previous)?;
        self.watch = observed.watch;
        let Some((transition, attestation)) = observed.attested else {
            return Ok(vec![]);
        };
        self.latest = Some(attestation);
        self.world.state = transition.state;
        Ok(transition.after)
    }

    fn see_at(&mut self, time: u64, seen: Seen) -> Result<Vec<Outcome>, Refusal> {
        self.world = self.world.clone().at(time);
        self.see(seen)
    }

    /// Complete at 16.
    fn held() -> Eye {
        let mut eye = Eye::at(10);
        for time in [10, 12, 16] {
            eye.see_at(time, Seen::True).unwrap();
        }
        eye
    }
}

fn hold(since: u64, last: u64, observations: u32) -> Option<Hold> {
    Some(Hold {
        since,
        last,
        observations,
    })
}

#[test]
fn the_observation_that_completes_the_hold_attests_as_of_now() {
    let eye = Eye::held();
    assert_eq!(eye.watch, Watch::default());
    assert_eq!(eye.latest.map(|latest| latest.as_of), Some(16));
    let since = eye.world.now;
    assert_eq!(eye.world.state.stage, Stage::Pending { since });
}

#[test]
fn neither_time_nor_number_alone_completes_it() {
    let mut eye = Eye::at(10);
    eye.see(Seen::True).unwrap();
    assert_eq!(eye.see_at(30, Seen::True), Ok(vec![]), "two observations");
    let mut eye = Eye::at(10);
    for time in [10, 12, 14] {
        assert_eq!(eye.see_at(time, Seen::True), Ok(vec![]), "four seconds");
    }
    assert_eq!(eye.watch.hold, hold(10, 14, 3));
    assert_eq!(eye.see_at(16, Seen::True).unwrap().len(), 1);
}

#[test]
fn spacing_limits_true_observations_only() {
    let mut eye = Eye::at(10);
    eye.see(Seen::True).unwrap();
    let refused = eye.see_at(11, Seen::True);
    assert_eq!(refused, Err(Refusal::TooSoon { from: 12, now: 11 }));
    assert_eq!(eye.see(Seen::False), Ok(vec![]));
    assert_eq!(eye.watch, Watch::default(), "the hold is over");
    eye.see(Seen::True).unwrap();
    assert_eq!(eye.watch.hold, hold(11, 11, 1), "another begins at once");
}

#[test]
fn other_code_suspends_for_good() {
    let mut eye = Eye::at(10);
    eye.see(Seen::True).unwrap();
    eye.see_at(11, Seen::OtherCode).unwrap();
    assert_eq!((eye.watch.hold, eye.watch.suspended), (None, Some(11)));
    for seen in [Seen::True, Seen::False, Seen::OtherCode] {
        let refused = eye.see_at(20, seen);
        assert_eq!(refused, Err(Refusal::Suspended { since: 11 }));
    }
}

#[test]
fn true_observations_lie_between_start_and_deadline() {
    for seen in [Seen::True, Seen::False, Seen::OtherCode] {
        let refused = Eye::at(START - 1).see(seen);
        assert!(
            matches!(refused, Err(Refusal::AsOfOutside { .. })),
            "{refused:?}"
        );
    }
    let mut eye = Eye::at(10);
    eye.see(Seen::True).unwrap();
    eye.see_at(12, Seen::True).unwrap();
    let refused = eye.see_at(41, Seen::True);
    assert!(
        matches!(refused, Err(Refusal::AsOfOutside { .. })),
        "{refused:?}"
    );
    assert_eq!(eye.see_at(41, Seen::False), Ok(vec![]));
}

#[test]
fn what_has_attested_is_observed_no_more_until_it_is_struck() {
    let mut eye = Eye::held();
    for seen in [Seen::True, Seen::False] {
        let refused = eye.see_at(17, seen);
        assert_eq!(refused, Err(Refusal::AlreadyStands { round: 1 }));
    }
    eye.world.challenge().unwrap();
    eye.world.settle(Verdict::False).unwrap();
    let strike = Strike { from: 0, to: 1 };
    assert_eq!(eye.world.strikes, [("market".to_string(), strike)]);
    // Block 16 was the last of what was struck; a hold may begin at 17.
    for time in [17, 19, 23] {
        eye.see_at(time, Seen::True).unwrap();
    }
    assert_eq!(eye.latest.map(|latest| latest.as_of), Some(23));
}

#[test]
fn a_hold_that_began_before_what_was_struck_begins_again() {
    let mut eye = Eye::held();
    eye.world.challenge().unwrap();
    eye.world.settle(Verdict::False).unwrap();
    eye.watch.hold = hold(16, 16, 9);
    let refused = eye.see(Seen::True);
    let (as_of, struck_as_of) = (16, 16);
    assert_eq!(
        refused,
        Err(Refusal::NotNewer {
            as_of,
            struck_as_of
        })
    );
    eye.see_at(20, Seen::True).unwrap();
    assert_eq!(eye.watch.hold, hold(20, 20, 1));
}

#[test]
fn nobody_attests_retracts_or_is_recused_there() {
    let observed = Refusal::Observed {
        witness: "market".into(),
    };
    let mut eye = Eye::held();
    assert_eq!(eye.world.attest("market", "market"), Err(observed.clone()));
    let World {
        state, terms, now, ..
    } = &eye.world;
    let latest = eye.latest.unwrap();
    let retracted = state.retract(terms, *now, "market", 1, &latest);
    assert_eq!(retracted, Err(observed.clone()));
    let recused = state.recuse(terms, *now, "market", &latest);
    assert_eq!(recused, Err(observed));
    let other = state.observe(terms, *now, "board", Seen::True, Watch::default(), None);
    let witness = "board".to_string();
    assert_eq!(other, Err(Refusal::NotObserved { witness }));
}

#[test]
fn every_history_of_observations_needs_the_whole_hold() {
    // All sequences of seen and waited of ten steps: an attestation has its hold behind it.
    let mut worlds = vec![(Eye::at(10).watch, 10u64, vec![])];
    let (mut completed, terms) = (0, terms_of(state(4, 2, 2)));
    for _ in 0..10 {
        let mut next = vec![];
        for (watch, now, seen) in worlds {
            for (what, wait) in [(Seen::True, 1), (Seen::True, 2), (Seen::False, 1)] {
                let world = World::new(terms.clone()).at(now);
                let mut seen: Vec<(u64, Seen)> = seen.clone();
                let observed = world
                    .state
                    .observe(&terms, world.now, "market", what, watch, None);
                let Ok(observed) = observed else { continue };
                seen.push((now, what));
                if observed.attested.is_some() {
                    completed += 1;
                    let whole = seen
                        .iter()
                        .rev()
                        .take_while(|(_, seen)| *seen == Seen::True);
                    let times: Vec<u64> = whole.map(|(time, _)| *time).collect();
                    assert!(times.len() >= 2 && times[0] - times[times.len() - 1] >= 4);
                    assert!(
                        times.windows(2).all(|two| two[0] - two[1] >= 2),
                        "{times:?}"
                    );
                } else {
                    next.push((observed.watch, now + wait, seen));
                }
            }
        }
        worlds = next;
    }
    assert!(completed > 100, "{completed}");
}

fn refused(change: impl FnOnce(&mut WitnessKind<Addr>)) -> TermsError {
    let mut terms = terms_of(state(HELD, 3, SPACING));
    assert_eq!(terms.check(), Ok(()));
    change(&mut terms.witnesses[0].kind);
    terms.check().unwrap_err()
}

#[test]
fn observations_are_spread_over_the_hold() {
    for (held, observations, spacing) in [(6, 1, 1), (0, 2, 1), (6, 3, 0), (6, 3, 1), (6, 3, 4)] {
        let error = refused(|kind| *kind = state(held, observations, spacing).kind);
        let witness = "market".to_string();
        let spread = TermsError::Spread {
            witness,
            held,
            observations,
            spacing,
        };
        assert_eq!(error, spread);
    }
}

#[test]
fn what_is_asked_has_its_form() {
    let too_many = limits::CHECKS + 1;
    for count in [0, too_many] {
        let error = refused(|kind| {
            if let WitnessKind::State { checks, .. } = kind {
                *checks = vec![checks[0].clone(); count];
            }
        });
        assert_eq!(error, TermsError::Checks { count });
    }
    let error = refused(|kind| {
        if let WitnessKind::State { checks, .. } = kind {
            checks[0].target = "many".into();
        }
    });
    let check = "/supplied >= many".to_string();
    assert_eq!(error, TermsError::Check { check });
    let error = refused(|kind| {
        if let WitnessKind::State { query, .. } = kind {
            query.clear();
        }
    });
    assert!(
        matches!(
            error,
            TermsError::Text {
                field: "the query",
                ..
            }
        ),
        "{error}"
    );
}
