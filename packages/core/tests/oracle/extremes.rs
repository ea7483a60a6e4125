//! The largest values over the most periods there can be.

use cosmwasm_std::Uint128;
use milegate_core::oracle::{Entry, Refusal, Total, limits, read};

use crate::kit::*;

const MOST: u128 = limits::MAX_VALUE;

/// The entry after `count` values, all of them the largest.
fn after(count: u32) -> Entry {
    Entry {
        period: count.saturating_sub(1),
        total: Total {
            value: MOST.into(),
            sum: (MOST * u128::from(count)).into(),
            count,
            marks: vec![Default::default(); 8],
        },
    }
}

#[test]
fn the_sum_of_all_values_there_can_be_fits_128_bits() {
    let windows = [window(u32::MAX, Some(MOST), u32::MAX - 1); 8];
    assert!(
        MOST.checked_mul(1 << 32).is_some(),
        "2^32 values, one of them less than 2^96"
    );
    let last = after(u32::MAX - 1);
    let next = Entry::next(Some(&last), &windows, u32::MAX - 1, MOST.into()).unwrap();
    assert_eq!(next, after(u32::MAX));
    for closed in [u32::MAX, u32::MAX - 1] {
        let entry = after(closed);
        let reading = read(CALENDAR, &windows[0], 0, closed, Some(&entry), None)
            .unwrap()
            .unwrap();
        assert_eq!(reading.mean(), Some(Uint128::new(MOST)));
        assert_eq!(reading.observations, closed);
    }
}

#[test]
fn what_the_bounds_exclude_is_refused_and_never_wraps() {
    let windows = [window(7, None, 1)];
    let out = Err(Refusal::OutOfRange {});
    let full = Entry {
        total: Total {
            count: u32::MAX,
            sum: 0u128.into(),
            ..after(1).total
        },
        period: 5,
    };
    assert_eq!(Entry::next(Some(&full), &windows, 6, 1u128.into()), out);
    let full = Entry {
        total: Total {
            count: 1,
            sum: u128::MAX.into(),
            ..after(1).total
        },
        period: 5,
    };
    assert_eq!(Entry::next(Some(&full), &windows, 6, 1u128.into()), out);
    let (less, more) = (after(1), after(2));
    let read = |last, before| read(CALENDAR, &windows[0], 0, 9, last, before);
    assert_eq!(read(Some(&less), Some(&more)), Err(Refusal::OutOfRange {}));
    assert_eq!(read(None, Some(&more)), Err(Refusal::OutOfRange {}));
}

#[test]
fn marks_at_the_last_period_there_can_be_do_not_wrap() {
    let windows = [window(7, Some(50), 1)];
    let entry = Entry::next(None, &windows, u32::MAX, 10u128.into()).unwrap();
    let [mark] = entry.total.marks[..] else {
        panic!("one mark")
    };
    assert_eq!((mark.held, mark.unbroken), (u32::MAX, u32::MAX - 1));
}
