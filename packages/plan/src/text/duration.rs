use milegate_core::Span;

use super::number;

const DAY: u64 = 86_400;
const YEAR: u64 = 31_557_600;

const UNITS: [(&str, u64); 6] = [
    ("y", YEAR),
    ("w", 604_800),
    ("d", DAY),
    ("h", 3_600),
    ("min", 60),
    ("s", 1),
];

/// Seconds of `4y`, `30d`, `48h`, `90s`, `1d 12h`. A year has 365.25 days.
pub fn duration(text: &str) -> Result<u64, String> {
    let bad = || format!("`{text}` is no duration; write 4y, 30d, 48h, 20min, 90s or 1d 12h");
    let mut total = None;
    for part in text.split_whitespace() {
        let digits = part
            .find(|c: char| c.is_ascii_alphabetic())
            .ok_or_else(bad)?;
        let (count, unit) = part.split_at(digits);
        if unit == "mo" {
            return Err(format!(
                "`{text}`: months have no fixed length; they are for dates after the start only"
            ));
        }
        let (_, seconds) = UNITS
            .iter()
            .find(|(name, _)| *name == unit)
            .ok_or_else(bad)?;
        let count = number(count)
            .and_then(|count| u64::try_from(count).ok())
            .ok_or_else(bad)?;
        let part = count.checked_mul(*seconds).ok_or_else(bad)?;
        total = Some(part.checked_add(total.unwrap_or(0)).ok_or_else(bad)?);
    }
    total.ok_or_else(bad)
}

/// A duration for people: the largest units that give it exactly, at most two.
pub fn duration_words(seconds: u64) -> String {
    let names = [
        (YEAR, "year"),
        (DAY, "day"),
        (3_600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    let mut rest = seconds;
    let mut words = Vec::new();
    for (length, name) in names {
        let count = rest.checked_div(length).unwrap_or(0);
        // Years only where nothing else is left: "365 days" stays what it is.
        if count == 0 || (length == YEAR && rest.checked_rem(length) != Some(0)) {
            continue;
        }
        rest = rest.checked_rem(length).unwrap_or(0);
        words.push(format!(
            "{count} {name}{}",
            if count == 1 { "" } else { "s" }
        ));
    }
    if words.is_empty() {
        "0 seconds".to_owned()
    } else {
        words.join(" ")
    }
}

/// A span for people: both of its clocks.
pub fn span_words(span: Span) -> String {
    format!(
        "{} and {} blocks",
        duration_words(span.seconds),
        span.blocks
    )
}
