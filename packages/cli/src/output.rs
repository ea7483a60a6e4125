//! How results, progress and failures are shown.

use serde::Serialize;
#[cfg(any(feature = "vm", feature = "chain"))]
use std::io::IsTerminal;
use std::io::Write;

/// How the caller wants to read.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// JSON on standard output.
    pub json: bool,
    /// Results only.
    pub quiet: bool,
}

/// Why a command did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was asked is wrong, or something it needs is not there.
    #[error("{what}")]
    Asked {
        /// What is wrong and what to do about it.
        what: String,
    },
    /// The work was done, and the answer is no.
    #[error("{what}")]
    Failed {
        /// What failed.
        what: String,
    },
}

impl Failure {
    /// A wrong question.
    pub fn asked(what: impl ToString) -> Self {
        Failure::Asked {
            what: what.to_string(),
        }
    }

    /// A negative answer.
    pub fn failed(what: impl ToString) -> Self {
        Failure::Failed {
            what: what.to_string(),
        }
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Failure::Failed { .. } => 1,
            Failure::Asked { .. } => 2,
        }
    }
}

/// A failure for people: what contracts say in Unix seconds has dates.
fn shown(failure: &Failure) -> String {
    let text = failure.to_string();
    #[cfg(feature = "chain")]
    let text = milegate_report::dates::dated(&text);
    text
}

impl Output {
    /// A result, for people or for machines.
    pub fn result(self, words: &str, value: &impl Serialize) -> Result<(), Failure> {
        let text = if self.json {
            serde_json::to_string_pretty(value).map_err(Failure::failed)?
        } else {
            words.trim_end().to_owned()
        };
        // A reader who closed the pipe has seen enough.
        let _ = writeln!(std::io::stdout(), "{text}");
        Ok(())
    }

    /// A dated line of a run: for people, part of the result.
    #[cfg(any(feature = "vm", feature = "chain"))]
    pub fn line(self, words: &str) {
        if !self.quiet && !self.json {
            let _ = writeln!(std::io::stdout(), "{words}");
        }
    }

    /// What is about to happen: for people, beside the result.
    #[cfg(feature = "chain")]
    pub fn note(self, words: &str) {
        if !self.quiet {
            eprintln!("{words}");
        }
    }

    /// What went wrong.
    pub fn failure(self, failure: &Failure) {
        let failure = shown(failure);
        if self.json {
            let value = serde_json::json!({ "error": failure });
            let _ = writeln!(std::io::stdout(), "{value:#}");
        }
        eprintln!("milegate: {failure}");
    }

    /// Whether progress bars make sense.
    #[cfg(any(feature = "vm", feature = "chain"))]
    pub fn progress(self) -> bool {
        !self.quiet && !self.json && std::io::stderr().is_terminal()
    }
}
