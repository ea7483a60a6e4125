//! Instants and lengths for people, always in UTC and without a clock of our own.
#![allow(clippy::arithmetic_side_effects)]
// every operand is a date's, or a rest

use jiff::civil::DateTime;
use jiff::{SignedDuration, Span};

/// Seconds in a day.
pub const DAY: u64 = 86_400;

/// Seconds in the thirty days that releases are counted in.
pub const THIRTY_DAYS: u64 = 30 * DAY;

const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// An instant on the calendar, at the latest the last of the year 9999.
pub fn civil(at: u64) -> DateTime {
    let seconds = i64::try_from(at).unwrap_or(i64::MAX);
    EPOCH.saturating_add(SignedDuration::from_secs(seconds))
}

/// First second of a day, months and days counted from 1 and allowed to run over.
pub fn instant(year: i64, month: i64, day: i64) -> u64 {
    let months = (year - 1970) * 12 + month - 1;
    let first = Span::new()
        .try_months(months)
        .and_then(|span| EPOCH.checked_add(span));
    let later = first.and_then(|first| first.checked_add(Span::new().try_days(day - 1)?));
    match later {
        Ok(later) => u64::try_from(later.duration_since(EPOCH).as_secs()).unwrap_or(0),
        Err(_) => u64::MAX,
    }
}

/// `2027-03-01`.
pub fn date(at: u64) -> String {
    civil(at).strftime("%Y-%m-%d").to_string()
}

/// `2027-03-01 12:00:00`, UTC.
pub fn time(at: u64) -> String {
    civil(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// `2027-03-01 12:00:00 UTC`; midnight is a date alone.
fn moment(at: u64) -> String {
    let text = time(at);
    match text.strip_suffix(" 00:00:00") {
        Some(date) => date.to_owned(),
        None => format!("{text} UTC"),
    }
}

/// Text of a contract with instants as a calendar shows them: it counts in Unix seconds. Other numbers,
/// also amounts, stay as they are.
pub fn dated(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let digits = word.trim_end_matches([',', '.', ';', ':', ')']);
        match instant_of(digits) {
            Some(at) if is_date_after(&words) => {
                if words.last().is_some_and(|last| last == "time") {
                    words.pop();
                }
                let rest = word.get(digits.len()..).unwrap_or_default();
                words.push(format!("{}{rest}", moment(at)));
            }
            _ => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

/// An instant from 2020 to 2199.
fn instant_of(digits: &str) -> Option<u64> {
    let all = digits.chars().all(|c| c.is_ascii_digit());
    let at = digits.parse().ok().filter(|_| all);
    at.filter(|at| (1_577_836_800..7_258_118_400).contains(at))
}

/// Whether contracts write an instant behind these words.
fn is_date_after(words: &[String]) -> bool {
    let back = |steps: usize| {
        let word = words.len().checked_sub(steps);
        word.and_then(|at| words.get(at)).map(String::as_str)
    };
    match back(1) {
        Some("time" | "between" | "since" | "until" | "before" | "after" | "at" | "start") => true,
        Some("is") => back(2) == Some("it"),
        Some("of") => back(2) == Some("as") || back(2) == Some("evidence"),
        Some("from") => back(2) == Some("known"),
        Some("and") => back(3) == Some("between"),
        _ => false,
    }
}

/// A length in its two largest units: `7 days`, `1 day 2 h`, `90 s`.
pub fn length(seconds: u64) -> String {
    let parts = [(DAY, "day"), (3600, "h"), (60, "min"), (1, "s")];
    let mut rest = seconds;
    let mut words = Vec::new();
    for (size, name) in parts {
        let count = rest / size;
        rest %= size;
        if count > 0 && words.len() < 2 {
            let plural = if name == "day" && count != 1 { "s" } else { "" };
            words.push(format!("{count} {name}{plural}"));
        }
    }
    if words.is_empty() {
        "0 s".into()
    } else {
        words.join(" ")
    }
}

/// A length of a plan: whole years or months (of 365.25 days a year) where it is one, else as
/// [`length`].
pub fn term(seconds: u64) -> String {
    const MONTH: u64 = 2_629_800;
    let counted = |count: u64, unit: &str| match count {
        1 => format!("1 {unit}"),
        n => format!("{n} {unit}s"),
    };
    match seconds {
        0 => "0 s".into(),
        s if s % (12 * MONTH) == 0 => counted(s / (12 * MONTH), "year"),
        s if s % MONTH == 0 => counted(s / MONTH, "month"),
        s => length(s),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_both_ways() {
        for (at, text) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (4_107_542_399, "2100-02-28"),
        ] {
            assert_eq!(date(at), text);
        }
        for at in (0..8_000_000_000).step_by(12_345_678) {
            let day = civil(at).date();
            let (year, month) = (day.year().into(), day.month().into());
            assert_eq!(instant(year, month, day.day().into()), at / DAY * DAY);
        }
        assert_eq!(instant(2026, 13, 1), instant(2027, 1, 1));
        assert_eq!(instant(2026, 0, 1), instant(2025, 12, 1));
        assert_eq!(time(1_803_902_400 + 61), "2027-03-01 12:01:01");
        assert_eq!(date(u64::MAX), "9999-12-31");
    }

    #[test]
    fn lengths_have_two_units() {
        assert_eq!(length(7 * DAY), "7 days");
        assert_eq!(length(DAY + 7200 + 5), "1 day 2 h");
        assert_eq!(length(90), "1 min 30 s");
        assert_eq!(length(0), "0 s");
        assert_eq!(term(4 * 31_557_600), "4 years");
        assert_eq!(term(18 * 2_629_800), "18 months");
        assert_eq!(term(31_557_600), "1 year");
        assert_eq!(term(30 * DAY), "30 days");
    }

    #[test]
    fn instants_of_contracts_are_shown_as_dates() {
        let shown = "not executable before 2027-01-11 00:01:01 UTC, block 2629; it is 2027-01-01 00:01:02 UTC, block 645";
        assert_eq!(
            dated(
                "not executable before time 1799625661, block 2629; it is time 1798761662, block 645"
            ),
            shown
        );
        assert_eq!(
            dated("as of 1798675262 is not between 1798761600 and 1798761601."),
            "as of 2026-12-31 00:01:02 UTC is not between 2027-01-01 and 2027-01-01 00:00:01 UTC."
        );
    }

    #[test]
    fn amounts_and_small_numbers_stay() {
        for text in [
            "spendable balance 1798761600uwld is smaller than 1798761601uwld",
            "the bond is 1798761600, and 1798761600 of it are missing",
            "no proposal 9; it is 45",
            "before block 2629",
        ] {
            assert_eq!(dated(text), text);
        }
    }
}
