//! Shares of powers: exact at every width.

use cosmwasm_std::Uint64;
use milegate_core::governance::Share;
use proptest::prelude::*;

fn of(points: u16, whole: u64) -> u64 {
    Share::new(points).of(whole.into()).u64()
}

#[test]
fn shares_round_up_by_hand() {
    // (basis points, whole, least power)
    let table = [
        (0, 100, 0),
        (500, 0, 0),
        (500, 1, 1),
        (500, 20, 1),
        (500, 21, 2),
        (3_333, 3, 1),
        (3_334, 3, 2),
        (10_000, 7, 7),
        (1, u64::MAX, 1_844_674_407_370_956),
        (10_000, u64::MAX, u64::MAX),
        (u16::MAX, u64::MAX, u64::MAX),
    ];
    for (points, whole, least) in table {
        assert_eq!(of(points, whole), least, "{points} of {whole}");
        assert_eq!(Share::new(points).of_amount(whole.into()).u64(), least);
    }
    assert_eq!(Share::new(100).of_amount(u128::MAX).u64(), u64::MAX);
    assert_eq!(Share::new(0).of_amount(u128::MAX).u64(), 0);
}

#[test]
fn more_than_a_share_by_hand() {
    // (basis points, part, whole, whether it is more)
    let table = [
        (5_000, 0, 0, false),
        (0, 0, 5, false),
        (0, 1, 5, true),
        (5_000, 2, 4, false),
        (5_000, 3, 5, true),
        (6_667, 2, 3, false),
        (6_666, 2, 3, true),
        (9_000, 9, 10, false),
        (9_000, u64::MAX, u64::MAX, true),
        (10_000, u64::MAX, u64::MAX, false),
    ];
    for (points, part, whole, more) in table {
        let share = Share::new(points);
        assert_eq!(
            share.is_exceeded(part.into(), whole.into()),
            more,
            "{share}"
        );
    }
}

#[test]
fn the_share_of_a_part_by_hand() {
    let table = [
        (0, 0, 0),
        (3, 0, 0),
        (0, 7, 0),
        (1, 3, 3_334),
        (7, 7, 10_000),
        (9, 7, 10_000),
        (u64::MAX, u64::MAX, 10_000),
        (1, u64::MAX, 1),
    ];
    for (part, whole, points) in table {
        let share = Share::at_most(part.into(), whole.into());
        assert_eq!(share.basis_points(), points, "{part} of {whole}");
    }
}

#[test]
fn shares_are_shown_as_percentages_and_stored_as_points() {
    assert_eq!(Share::new(3_340).to_string(), "33.40 %");
    assert_eq!(Share::new(5).to_string(), "0.05 %");
    assert_eq!(Share::WHOLE.to_string(), "100.00 %");
    let json = cosmwasm_std::to_json_string(&Share::new(3_340));
    assert_eq!(json, Ok("3340".to_string()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_least_power_is_the_least(points in 0u16..=10_000, whole: u64, part: u64) {
        let least = u128::from(of(points, whole));
        let bar = u128::from(points) * u128::from(whole);
        prop_assert!(least * 10_000 >= bar);
        prop_assert!(least == 0 || (least - 1) * 10_000 < bar);
        let exceeded = Share::new(points).is_exceeded(Uint64::new(part), Uint64::new(whole));
        prop_assert_eq!(exceeded, u128::from(part) * 10_000 > bar);
        prop_assert_eq!(u128::from(Share::new(points).of_amount(whole.into()).u64()), least);
    }

    #[test]
    fn a_share_of_a_part_is_not_exceeded_by_it(part: u64, whole in 1u64..) {
        let part = part.min(whole);
        let share = Share::at_most(part.into(), whole.into());
        prop_assert!(!share.is_exceeded(part.into(), whole.into()));
        if let Some(less) = share.basis_points().checked_sub(1) {
            prop_assert!(Share::new(less).is_exceeded(part.into(), whole.into()));
        }
    }
}
