use std::ops::Range;

use milegate_core::milestone::Measure;

use super::duration;
use super::misread::{Misread, words};

/// What a feed's window must come to, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// What is asked of the window.
    pub measure: Measure,
    /// How long it is, seconds.
    pub length: u64,
    /// Where the length stands.
    pub length_at: Range<usize>,
    /// What it must come to at least, in the feed's unit.
    pub target: String,
    /// Where the target stands.
    pub target_at: Range<usize>,
}

const MEASURES: [(&str, Measure); 3] = [
    ("mean", Measure::Mean),
    ("sum", Measure::Sum),
    ("min", Measure::Minimum),
];

/// The word of a measure in a plan.
pub fn measure_word(measure: Measure) -> &'static str {
    let known = MEASURES.iter().find(|(_, known)| *known == measure);
    known.map_or("", |(word, _)| word)
}

/// Reads `mean 90d >= 400_000`.
pub fn rule(text: &str) -> Result<Rule, Misread> {
    let words = words(text);
    let mut words = words.into_iter();
    let (word, at) = words.next().unwrap_or(("", 0..0));
    let measure = MEASURES.iter().find(|(known, _)| *known == word);
    let Some((_, measure)) = measure else {
        let message = match word {
            "" => "expected mean, sum or min, but the rule ends".to_owned(),
            other => format!("expected mean, sum or min, found `{other}`"),
        };
        return Err(Misread::new(text, at, message));
    };
    let mut length: Option<Range<usize>> = None;
    let sign = loop {
        let Some((word, at)) = words.next() else {
            break None;
        };
        if word.starts_with(|c: char| "<>=!".contains(c)) {
            break Some((word, at));
        }
        length = Some(length.map_or(at.clone(), |from| from.start..at.end));
    };
    let Some(length_at) = length else {
        let message = "expected how long it is measured, like 90d";
        return Err(match sign {
            Some((_, at)) => Misread::new(text, at, message),
            None => Misread::end(text, message),
        });
    };
    let written = text.get(length_at.clone()).unwrap_or("");
    let length =
        duration(written).map_err(|message| Misread::new(text, length_at.clone(), message))?;
    let Some((sign, at)) = sign else {
        return Err(Misread::end(text, "expected `>=`, but the rule ends"));
    };
    if sign != ">=" {
        let message = format!("expected `>=`, found `{sign}`: a feed shows that enough was done");
        return Err(Misread::new(text, at, message));
    }
    let Some((target, target_at)) = words.next() else {
        let message = "expected what it must come to, but the rule ends";
        return Err(Misread::end(text, message));
    };
    match words.next() {
        None => Ok(Rule {
            measure: *measure,
            length,
            length_at,
            target: target.to_owned(),
            target_at,
        }),
        Some((word, at)) => {
            let message = format!("expected the end of the rule, found `{word}`");
            Err(Misread::new(text, at, message))
        }
    }
}
