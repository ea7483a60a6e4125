//! The bond table's column without assertions, with odd numbers.

use cosmwasm_std::{Addr, Uint128};
use milegate_core::milestone::{Books, OnSilence, Outcome, Release, Verdict};

use crate::kit::*;

fn disputed(bond: u128, bounty: u128, on_silence: OnSilence) -> World {
    let mut terms = terms();
    terms.bond = bond.into();
    terms.on_silence = on_silence;
    let mut world = World::new(terms).at(12);
    if bounty > 0 {
        world.add_bounty(bounty).unwrap();
    }
    world.attest("board", "board").unwrap();
    world.challenge().unwrap();
    world
}

fn release(bond: u128, bounty: u128, credited: u128, lost: u128) -> Outcome {
    Outcome::BondReleased(Release {
        challenger: Addr::unchecked("challenger"),
        bond: bond.into(),
        bounty: bounty.into(),
        credited: credited.into(),
        lost: lost.into(),
    })
}

fn bounty_lost(amount: u128) -> Outcome {
    Outcome::BountyLost {
        amount: amount.into(),
    }
}

#[test]
fn a_verdict_that_stands_costs_the_challenger_his_bond() {
    let mut world = disputed(101, 7, OnSilence::Falls).at(12 + WINDOW);
    let outcomes = world.settle(Verdict::Stands).unwrap();
    assert_eq!(outcomes[0], release(101, 0, 0, 101));
    assert_eq!(outcomes[2..], [bounty_lost(7)]);
}

#[test]
fn a_false_verdict_returns_it_with_the_bounty_up_to_the_bond() {
    for (bounty, added) in [(0, 0), (7, 7), (101, 101), (250, 101)] {
        let mut world = disputed(101, bounty, OnSilence::Falls);
        let outcomes = world.settle(Verdict::False).unwrap();
        assert_eq!(outcomes[0], release(101, added, 101 + added, 0));
        assert_eq!(world.state.bounty, Uint128::new(bounty - added));
    }
}

#[test]
fn a_fall_by_retraction_or_recusal_returns_it() {
    let mut world = disputed(101, 7, OnSilence::Falls);
    let outcomes = world.clone().retract("board", "board").unwrap();
    assert_eq!(outcomes[0], release(101, 0, 101, 0));
    let outcomes = world.recuse("board", "board").unwrap();
    assert_eq!(outcomes[0], release(101, 0, 101, 0));
}

#[test]
fn silence_returns_nine_tenths_rounded_down() {
    for (bond, back) in [(1, 0), (9, 8), (10, 9), (11, 9), (101, 90)] {
        for on_silence in [OnSilence::Stands, OnSilence::Falls] {
            let mut world = disputed(bond, 0, on_silence).at(12 + WINDOW + COURT);
            let outcomes = world.conclude().unwrap();
            assert_eq!(outcomes[0], release(bond, 0, back, bond - back));
        }
    }
}

#[test]
fn silence_doubles_the_bond_at_most_eight_fold() {
    let mut terms = terms();
    terms.deadline = 1_000;
    let mut world = World::new(terms).at(12);
    for (silences, factor) in [1, 2, 4, 8, 8, 8].into_iter().enumerate() {
        assert_eq!(world.state.bond.u128(), factor * BOND, "{silences}");
        world.attest("board", "board").unwrap();
        world.challenge().unwrap();
        world.wait(WINDOW + COURT);
        world.conclude().unwrap();
    }
}

#[test]
fn a_missed_milestone_loses_its_bounty() {
    let mut world = World::new(terms()).at(DEADLINE + 1);
    world.add_bounty(13).unwrap();
    world.conclude().unwrap();
    world.wait(LAST_CALL);
    assert_eq!(world.conclude().unwrap()[1..], [bounty_lost(13)]);
}

#[test]
fn the_books_keep_the_sum_of_what_came_in() {
    let gift = Uint128::new(1);
    let books = Books::default()
        .take_bounty(Uint128::new(250))
        .unwrap()
        .take_bond(Uint128::new(101))
        .unwrap();
    let release = Release {
        challenger: Addr::unchecked("challenger"),
        bond: 101u128.into(),
        bounty: 7u128.into(),
        credited: 90u128.into(),
        lost: 18u128.into(),
    };
    let (books, credit) = books.release(&release, Uint128::new(5)).unwrap();
    assert_eq!(credit, Uint128::new(95));
    let books = books.lose_bounty(Uint128::new(243)).unwrap();
    assert_eq!(books.total(), Ok(Uint128::new(351)));
    let balance = Uint128::new(351) + gift;
    assert_eq!(books.surplus(balance), Ok(gift));

    let books = books.pay_credit(Uint128::new(90)).unwrap();
    let (books, dues) = books.pay_dues();
    assert_eq!(dues, Uint128::new(261));
    assert_eq!(books, Books::default());
}
