use std::fmt;

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a JSON pointer; empty for the document as a whole.
    pub at: String,
    /// What, in words.
    pub words: String,
}

impl Problem {
    pub(crate) fn new(at: impl Into<String>, words: impl Into<String>) -> Problem {
        Problem {
            at: at.into(),
            words: words.into(),
        }
    }
}

impl fmt::Display for Problem {
    /// `/totals/sum: what`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at.as_str() {
            "" => f.write_str(&self.words),
            at => write!(f, "{at}: {}", self.words),
        }
    }
}
