//! The small languages inside a plan: amounts, durations, dates, shares, curves, policies, rules, checks. Each
//! parser says in one sentence what it expected; the reader adds the place and the code.

mod amount;
mod check;
mod curve;
mod duration;
mod instant;
mod misread;
mod policy;
mod rule;
mod share;

pub use amount::{Amounts, decimal_words, scaled};
pub use check::check;
pub use curve::{Missed, curve, curve_text, curve_words, missed};
pub use duration::{duration, duration_text, duration_words, span_text, span_words};
pub use instant::{instant_words, parse_instant, relative_instant};
pub use misread::Misread;
pub use policy::{Tree, policy};
pub use rule::{measure_word, rule};
pub use share::{Share, share, threshold};

/// A whole number as people write it: digits, `_` or nothing between them.
fn number(text: &str) -> Option<u128> {
    let well_formed = text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit())
        && !text.contains("__")
        && text.chars().all(|c| c.is_ascii_digit() || c == '_');
    if !well_formed {
        return None;
    }
    text.replace('_', "").parse().ok()
}

/// Whether a name may stand in keys, events, files and expressions.
pub fn is_name(text: &str, longest: usize) -> bool {
    let first = text.starts_with(|c: char| c.is_ascii_lowercase());
    let rest = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    first && text.len() <= longest && text.chars().all(rest)
}
