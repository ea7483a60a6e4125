use milegate_core::oracle::{Calendar, Refusal};

use crate::kit::*;

#[test]
fn a_period_begins_with_its_first_second_and_ends_before_the_next_begins() {
    for (now, over) in [
        (0, 0),
        (START - 1, 0),
        (START, 0),
        (START + DAY - 1, 0),
        (START + DAY, 1),
        (START + DAY + 1, 1),
        (START + 7 * DAY - 1, 6),
        (START + 7 * DAY, 7),
    ] {
        assert_eq!(CALENDAR.over(now), over, "{now}");
        let running = CALENDAR.running(now);
        match now < START {
            true => assert_eq!(running, Err(Refusal::NotStarted { start: START, now })),
            false => assert_eq!(running, Ok(over)),
        }
    }
    assert_eq!(CALENDAR.from(0), START);
    assert_eq!(CALENDAR.until(0), START + DAY);
    assert_eq!(CALENDAR.from(7), CALENDAR.until(6));
}

#[test]
fn no_clock_is_out_of_range() {
    let calendar = |start, period| Calendar { start, period };
    assert_eq!(calendar(0, 1).over(u64::MAX), u32::MAX);
    assert_eq!(
        calendar(0, 60).over(60 * (u64::from(u32::MAX) - 1)),
        u32::MAX - 1
    );
    assert_eq!(calendar(0, 0).over(5), 0);
    assert_eq!(calendar(u64::MAX, u64::MAX).until(u32::MAX), u64::MAX);
}
