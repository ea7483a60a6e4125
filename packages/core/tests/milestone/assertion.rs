//! Assertions: who may, what it costs, and that three strikes are the end of a leaf.

use cosmwasm_std::Addr;
use milegate_core::milestone::{
    Claim, MAX_BOND, OnSilence, Outcome, Policy, Refusal, Stage, TermsError, Verdict,
};

use crate::kit::*;

/// `any of (anyone, board)`; an assertion costs 33.
fn world() -> World {
    let mut terms = terms();
    terms.witnesses[0] = assertion("anyone", 33);
    terms.policy = Policy::Any {
        of: vec![leaf("anyone"), leaf("board")],
    };
    World::new(terms).at(12)
}

fn struck(world: &mut World, who: &str) {
    world.attest("anyone", who).unwrap();
    world.challenge().unwrap();
    world.settle(Verdict::False).unwrap();
    world.wait(1);
}

#[test]
fn an_assertion_counts_at_once() {
    let mut world = world();
    let pledged = Outcome::Pledged {
        witness: "anyone".into(),
        asserter: Addr::unchecked("ann"),
        bond: 33u128.into(),
    };
    assert_eq!(world.attest("anyone", "ann").unwrap()[0], pledged);
    assert!(matches!(world.state.stage, Stage::Pending { .. }));
    let pledge = world.state.leaves[0].pledge.as_ref().unwrap();
    assert_eq!((pledge.asserter.as_str(), pledge.bond.u128()), ("ann", 33));
}

#[test]
fn it_costs_exactly_its_bond() {
    let claim = Claim {
        round: 1,
        as_of: 12,
        valid_until: 12,
    };
    for sent in [0, 32, 34] {
        let refused = world().attest_sending("anyone", "ann", 1, claim, sent);
        let (bond, sent) = (33u128.into(), sent.into());
        assert_eq!(refused, Err(Refusal::WrongAssertionBond { bond, sent }));
    }
}

#[test]
fn a_leaf_holds_one_at_a_time() {
    let mut world = world();
    world.attest("anyone", "ann").unwrap();
    assert_eq!(
        world.attest("anyone", "bob"),
        Err(Refusal::OneAssertion {
            asserter: Addr::unchecked("ann")
        })
    );
    let refused = world.attest("anyone", "ann");
    assert_eq!(refused, Err(Refusal::AlreadyStands { round: 1 }));
}

#[test]
fn it_cannot_be_taken_back() {
    let mut world = world();
    world.attest("anyone", "ann").unwrap();
    assert_eq!(
        world.retract("anyone", "ann"),
        Err(Refusal::AssertionStays {})
    );
}

#[test]
fn every_strike_doubles_the_bond_and_the_third_is_the_last() {
    let mut world = world();
    for bond in [33, 66, 132] {
        assert_eq!(world.price("anyone"), bond);
        struck(&mut world, "ann");
    }
    assert_eq!(
        world.attest("anyone", "bob"),
        Err(Refusal::Dead {
            witness: "anyone".into()
        })
    );
    assert!(
        world.attest("board", "board").is_ok(),
        "the other leaf lives"
    );
}

#[test]
fn silence_that_falls_is_a_strike_and_a_recusal_is_none() {
    let mut world = world();
    world.attest("anyone", "ann").unwrap();
    world.recuse("anyone", "ann").unwrap();
    assert_eq!(world.price("anyone"), 33);
    world.attest("anyone", "bob").unwrap();
    world.challenge().unwrap();
    world.wait(WINDOW + COURT);
    world.conclude().unwrap();
    assert_eq!(world.price("anyone"), 66);
}

#[test]
fn only_the_struck_asserter_needs_a_newer_fact() {
    let mut world = world();
    struck(&mut world, "ann");
    let refused = world.attest_as_of("anyone", "ann", 12);
    let (as_of, struck_as_of) = (12, 12);
    assert_eq!(
        refused,
        Err(Refusal::NotNewer {
            as_of,
            struck_as_of
        })
    );
    assert!(world.attest_as_of("anyone", "bob", 12).is_ok());
}

fn check(policy: Policy, on_silence: OnSilence, court: &str) -> Result<(), TermsError> {
    let mut terms = world().terms;
    terms.witnesses.push(committee("panel", 2));
    terms
        .witnesses
        .retain(|witness| policy.names().contains(&witness.name.as_str()));
    terms.policy = policy;
    terms.on_silence = on_silence;
    terms.court = Addr::unchecked(court);
    terms.check()
}

fn both(names: &[&str]) -> Policy {
    Policy::All {
        of: names.iter().map(|name| leaf(name)).collect(),
    }
}

fn any(of: Vec<Policy>) -> Policy {
    Policy::Any { of }
}

#[test]
fn assertions_alone_need_a_court_whose_silence_strikes() {
    let alone = || any(vec![leaf("anyone"), leaf("board")]);
    assert_eq!(check(alone(), OnSilence::Falls, "court"), Ok(()));
    assert_eq!(
        check(alone(), OnSilence::Stands, "court"),
        Err(TermsError::AssertionsSuffice {})
    );
    let with = || both(&["anyone", "board"]);
    assert_eq!(check(with(), OnSilence::Stands, "court"), Ok(()));
}

#[test]
fn a_court_with_a_leaf_cannot_satisfy_the_policy_with_assertions() {
    let court = || "board".to_string();
    for on_silence in [OnSilence::Falls, OnSilence::Stands] {
        assert_eq!(
            check(both(&["anyone", "board"]), on_silence, "board"),
            Err(TermsError::CourtAndAssertions { court: court() })
        );
    }
    assert_eq!(
        check(
            any(vec![leaf("anyone"), leaf("board")]),
            OnSilence::Falls,
            "board"
        ),
        Err(TermsError::CourtSuffices { court: court() })
    );
    let three = both(&["anyone", "board", "panel"]);
    assert_eq!(check(three, OnSilence::Stands, "board"), Ok(()));
}

#[test]
fn an_assertions_bond_has_its_range() {
    for bond in [0, MAX_BOND + 1] {
        let mut terms = world().terms;
        terms.witnesses[0] = assertion("anyone", bond);
        let bond = bond.into();
        assert_eq!(terms.check(), Err(TermsError::Bond { bond }));
    }
}
