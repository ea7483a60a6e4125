//! The folder in which a reporter keeps what it rests on.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::document::sha256;
use crate::journal::Journal;

/// Why something cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or a folder.
    #[error("{}: {reason}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What happened.
        reason: std::io::Error,
    },
    /// Another process reports.
    #[error("{}: another reporter holds it; stop that one first", path.display())]
    Held {
        /// The journal.
        path: PathBuf,
    },
    /// A line nobody wrote.
    #[error("{}: line {line} is no entry: {reason}; move the file away to begin anew", path.display())]
    Journal {
        /// The journal.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
}

impl StoreError {
    pub(crate) fn file(path: &Path, reason: std::io::Error) -> Self {
        StoreError::File {
            path: path.into(),
            reason,
        }
    }
}

/// Evidence and journal of one feed.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    /// What was done.
    pub journal: Journal,
}

impl Store {
    /// Opens a folder, or creates it. One process at a time.
    pub fn open(folder: &Path, feed: &str) -> Result<Self, StoreError> {
        fs::create_dir_all(folder).map_err(|e| StoreError::file(folder, e))?;
        // A name of a feed has no other characters; one of a file cannot lead elsewhere.
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let name: String = feed.chars().filter(|c| plain(*c)).collect();
        let journal = Journal::open(&folder.join(format!("{name}.jsonl")))?;
        Ok(Store {
            folder: folder.into(),
            journal,
        })
    }

    /// Where a document is.
    pub fn path(&self, digest: &str) -> PathBuf {
        self.folder.join(format!("{digest}.json"))
    }

    /// Whether a document is there, whole.
    pub fn holds(&self, digest: &str) -> bool {
        fs::read(self.path(digest)).is_ok_and(|bytes| sha256(&bytes) == digest)
    }

    /// Keeps a document under its digest. It is on disk, whole, when this returns; nothing is if it
    /// does not.
    pub fn keep(&self, bytes: &[u8]) -> Result<String, StoreError> {
        let digest = sha256(bytes);
        let path = self.path(&digest);
        let draft = path.with_extension("draft");
        let write = || {
            let mut file = File::create(&draft)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            fs::rename(&draft, &path)?;
            File::open(&self.folder)?.sync_all()
        };
        write().map_err(|e| StoreError::file(&path, e))?;
        Ok(digest)
    }
}
