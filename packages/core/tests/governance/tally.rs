//! What ballots come to, by hand: every condition one unit short, met, and in its place in the order.

use cosmwasm_std::Uint64;
use milegate_core::governance::{Class, Decision, Proposal, Share, Shortfall};
use milegate_core::milestone::Verdict;

use crate::kit::*;

fn fails(why: Shortfall) -> Decision {
    Decision::Fails { why }
}

fn quorum(cast: u64, least: u64) -> Decision {
    fails(Shortfall::Quorum {
        cast: cast.into(),
        least: least.into(),
    })
}

fn floor(power: u64, least: u64) -> Decision {
    fails(Shortfall::Floor {
        power: power.into(),
        least: least.into(),
    })
}

fn threshold(power: u64, of: u64, points: u16) -> Decision {
    fails(Shortfall::Threshold {
        power: power.into(),
        of: of.into(),
        threshold: Share::new(points),
    })
}

#[test]
fn messages_pass_by_hand() {
    let passes = Decision::Passes {};
    // Total 1,000; quorum 33.4 %, threshold 50 %, floor 10 %.
    // (yes, no, abstain, recused; decision)
    let table = [
        ([0, 0, 0, 0], quorum(0, 334)),
        ([333, 0, 0, 0], quorum(333, 334)),
        ([334, 0, 0, 0], passes),
        ([168, 166, 0, 0], passes),
        ([167, 167, 0, 0], threshold(167, 334, 5_000)),
        ([100, 99, 135, 0], passes),
        ([99, 0, 235, 0], floor(99, 100)),
        ([0, 0, 1_000, 0], floor(0, 100)),
        ([0, 1_000, 0, 0], floor(0, 100)),
        // Recused power leaves the quorum's base: ceil(0.334 * 700) = 234.
        ([234, 0, 0, 300], passes),
        ([233, 0, 0, 300], quorum(233, 234)),
        // The floor stays a part of everybody: a small rest grants nothing.
        ([99, 0, 0, 901], floor(99, 100)),
        ([100, 0, 0, 900], passes),
        ([0, 0, 0, 1_000], floor(0, 100)),
    ];
    let terms = terms(Class::Spend, [3_340, 5_000, 1_000], 1_000);
    for (sums, expected) in table {
        assert_eq!(decision(&terms, sums), expected, "{sums:?}");
    }
}

#[test]
fn disputes_are_settled_by_hand() {
    let settles = |verdict| Decision::Settles { verdict };
    let tie = |power: u64| {
        fails(Shortfall::Tie {
            power: power.into(),
        })
    };
    // Total 1,000; quorum 20 %, floor 5 % for "stands" alone.
    let table = [
        ([199, 0, 0, 0], quorum(199, 200)),
        ([200, 0, 0, 0], settles(Verdict::False)),
        ([0, 200, 0, 0], settles(Verdict::Stands)),
        ([100, 100, 0, 0], tie(100)),
        ([101, 100, 0, 0], settles(Verdict::False)),
        ([100, 101, 0, 0], settles(Verdict::Stands)),
        ([0, 49, 151, 0], floor(49, 50)),
        ([0, 50, 150, 0], settles(Verdict::Stands)),
        ([1, 0, 199, 0], settles(Verdict::False)),
        // A small rest can refuse, never grant.
        ([2, 0, 0, 990], settles(Verdict::False)),
        ([0, 10, 0, 990], floor(10, 50)),
        ([0, 0, 0, 1_000], tie(0)),
    ];
    let terms = terms(Class::Dispute, [2_000, 5_000, 500], 1_000);
    for (sums, expected) in table {
        assert_eq!(decision(&terms, sums), expected, "{sums:?}");
    }
}

#[test]
fn signals_are_answered_by_hand() {
    let answers = |option| Decision::Answers { option };
    let tie = |power: u64| {
        fails(Shortfall::Tie {
            power: power.into(),
        })
    };
    // Total 100; quorum 10 %. (threshold, floor, options, abstain, decision)
    let table = [
        (0, 0, [9, 0, 0], 0, quorum(9, 10)),
        (0, 0, [0, 0, 0], 10, tie(0)),
        (0, 0, [0, 1, 0], 9, answers(1)),
        (0, 0, [4, 4, 2], 0, tie(4)),
        (0, 0, [3, 4, 5], 0, answers(2)),
        (0, 0, [5, 4, 3], 0, answers(0)),
        (5_000, 0, [5, 3, 2], 0, threshold(5, 10, 5_000)),
        (5_000, 0, [6, 3, 2], 0, answers(0)),
        (0, 600, [5, 3, 2], 0, floor(5, 6)),
        (0, 500, [5, 3, 2], 0, answers(0)),
    ];
    for (points, floor, options, abstain, expected) in table {
        let terms = terms(Class::Signal, [1_000, points, floor], 100);
        let mut signal = with_sums(&terms, [options.iter().sum(), 0, abstain, 0]);
        signal.options = options.map(Uint64::new).to_vec();
        assert_eq!(signal.tally(&terms).decision, expected, "{options:?}");
    }
}

