use milegate_core::Span;

use super::number;

const DAY: u64 = 86_400;
const YEAR: u64 = 31_557_600;

/// Unit, its name in words, its seconds.
const UNITS: [(&str, &str, u64); 6] = [
    ("y", "year", YEAR),
    ("w", "week", 604_800),
    ("d", "day", DAY),
    ("h", "hour", 3_600),
    ("min", "minute", 60),
    ("s", "second", 1),
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
        let (_, _, seconds) = UNITS
            .iter()
            .find(|(name, _, _)| *name == unit)
            .ok_or_else(bad)?;
        let count = number(count)
            .and_then(|count| u64::try_from(count).ok())
            .ok_or_else(bad)?;
        let part = count.checked_mul(*seconds).ok_or_else(bad)?;
        total = Some(part.checked_add(total.unwrap_or(0)).ok_or_else(bad)?);
    }
    total.ok_or_else(bad)
}

/// A duration for people: the largest units that give it exactly.
pub fn duration_words(seconds: u64) -> String {
    in_units(seconds, |count, _, name| match count {
        1 => format!("1 {name}"),
        _ => format!("{count} {name}s"),
    })
}

/// The same as a plan writes it: `1580d`, `30d 10h 30min`.
pub fn duration_text(seconds: u64) -> String {
    in_units(seconds, |count, unit, _| format!("{count}{unit}"))
}

fn in_units(seconds: u64, show: impl Fn(u64, &str, &str) -> String) -> String {
    let mut rest = seconds;
    let mut words = Vec::new();
    for (unit, name, length) in UNITS {
        let count = rest.checked_div(length).unwrap_or(0);
        // Years only where nothing else is left: "365 days" stays what it is. Never weeks.
        let left_out = unit == "w" || (unit == "y" && rest.checked_rem(length) != Some(0));
        if count > 0 && !left_out {
            rest = rest.checked_rem(length).unwrap_or(0);
            words.push(show(count, unit, name));
        }
    }
    match words.is_empty() {
        true => show(0, "s", "second"),
        false => words.join(" "),
    }
}

/// A span as a plan writes it: `{ time = "7d", blocks = 80000 }`.
pub fn span_text(span: Span) -> String {
    format!(
        "{{ time = \"{}\", blocks = {} }}",
        duration_text(span.seconds),
        span.blocks
    )
}

/// A span for people: both of its clocks.
pub fn span_words(span: Span) -> String {
    format!(
        "{} and {} blocks",
        duration_words(span.seconds),
        span.blocks
    )
}
