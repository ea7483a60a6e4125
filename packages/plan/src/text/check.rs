use milegate_core::milestone::{Check, Comparison};

use super::misread::{Misread, words};

const COMPARISONS: [Comparison; 6] = [
    Comparison::AtLeast,
    Comparison::Above,
    Comparison::AtMost,
    Comparison::Below,
    Comparison::Equal,
    Comparison::Unequal,
];

/// Reads `/collateral_factor >= 0.40`, `/paused = false`.
pub fn check(text: &str) -> Result<Check, Misread> {
    let words = words(text);
    let mut words = words.into_iter();
    let Some((pointer, at)) = words.next() else {
        let message = "expected a JSON pointer like /supplied, but the check ends";
        return Err(Misread::end(text, message));
    };
    if !pointer.starts_with('/') {
        let message = format!("expected a JSON pointer like /supplied, found `{pointer}`");
        return Err(Misread::new(text, at, message));
    }
    let signs = "one of >=, >, <=, <, = and !=";
    let Some((sign, at)) = words.next() else {
        let message = format!("expected {signs}, but the check ends");
        return Err(Misread::end(text, message));
    };
    let comparison = COMPARISONS.into_iter().find(|known| known.sign() == sign);
    let Some(comparison) = comparison else {
        let message = format!("expected {signs}, found `{sign}`");
        return Err(Misread::new(text, at, message));
    };
    let Some((target, at)) = words.next() else {
        let message = "expected what it is compared with, but the check ends";
        return Err(Misread::end(text, message));
    };
    let check = Check {
        pointer: pointer.to_owned(),
        comparison,
        target: target.to_owned(),
    };
    if !check.is_sound() {
        let message = format!("`{sign}` compares numbers, and `{target}` is none");
        return Err(Misread::new(text, at, message));
    }
    match words.next() {
        None => Ok(check),
        Some((word, at)) => {
            let message = format!("expected the end of the check, found `{word}`");
            Err(Misread::new(text, at, message))
        }
    }
}
