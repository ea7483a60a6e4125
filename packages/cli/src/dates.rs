//! Dates as people type them.

use milegate_plan::parse_instant;

use crate::output::Failure;

/// Unix seconds of `2027-03-01` or `2027-03-01T12:00:00Z`.
pub fn instant(text: &str) -> Result<u64, Failure> {
    let wrong = |why: String| Failure::asked(format!("`{text}`: {why}"));
    let date = text.parse::<toml::value::Datetime>();
    let date = date.map_err(|_| wrong("not a date like 2027-03-01 or 2027-03-01T12:00:00Z".into()));
    parse_instant(&date?).map_err(wrong)
}
