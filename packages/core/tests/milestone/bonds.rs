//! The bond table, with odd numbers: first without assertions, then with them.

use cosmwasm_std::{Addr, Uint128};
use milegate_core::milestone::{Books, OnSilence, Outcome, Policy, Release, Returned, Verdict};

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

/// A challenge of 101 to assertions with these bonds, any of which satisfies the policy.
fn asserted(bonds: &[u128], on_silence: OnSilence) -> World {
    let mut terms = terms();
    terms.on_silence = on_silence;
    let name = |place: usize| format!("leaf-{place}");
    let named = bonds.iter().enumerate();
    terms.witnesses = named
        .map(|(place, bond)| assertion(&name(place), *bond))
        .collect();
    let of = (0..bonds.len()).map(|place| leaf(&name(place))).collect();
    terms.policy = Policy::Any { of };
    let mut world = World::new(terms).at(12);
    world.add_bounty(7).unwrap();
    for place in 0..bonds.len() {
        world
            .attest(&name(place), &format!("asserter-{place}"))
            .unwrap();
    }
    world.challenge().unwrap();
    world
}

fn returned(place: usize, bond: u128, credited: u128) -> Outcome {
    Outcome::AssertionReturned(Returned {
        witness: format!("leaf-{place}"),
        asserter: Addr::unchecked(format!("asserter-{place}")),
        bond: bond.into(),
        credited: credited.into(),
    })
}

#[test]
fn a_verdict_that_stands_shares_half_the_challengers_bond_among_the_challenged() {
    for (bonds, share) in [(&[33][..], 50), (&[33, 44], 25), (&[33, 44, 7], 16)] {
        let mut world = asserted(bonds, OnSilence::Falls).at(12 + WINDOW);
        let outcomes = world.settle(Verdict::Stands).unwrap();
        let lost = 101 - share * bonds.len() as u128;
        assert_eq!(outcomes[0], release(101, 0, 0, lost));
        for (place, bond) in bonds.iter().enumerate() {
            assert_eq!(outcomes[1 + place], returned(place, *bond, bond + share));
        }
    }
}

#[test]
fn a_false_verdict_gives_half_of_the_assertions_bonds_to_the_challenger() {
    for (bonds, half, rest) in [(&[33][..], 16, 17), (&[33, 44], 38, 39), (&[1, 1, 1], 1, 2)] {
        let mut world = asserted(bonds, OnSilence::Falls);
        let outcomes = world.settle(Verdict::False).unwrap();
        assert_eq!(outcomes[0], release(101, 0, 101 + half, rest));
        for (place, bond) in bonds.iter().enumerate() {
            assert_eq!(outcomes[1 + place], returned(place, *bond, 0));
            assert_eq!(world.state.leaves[place].struck, 1);
        }
        assert_eq!(
            world.state.bounty.u128(),
            7,
            "the bounty is for the unbonded"
        );
    }
}

#[test]
fn silence_that_stands_returns_the_assertions_whole() {
    let mut world = asserted(&[33, 44], OnSilence::Stands).at(12 + WINDOW + COURT);
    let outcomes = world.conclude().unwrap();
    assert_eq!(outcomes[0], release(101, 0, 90, 11));
    assert_eq!(outcomes[1..3], [returned(0, 33, 33), returned(1, 44, 44)]);
}

#[test]
fn silence_that_falls_returns_nine_tenths_of_each() {
    let mut world = asserted(&[33, 44], OnSilence::Falls).at(12 + WINDOW + COURT);
    let outcomes = world.conclude().unwrap();
    assert_eq!(outcomes[0], release(101, 0, 90, 11 + 4 + 5));
    assert_eq!(outcomes[1..3], [returned(0, 33, 29), returned(1, 44, 39)]);
}

#[test]
fn a_recused_assertion_comes_back_and_the_others_stay() {
    let mut world = asserted(&[33, 44], OnSilence::Falls);
    let outcomes = world.recuse("leaf-0", "asserter-0").unwrap();
    assert_eq!(outcomes, [returned(0, 33, 33)]);
    let outcomes = world.recuse("leaf-1", "asserter-1").unwrap();
    assert_eq!(
        outcomes[..2],
        [returned(1, 44, 44), release(101, 0, 101, 0)]
    );
}

#[test]
fn what_was_asserted_after_the_challenge_comes_back_at_the_end() {
    let mut world = asserted(&[33, 44], OnSilence::Falls);
    world.recuse("leaf-0", "asserter-0").unwrap();
    world.attest("leaf-0", "asserter-0").unwrap();
    world = world.at(12 + WINDOW);
    let outcomes = world.settle(Verdict::Stands).unwrap();
    assert_eq!(outcomes[0], release(101, 0, 0, 51));
    assert_eq!(outcomes[1], returned(1, 44, 94));
    assert_eq!(outcomes[3], returned(0, 33, 33));
    assert_eq!(outcomes[4], bounty_lost(7));
}

#[test]
fn the_end_returns_what_was_never_challenged() {
    let mut terms = terms();
    terms.witnesses[1] = assertion("board", 33);
    terms.policy = Policy::All {
        of: vec![leaf("panel"), leaf("board")],
    };
    let mut world = World::new(terms).at(DEADLINE + 1);
    world.attest("board", "ann").unwrap();
    world.wait(LAST_CALL);
    let ann = Outcome::AssertionReturned(Returned {
        witness: "board".into(),
        asserter: Addr::unchecked("ann"),
        bond: 33u128.into(),
        credited: 33u128.into(),
    });
    assert_eq!(world.conclude().unwrap()[1..], [ann]);
}

#[test]
fn the_books_take_and_give_back_an_assertions_bond() {
    let books = Books::default().take_bond(Uint128::new(33)).unwrap();
    let returned = Returned {
        witness: "anyone".into(),
        asserter: Addr::unchecked("ann"),
        bond: 33u128.into(),
        credited: 33u128.into(),
    };
    let (books, credit) = books.give_back(&returned, Uint128::new(5)).unwrap();
    assert_eq!(credit, Uint128::new(38));
    assert_eq!((books.bonds.u128(), books.credits.u128()), (0, 33));
}