#[test]
fn nothing_passes_without_an_electorate() {
    for class in Class::ALL {
        let terms = terms(class, [100, 0, 0], 0);
        let expected = fails(Shortfall::NoElectorate {});
        assert_eq!(Proposal::new(&terms).tally(&terms).decision, expected);
        assert_eq!(decision(&terms, [0, 0, 0, 0]), expected, "{class}");
    }
}

#[test]
fn in_a_thin_electorate_only_signals_pass() {
    for class in Class::ALL {
        let mut terms = terms(class, [100, 5_000, 500], 100);
        let mut all_yes = with_sums(&terms, [100, 0, 0, 0]);
        if class == Class::Signal {
            all_yes.options = vec![Uint64::new(100), Uint64::zero()];
        }
        terms.least_total = Uint64::new(100);
        let enough = all_yes.tally(&terms).decision;
        assert!(!matches!(enough, Decision::Fails { .. }), "{class}");
        terms.least_total = Uint64::new(101);
        let thin = all_yes.tally(&terms).decision;
        let expected = match class {
            Class::Signal => enough,
            _ => fails(Shortfall::ThinElectorate {
                total: Uint64::new(100),
                least: Uint64::new(101),
            }),
        };
        assert_eq!(thin, expected, "{class}");
    }
}

#[test]
fn a_result_shows_what_was_recused_and_what_insiders_could_have_had() {
    // (paid out to holders, ballots, share of the ballots)
    let table: [(u128, [u64; 4], u16); 6] = [
        (0, [30, 0, 0, 0], 0),
        (10, [30, 0, 0, 0], 3_334),
        (10, [20, 10, 10, 40], 2_500),
        (100, [30, 0, 0, 60], 10_000),
        (1, [0, 0, 0, 0], 0),
        (1, [0, 0, 100, 0], 100),
    ];
    for (insiders, sums, points) in table {
        let terms = terms(Class::Attest, [100, 5_000, 500], 100);
        let proposal = with_sums(&terms, sums);
        let share = proposal.tally.insiders(&terms, insiders.into());
        assert_eq!(share, Share::new(points), "{sums:?}");
        assert_eq!(proposal.tally(&terms).recused.u64(), sums[3]);
    }
    // More paid out than there is power, even beyond 64 bits, is all of it.
    let terms = terms(Class::Attest, [100, 5_000, 500], 100);
    for paid in [100, 101, u128::from(u64::MAX) + 1, u128::MAX] {
        let share = with_sums(&terms, [100, 0, 0, 0])
            .tally
            .insiders(&terms, paid.into());
        assert_eq!(share, Share::WHOLE);
    }
}

#[test]
fn nothing_overflows_at_the_extremes() {
    let half = u64::MAX / 2;
    for shares in SHARES {
        for class in Class::ALL {
            let terms = terms(class, shares, u64::MAX);
            for sums in [
                [u64::MAX, 0, 0, 0],
                [0, u64::MAX, 0, 0],
                [half, half, 1, 0],
                [0, 0, 0, u64::MAX],
                [u64::MAX; 4],
            ] {
                let _ = decision(&terms, sums);
            }
        }
        let terms = terms(Class::Code, shares, u64::MAX);
        assert!(passes(&terms, [u64::MAX, 0, 0, 0]));
        assert!(!passes(&terms, [0, 0, u64::MAX, 0]));
    }
}

#[test]
fn reasons_name_the_rule_with_its_values() {
    let terms = terms(Class::Code, [4_000, 6_670, 2_500], 100);
    let reason = |sums| match decision(&terms, sums) {
        Decision::Fails { why } => why.to_string(),
        decision => panic!("{decision:?}"),
    };
    assert_eq!(reason([39, 0, 0, 0]), "39 voted, 40 are needed");
    assert_eq!(reason([24, 0, 16, 0]), "24 is below the floor of 25");
    assert_eq!(reason([60, 30, 0, 0]), "60 of 90 is not more than 66.70 %");
    let tie = Shortfall::Tie { power: 7u64.into() };
    assert_eq!(tie.to_string(), "two sides have 7 each");
    let thin = Shortfall::ThinElectorate {
        total: 1u64.into(),
        least: 2u64.into(),
    };
    assert_eq!(thin.to_string(), "the electorate of 1 is below 2");
    let none = Shortfall::NoElectorate {};
    assert_eq!(none.to_string(), "there is no electorate");
}
