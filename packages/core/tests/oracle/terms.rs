use milegate_core::governance::Share;
use milegate_core::oracle::{Feed, limits};

use crate::kit::*;

fn said(change: impl FnOnce(&mut Feed<String>)) -> String {
    let mut terms = feed();
    change(&mut terms);
    match terms.check(START) {
        Ok(()) => "sound".into(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn sound_terms_are_taken() {
    assert_eq!(said(|_| {}), "sound");
    assert_eq!(said(|feed| feed.quorum = Share::new(5_001)), "sound");
    assert_eq!(said(|feed| feed.quorum = Share::WHOLE), "sound");
    assert_eq!(said(|feed| feed.decimals = 18), "sound");
    assert_eq!(said(|feed| feed.max = limits::MAX_VALUE.into()), "sound");
    assert_eq!(said(|feed| feed.calendar.period = 60), "sound");
    assert_eq!(said(|feed| feed.calendar.start = 7_258_118_399), "sound");
    assert_eq!(
        said(|feed| feed.windows = vec![window(1, None, 0); 8]),
        "sound"
    );
    let century = 36_500;
    assert_eq!(
        said(|feed| feed.windows[0] = window(century, Some(11), century - 1)),
        "sound"
    );
    assert_eq!(
        said(|feed| feed.windows[0].least = Some(1_000u128.into())),
        "sound"
    );
}

#[test]
fn terms_of_no_name_or_meaning_are_refused() {
    for (text, wanted) in [
        (
            said(|feed| feed.name = "Volume".into()),
            "name `Volume` is not 1 to 32 characters of a-z, 0-9, `-`, `_` and `.`",
        ),
        (
            said(|feed| feed.unit.clear()),
            "the unit has 0 bytes, not 1 to 128",
        ),
        (
            said(|feed| feed.decimals = 19),
            "19 decimals are more than 18",
        ),
        (
            said(|feed| feed.quorum = Share::new(5_000)),
            "a quorum of 50.00 % is not above 50 % and at most all",
        ),
        (
            said(|feed| feed.quorum = Share::new(10_001)),
            "a quorum of 100.01 % is not above 50 % and at most all",
        ),
    ] {
        assert_eq!(text, wanted);
    }
}

#[test]
fn scales_and_periods_out_of_bounds_are_refused() {
    let most = limits::MAX_VALUE;
    for (text, wanted) in [
        (
            said(|feed| feed.max = 10u128.into()),
            format!("a scale from 10 to 10 is not in order, or ends above {most}"),
        ),
        (
            said(|feed| feed.max = (most + 1).into()),
            format!(
                "a scale from 10 to {} is not in order, or ends above {most}",
                most + 1
            ),
        ),
        (
            said(|feed| feed.calendar.start = START - 1),
            format!(
                "start {} is before now, {START}, or not before the year 2200",
                START - 1
            ),
        ),
        (
            said(|feed| feed.calendar.start = 7_258_118_400),
            format!("start 7258118400 is before now, {START}, or not before the year 2200"),
        ),
        (
            said(|feed| feed.calendar.period = 59),
            "a period of 59 s is not 60 to 31622400 s".into(),
        ),
        (
            said(|feed| feed.calendar.period = 31_622_401),
            "a period of 31622401 s is not 60 to 31622400 s".into(),
        ),
    ] {
        assert_eq!(text, wanted);
    }
}

#[test]
fn windows_that_measure_nothing_are_refused() {
    for (windows, wanted) in [
        (vec![], "0 windows, not 1 to 8"),
        (vec![window(1, None, 0); 9], "9 windows, not 1 to 8"),
        (
            vec![window(0, None, 0)],
            "a window of 0 periods is empty, or longer than 100 years",
        ),
        (
            vec![window(36_501, None, 0)],
            "a window of 36501 periods is empty, or longer than 100 years",
        ),
        (
            vec![window(7, None, 7)],
            "a gap of 7 periods is never too long in a window of 7",
        ),
        (
            vec![window(7, Some(10), 0)],
            "a least of 10 is not above 10 and at most 1000, the ends of the scale",
        ),
        (
            vec![window(7, Some(1_001), 0)],
            "a least of 1001 is not above 10 and at most 1000, the ends of the scale",
        ),
    ] {
        assert_eq!(said(|feed| feed.windows = windows), wanted);
    }
}

#[test]
fn a_report_is_of_the_period_that_runs_and_on_the_scale() {
    let check = |now, period, value: u128| match feed().check_report(now, period, value.into()) {
        Ok(()) => "taken".into(),
        Err(refusal) => refusal.to_string(),
    };
    let third = START + 2 * DAY;
    for (now, period, value, wanted) in [
        (third, 2, 10, "taken"),
        (third, 2, 1_000, "taken"),
        (third + DAY - 1, 2, 10, "taken"),
        (third - 1, 2, 10, "period 2 is ahead: 1 runs"),
        (third + DAY, 2, 10, "period 2 is over: 3 runs"),
        (third, 2, 9, "a value of 9 is not 10 to 1000"),
        (third, 2, 1_001, "a value of 1001 is not 10 to 1000"),
        (
            START - 1,
            0,
            10,
            "the feed starts at 1800000000; it is 1799999999",
        ),
        (START, 0, 10, "taken"),
    ] {
        assert_eq!(check(now, period, value), wanted, "{now} {period} {value}");
    }
}
