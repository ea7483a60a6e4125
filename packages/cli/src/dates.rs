//! Dates as people type them, and as they read them.

#[cfg(feature = "chain")]
use milegate_plan::instant_words;
use milegate_plan::parse_instant;

use crate::output::Failure;

/// Unix seconds of `2027-03-01` or `2027-03-01T12:00:00Z`.
pub fn instant(text: &str) -> Result<u64, Failure> {
    let wrong = |why: String| Failure::asked(format!("`{text}`: {why}"));
    let date = text.parse::<toml::value::Datetime>();
    let date = date.map_err(|_| wrong("not a date like 2027-03-01 or 2027-03-01T12:00:00Z".into()));
    parse_instant(&date?).map_err(wrong)
}

/// Text of a contract with instants as a calendar shows them: it counts in Unix seconds. Other numbers,
/// also amounts, stay as they are.
#[cfg(feature = "chain")]
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
                words.push(format!("{}{rest}", instant_words(at)));
            }
            _ => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

/// An instant from 2020 to 2199.
#[cfg(feature = "chain")]
fn instant_of(digits: &str) -> Option<u64> {
    let all = digits.chars().all(|c| c.is_ascii_digit());
    let at = digits.parse().ok().filter(|_| all);
    at.filter(|at| (1_577_836_800..7_258_118_400).contains(at))
}

/// Whether contracts write an instant behind these words.
#[cfg(feature = "chain")]
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

#[cfg(all(test, feature = "chain"))]
mod tests {
    use super::*;

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
