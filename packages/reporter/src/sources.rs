//! The file that says what is reported, and where it is asked.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use milegate_fetch::Address;

use crate::combine::Deviation;

mod read;
mod written;

/// Something wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// Line, from 1; 0 if it is about no line.
    pub line: usize,
    /// Whether one can go on all the same.
    pub warning: bool,
    /// What is wrong, with the values.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.warning { "warning" } else { "error" };
        write!(f, "{severity}  {}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, "  {}\n         {}", self.message, self.remedy)
    }
}

/// One address that is asked.
#[derive(Clone)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// The address as written: without the secrets in it.
    pub url: String,
    /// The address that is asked.
    pub address: Address,
    /// Where in the answer the value is: a JSON pointer.
    pub pointer: String,
    /// The factor, as written.
    pub scale: String,
    /// How long it may take, redirects excluded: none is followed.
    pub timeout: Duration,
    /// Headers of the question.
    pub headers: Vec<(String, String)>,
}

// Headers and address may hold secrets.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.name, self.url, self.pointer)
    }
}

/// What is reported, and where it is asked.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The oracle's address.
    pub oracle: String,
    /// The feed's name.
    pub feed: String,
    /// How many sources must agree.
    pub need: usize,
    /// How far from the median a source may be.
    pub deviation: Deviation,
    /// How long after the start of a period it is reported.
    pub after: Duration,
    /// Where evidence and journal are kept.
    pub folder: PathBuf,
    /// What the public puts before the name of a document.
    pub uri: String,
    /// The sources.
    pub sources: Vec<Source>,
}

impl Sources {
    /// Reads and checks a file. Secrets are asked of `env` by name.
    pub fn read(
        path: &Path,
        env: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|e| {
            vec![Problem {
                file: file.clone(),
                line: 0,
                warning: false,
                message: e.to_string(),
                remedy: "Name a file that can be read; docs/reporter.md has one to copy.".into(),
            }]
        })?;
        let mut sources = Sources::parse(&file, &text, env)?;
        let beside = path.parent().unwrap_or(Path::new(""));
        sources.0.folder = beside.join(&sources.0.folder);
        Ok(sources)
    }

    /// Reads the text of a file.
    pub fn parse(
        file: &str,
        text: &str,
        env: &dyn Fn(&str) -> Option<String>,
    ) -> Result<(Self, Vec<Problem>), Vec<Problem>> {
        read::parse(file, text, env)
    }
}

#[cfg(test)]
mod tests;
