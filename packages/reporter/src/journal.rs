//! What a reporter has done, on disk: a line for each step.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use cosmwasm_std::Uint128;
use serde::{Deserialize, Serialize};

use crate::store::StoreError;

/// What a reporter did in a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Entry {
    /// Value and evidence are fixed; the report may be sent.
    Prepared {
        /// Whose.
        #[serde(flatten)]
        key: Key,
        /// The value.
        value: Uint128,
        /// SHA-256 of the evidence, hex.
        digest: String,
        /// Where the public finds it.
        uri: String,
        /// By this machine's clock, Unix seconds.
        time: u64,
    },
    /// The chain has the report.
    Reported {
        /// Whose.
        #[serde(flatten)]
        key: Key,
        /// The value.
        value: Uint128,
        /// Hash of the transaction, if it is known.
        tx: Option<String>,
        /// By this machine's clock, Unix seconds.
        time: u64,
    },
}

/// Which report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// The chain's id.
    pub chain: String,
    /// The oracle.
    pub oracle: String,
    /// The feed.
    pub feed: String,
    /// Who reports.
    pub reporter: String,
    /// The period.
    pub period: u32,
}

impl Entry {
    /// Which report it is about.
    pub fn key(&self) -> &Key {
        match self {
            Entry::Prepared { key, .. } | Entry::Reported { key, .. } => key,
        }
    }
}

/// The file, which one process holds at a time.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    entries: Vec<Entry>,
}

impl Journal {
    /// Opens the file, or creates it. A last line that was not written to its end is taken off.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let failed = |e: std::io::Error| StoreError::file(path, e);
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        let mut file = options.open(path).map_err(failed)?;
        if file.try_lock().is_err() {
            return Err(StoreError::Held { path: path.into() });
        }
        let mut text = Vec::new();
        file.read_to_end(&mut text).map_err(failed)?;
        let whole = text.iter().rposition(|byte| *byte == b'\n');
        text.truncate(whole.map_or(0, |end| end.saturating_add(1)));
        file.set_len(text.len() as u64).map_err(failed)?;
        file.seek(SeekFrom::End(0)).map_err(failed)?;

        let lines = text
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty());
        let entries = lines.enumerate().map(|(line, text)| {
            serde_json::from_slice(text).map_err(|e| StoreError::Journal {
                path: path.into(),
                line: line.saturating_add(1),
                reason: e.to_string(),
            })
        });
        Ok(Journal {
            entries: entries.collect::<Result<_, _>>()?,
            path: path.into(),
            file,
        })
    }

    /// Writes a line; it is on disk when this returns.
    pub fn append(&mut self, entry: Entry) -> Result<(), StoreError> {
        let failed = |e: std::io::Error| StoreError::file(&self.path, e);
        let mut line = serde_json::to_vec(&entry).map_err(|e| failed(e.into()))?;
        line.push(b'\n');
        self.file.write_all(&line).map_err(failed)?;
        self.file.sync_data().map_err(failed)?;
        self.entries.push(entry);
        Ok(())
    }

    /// Everything that was done, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The last entry about a report.
    pub fn last(&self, key: &Key) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| entry.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(period: u32) -> Key {
        Key {
            chain: "mile-1".into(),
            oracle: "oracle".into(),
            feed: "volume".into(),
            reporter: "ann".into(),
            period,
        }
    }

    fn prepared(period: u32) -> Entry {
        Entry::Prepared {
            key: key(period),
            value: 7u128.into(),
            digest: "aa".into(),
            uri: "https://x/aa.json".into(),
            time: 1,
        }
    }

    fn reported(period: u32) -> Entry {
        Entry::Reported {
            key: key(period),
            value: 7u128.into(),
            tx: None,
            time: 2,
        }
    }

    #[test]
    fn what_was_written_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("j");
        let mut journal = Journal::open(&path).expect("a journal");
        for entry in [prepared(1), reported(1), prepared(2)] {
            journal.append(entry).expect("a line");
        }
        drop(journal);
        let journal = Journal::open(&path).expect("a journal");
        assert_eq!(journal.last(&key(1)), Some(&reported(1)));
        assert_eq!(journal.last(&key(2)), Some(&prepared(2)));
        assert_eq!(journal.last(&key(3)), None);
        let mut other = key(2);
        other.chain = "mile-2".into();
        assert_eq!(journal.last(&other), None);
    }

    #[test]
    fn a_torn_line_is_taken_off_wherever_it_is_torn() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("j");
        let mut journal = Journal::open(&path).expect("a journal");
        journal.append(prepared(1)).expect("a line");
        let first = std::fs::read(&path).expect("bytes");
        journal.append(reported(1)).expect("a line");
        drop(journal);
        let both = std::fs::read(&path).expect("bytes");
        for torn in 0..both.len() {
            std::fs::write(&path, &both[..torn]).expect("bytes");
            let mut journal = Journal::open(&path).expect("a journal");
            let whole = if torn < first.len() { 0 } else { 1 };
            assert_eq!(journal.entries().len(), whole, "torn at {torn}");
            journal.append(prepared(2)).expect("a line");
            drop(journal);
            let journal = Journal::open(&path).expect("a journal");
            assert_eq!(journal.last(&key(2)), Some(&prepared(2)));
        }
    }

    #[test]
    fn two_cannot_hold_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("j");
        let first = Journal::open(&path).expect("a journal");
        let second = Journal::open(&path).expect_err("held");
        assert!(matches!(second, StoreError::Held { .. }));
        drop(first);
        Journal::open(&path).expect("a journal");
    }

    #[test]
    fn a_line_that_is_no_entry_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("j");
        std::fs::write(&path, "{}\n").expect("bytes");
        let error = Journal::open(&path).expect_err("no entry").to_string();
        assert!(error.contains("line 1"), "{error}");
    }
}
