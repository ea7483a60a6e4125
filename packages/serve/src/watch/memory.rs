use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::News;

/// Things that a feed still shows.
const SHOWN: usize = 100;

/// Why nothing can be remembered.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// The file cannot be read or written.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// The file is not one of these.
    #[error("{path} is not what `watch` remembers ({reason}): move it away to begin anew")]
    Form {
        /// The file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// What has been said, kept in a file.
#[derive(Debug)]
pub struct Memory {
    path: PathBuf,
    kept: Kept,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    /// When each thing was said, by key.
    said: BTreeMap<String, u64>,
    /// The latest of them, oldest first.
    latest: Vec<Said>,
}

/// Something that was said.
pub type Said = News;

impl Memory {
    /// Opens a memory; a file that is not there is one without memories.
    pub fn open(path: &Path) -> Result<Self, MemoryError> {
        let shown = || path.display().to_string();
        let kept = match std::fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|e| MemoryError::Form {
                path: shown(),
                reason: e.to_string(),
            })?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Kept::default(),
            Err(error) => {
                return Err(MemoryError::File {
                    path: shown(),
                    error,
                });
            }
        };
        Ok(Memory {
            path: path.to_owned(),
            kept,
        })
    }

    /// Whether a thing has been said.
    pub fn knows(&self, key: &str) -> bool {
        self.kept.said.contains_key(key)
    }

    /// The latest things that were said, oldest first.
    pub fn latest(&self) -> &[Said] {
        &self.kept.latest
    }

    /// Remembers that a thing was said, on disk before it returns.
    pub fn remember(&mut self, news: &News) -> Result<(), MemoryError> {
        self.kept.said.insert(news.key.clone(), news.time);
        self.kept.latest.push(news.clone());
        let more = self.kept.latest.len().saturating_sub(SHOWN);
        self.kept.latest.drain(..more);
        let failed = |error| MemoryError::File {
            path: self.path.display().to_string(),
            error,
        };
        let text = serde_json::to_vec_pretty(&self.kept).map_err(|e| failed(e.into()))?;
        write(&self.path, &text).map_err(failed)
    }
}

/// Writes a file as a whole: whoever reads it sees what was there or what is there, never half.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    std::fs::write(&part, bytes)?;
    std::fs::rename(&part, path)
}
