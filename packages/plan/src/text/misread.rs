use std::ops::Range;

/// Why a text in one of the small languages cannot be read, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// Which bytes.
    pub at: Range<usize>,
    /// Column in characters, from 1.
    pub column: usize,
    /// What was expected.
    pub message: String,
}

impl Misread {
    /// At these bytes of `text`.
    pub fn new(text: &str, at: Range<usize>, message: impl Into<String>) -> Misread {
        let before = text.get(..at.start).unwrap_or("");
        Misread {
            at,
            column: before.chars().count().saturating_add(1),
            message: message.into(),
        }
    }

    /// Where `text` ends.
    pub fn end(text: &str, message: impl Into<String>) -> Misread {
        Misread::new(text, text.len()..text.len(), message)
    }
}

/// Words between blanks, with their bytes.
pub fn words(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut words = Vec::new();
    let mut rest = 0_usize;
    for word in text.split_whitespace() {
        let Some(ahead) = text.get(rest..).and_then(|text| text.find(word)) else {
            break;
        };
        let from = rest.saturating_add(ahead);
        rest = from.saturating_add(word.len());
        words.push((word, from..rest));
    }
    words
}
