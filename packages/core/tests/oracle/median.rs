//! What the reports of a period come to, and what a minority can do to it.

use milegate_core::governance::Share;
use milegate_core::oracle::{Report, check_weight, settle};

use crate::kit::*;

const ABOVE_HALF: Share = Share::new(5_001);

fn value(reports: &[(u128, u64)], total: u64) -> Option<u128> {
    let reports = reports
        .iter()
        .map(|(value, weight)| report(*value, *weight));
    let settled = settle(reports.collect(), ABOVE_HALF, total.into());
    settled.value.map(|value| value.u128())
}

#[test]
fn medians_by_hand() {
    for (reports, total, wanted) in [
        (&[][..], 0, None),
        (&[], 3, None),
        (&[(5, 1)], 1, None),
        (&[(5, 1), (9, 1)], 2, Some(5)),
        (&[(9, 1), (5, 1), (7, 1)], 3, Some(7)),
        (&[(9, 1), (5, 1), (7, 1), (8, 1)], 4, Some(7)),
        (&[(7, 1), (7, 1), (7, 1)], 3, Some(7)),
        (&[(1, 2), (9, 1), (8, 1)], 4, Some(1)),
        (&[(1, 3), (9, 2), (8, 2)], 7, Some(8)),
        (&[(9, 2), (1, 1), (2, 1)], 4, Some(2)),
        (
            &[(1, u64::MAX), (2, u64::MAX), (3, u64::MAX)],
            u64::MAX,
            Some(2),
        ),
    ] {
        assert_eq!(value(reports, total), wanted, "{reports:?} of {total}");
    }
}

#[test]
fn a_quorum_is_above_half_of_the_group_and_no_reporter_outweighs_the_others() {
    let with = |weights: &[u64], quorum, total: u64| {
        let reports = weights.iter().map(|weight| report(7, *weight)).collect();
        settle(reports, Share::new(quorum), total.into())
            .value
            .is_some()
    };
    for (weights, quorum, total, wanted) in [
        (&[1, 1][..], 5_001, 4, false),
        (&[1, 1, 1], 5_001, 4, true),
        (&[1, 1, 1], 5_001, 5, true),
        (&[1, 1, 1], 5_001, 6, false),
        (&[1, 1], 6_667, 3, false),
        (&[1, 1], 6_666, 3, true),
        (&[1, 1, 1], 10_000, 3, true),
        (&[1, 1, 1], 10_000, 4, false),
        (&[2, 1, 1], 5_001, 4, true),
        (&[3, 1, 1], 5_001, 5, false),
        (&[9], 5_001, 9, false),
    ] {
        assert_eq!(
            with(weights, quorum, total),
            wanted,
            "{weights:?} {quorum} {total}"
        );
    }
}

#[test]
fn a_reporter_weighs_at_least_a_64th_of_the_group() {
    let said = |weight: u64, total: u64| match check_weight(weight.into(), total.into(), 9) {
        Ok(()) => "taken".into(),
        Err(refusal) => refusal.to_string(),
    };
    assert_eq!(
        said(0, 64),
        "the reporter weighs nothing in the group at block 9"
    );
    assert_eq!(said(1, 64), "taken");
    assert_eq!(
        said(1, 65),
        "a weight of 1 is below a 64th of the group's 65"
    );
    assert_eq!(said(u64::MAX, u64::MAX), "taken");
    assert_eq!(
        said(1, u64::MAX),
        format!("a weight of 1 is below a 64th of the group's {}", u64::MAX)
    );
}

/// Two of a quorum of three lie before anybody else has reported.
#[test]
fn two_early_liars_of_a_quorum_of_three_do_not_set_the_value() {
    let mut reports = vec![(1_000, 1), (1_000, 1), (70, 1)];
    assert_eq!(
        value(&reports, 5),
        Some(1_000),
        "if the two others were silent"
    );
    reports.extend([(71, 1), (72, 1)]);
    assert_eq!(value(&reports, 5), Some(72), "within what the honest say");
}

/// All reports of up to six reporters of weight 1 to 3, each honest (10, 20 or 30) or a liar (0 or
/// 99): liars below half of the weight leave the value among the honest ones, at half they can only
/// lower it.
#[test]
fn a_minority_cannot_move_the_value_outside_the_honest_range() {
    const SAYS: [(u128, bool); 5] = [(10, true), (20, true), (30, true), (0, false), (99, false)];
    let mut seen = [0u64; 3];
    for reporters in 2..=6u32 {
        for choice in 0..15u64.pow(reporters) {
            let digits = (0..reporters).map(|place| choice / 15u64.pow(place) % 15);
            let said: Vec<_> = digits
                .map(|digit| (SAYS[digit as usize % 5], digit / 5 + 1))
                .collect();
            if said.windows(2).any(|pair| pair[0] > pair[1]) {
                continue;
            }
            let weigh = |good: bool| -> u64 {
                let of = said.iter().filter(|((_, honest), _)| *honest == good);
                of.map(|(_, weight)| weight).sum()
            };
            let (good, bad) = (weigh(true), weigh(false));
            let reports: Vec<Report> = said
                .iter()
                .map(|((says, _), weight)| report(*says, *weight))
                .collect();
            let honest = said
                .iter()
                .filter(|((_, honest), _)| *honest)
                .map(|((says, _), _)| *says);
            let (low, high) = (honest.clone().min(), honest.max());
            let Some(value) = settle(reports, ABOVE_HALF, (good + bad).into()).value else {
                seen[0] += 1;
                continue;
            };
            let value = Some(value.u128());
            if bad < good {
                assert!(low <= value && value <= high, "{said:?}: {value:?}");
                seen[1] += 1;
            } else if bad == good {
                assert!(value <= high, "{said:?}: {value:?}");
                seen[2] += 1;
            }
        }
    }
    println!("outweighed, lying minority, lying half: {seen:?}");
    assert!(seen.iter().all(|count| *count > 100), "{seen:?}");
}
