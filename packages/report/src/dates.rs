//! Instants and lengths for people, always in UTC and without a clock of our own.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]
// every operand is bounded by `CEILING`

/// Days since 1970-01-01 as year, month, day (proleptic Gregorian).
fn civil(days: i64) -> (i64, u32, u32) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = (doy - (153 * mp + 2) / 5 + 1) as u32;
    let month = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
    (yoe + era * 400 + i64::from(month <= 2), month, day)
}

/// First second of a day, months counted from 1 and allowed to run over.
pub fn instant(year: i64, month: i64, day: i64) -> u64 {
    let (year, month) = (
        year + (month - 1).div_euclid(12),
        (month - 1).rem_euclid(12) + 1,
    );
    let y = year - i64::from(month <= 2);
    let era = y.div_euclid(400);
    let yoe = y.rem_euclid(400);
    let doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    u64::try_from((era * 146_097 + doe - 719_468) * DAY as i64).unwrap_or(0)
}

/// Seconds in a day.
pub const DAY: u64 = 86_400;

/// Seconds in the thirty days that releases are counted in.
pub const THIRTY_DAYS: u64 = 30 * DAY;

/// Nothing later is written as a date: the year 9999.
const CEILING: u64 = 253_402_300_799;

/// Three-letter names of months.
pub const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Year, month and day of an instant.
pub fn ymd(at: u64) -> (i64, u32, u32) {
    civil((at.min(CEILING) / DAY) as i64)
}

/// `2027-03-01`.
pub fn date(at: u64) -> String {
    let (y, m, d) = ymd(at);
    format!("{y:04}-{m:02}-{d:02}")
}

/// `2027-03-01 12:00:00`, UTC.
pub fn time(at: u64) -> String {
    let second = at.min(CEILING) % DAY;
    format!(
        "{} {:02}:{:02}:{:02}",
        date(at),
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// `Mar 2027`.
pub fn month(at: u64) -> String {
    let (y, m, _) = ymd(at);
    format!("{} {y}", MONTHS[(m as usize - 1) % 12])
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
            let (y, m, d) = ymd(at);
            assert_eq!(instant(y, m.into(), d.into()), at / DAY * DAY);
        }
        assert_eq!(instant(2026, 13, 1), instant(2027, 1, 1));
        assert_eq!(instant(2026, 0, 1), instant(2025, 12, 1));
        assert_eq!(time(1_803_902_400 + 61), "2027-03-01 12:01:01");
        assert_eq!(month(1_803_902_400), "Mar 2027");
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
}
