//! Windows by hand.

use milegate_core::oracle::Reading;

use crate::kit::*;

const GAP: Option<u128> = None;

/// Four periods, at least 50 and no gap of two.
fn four(values: &[Option<u128>]) -> Option<Reading> {
    let windows = [window(4, Some(50), 1)];
    let entries = entries(&windows, values);
    read_at(&windows, 0, &entries, values.len() as u32)
}

fn short(values: &[Option<u128>]) -> (bool, u32, u128, bool, bool) {
    let reading = four(values).unwrap();
    let minimum = reading.minimum_holds().unwrap();
    (
        reading.full,
        reading.observations,
        reading.sum.u128(),
        minimum,
        reading.gap_holds(),
    )
}

#[test]
fn windows_by_hand() {
    for (values, wanted) in [
        (&[Some(60)][..], (false, 1, 60, true, true)),
        (&[GAP], (false, 0, 0, true, true)),
        (&[GAP, GAP], (false, 0, 0, true, false)),
        (
            &[Some(60), Some(70), Some(80), Some(90)],
            (true, 4, 300, true, true),
        ),
        (
            &[Some(49), Some(70), Some(80), Some(90)],
            (true, 4, 289, false, true),
        ),
        (
            &[Some(49), Some(70), Some(80), Some(90), Some(50)],
            (true, 4, 290, true, true),
        ),
        (&[Some(60), GAP, Some(80), GAP], (true, 2, 140, true, true)),
        (&[Some(60), GAP, GAP, Some(80)], (true, 2, 140, true, false)),
        (
            &[Some(60), GAP, GAP, Some(80), Some(80)],
            (true, 2, 160, true, false),
        ),
        (
            &[Some(60), GAP, GAP, Some(80), Some(80), Some(80)],
            (true, 3, 240, true, true),
        ),
        (
            &[Some(60), Some(60), Some(60), Some(60), GAP, GAP],
            (true, 2, 120, true, false),
        ),
        (
            &[Some(60), GAP, GAP, GAP, GAP, GAP],
            (true, 0, 0, true, false),
        ),
    ] {
        assert_eq!(short(values), wanted, "{values:?}");
    }
}

#[test]
fn a_reading_says_when_it_began_and_ended_and_when_it_is_the_latest_no_more() {
    let reading = four(&[Some(60), GAP, Some(71), Some(80), Some(90), GAP]).unwrap();
    assert_eq!(reading.from, START + 2 * DAY);
    assert_eq!(reading.until, START + 6 * DAY);
    assert_eq!(reading.stale, START + 7 * DAY);
    assert_eq!((reading.periods, reading.silent), (4, 1));
    assert_eq!(reading.mean(), Some(80u128.into()), "241 / 3, rounded down");
    assert_eq!(reading.held, Some(6));
    assert_eq!(reading.unbroken, 6);
    assert!(reading.is_latest(START + 7 * DAY - 1));
    assert!(!reading.is_latest(START + 7 * DAY));
    let young = four(&[Some(60)]).unwrap();
    assert_eq!(
        (young.from, young.until, young.periods),
        (START, START + DAY, 1)
    );
    assert_eq!(four(&[]), None, "no period is over");
    assert_eq!(four(&[GAP]).unwrap().mean(), None);
}

#[test]
fn a_window_without_a_least_answers_nothing_of_the_minimum() {
    let windows = [window(4, None, 3)];
    let entries = entries(&windows, &[Some(0), Some(0)]);
    let reading = read_at(&windows, 0, &entries, 2).unwrap();
    assert_eq!((reading.held, reading.minimum_holds()), (None, None));
}

#[test]
fn a_gap_is_too_long_by_its_part_inside_the_window() {
    let windows = [window(4, None, 1)];
    let values = [Some(9), GAP, GAP, GAP, Some(9), Some(9), Some(9)];
    let entries = entries(&windows, &values);
    let holds = |closed| read_at(&windows, 0, &entries, closed).unwrap().gap_holds();
    let all: Vec<bool> = (1..=7).map(holds).collect();
    // Of the gap, periods 1 to 3, the window that ends with period 6 has only the last.
    assert_eq!(all, [true, true, false, false, false, false, true]);
}
