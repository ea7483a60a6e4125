use std::collections::BTreeMap;
use std::path::Path;

use cosmwasm_std::HexBinary;
use sha2::{Digest, Sha256};
use thiserror::Error;

/// Names of the codes that a plan uses, as in `artifacts/checksums.txt` without `.wasm`.
pub mod codes {
    /// Lists of members.
    pub const GROUP: &str = "cw4_group";
    /// Multisigs over a group.
    pub const MULTISIG: &str = "cw3_flex_multisig";
    /// Stakes.
    pub const STAKE: &str = "milegate_stake";
    /// Governance.
    pub const GOVERNANCE: &str = "milegate_governance";
    /// Oracles.
    pub const ORACLE: &str = "milegate_oracle";
    /// Milestones.
    pub const MILESTONES: &str = "milegate_milestones";
    /// The vault.
    pub const VESTING: &str = "milegate_vesting";
}

/// Checksums of compiled contracts, by name: the addresses of a deployment depend on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes(BTreeMap<String, HexBinary>);

/// Why a list of checksums cannot be used.
#[derive(Debug, Error)]
pub enum CodesError {
    /// The file is not there.
    #[error("cannot read {path}: {error}; build the contracts first: scripts/build-wasm")]
    Read {
        /// The file.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// A line is not `SHA-256  NAME.wasm`.
    #[error("line {line} is not `checksum  name.wasm`: {text}")]
    Line {
        /// From 1.
        line: usize,
        /// The line.
        text: String,
    },
    /// The Wasm is not the one the checksums speak of.
    #[error("{path} has the checksum {found}, checksums.txt says {expected}")]
    Checksum {
        /// The file.
        path: String,
        /// What it hashes to.
        found: String,
        /// What it should hash to.
        expected: String,
    },
}

impl Codes {
    /// Reads a `checksums.txt`.
    pub fn read(path: &Path) -> Result<Self, CodesError> {
        let text = std::fs::read_to_string(path).map_err(|error| CodesError::Read {
            path: path.display().to_string(),
            error,
        })?;
        Self::parse(&text)
    }

    /// Parses the text of a `checksums.txt`.
    pub fn parse(text: &str) -> Result<Self, CodesError> {
        let mut codes = BTreeMap::new();
        for (index, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let bad = || CodesError::Line {
                line: index.saturating_add(1),
                text: line.to_owned(),
            };
            let (checksum, name) = line.split_once(char::is_whitespace).ok_or_else(bad)?;
            let checksum = HexBinary::from_hex(checksum).map_err(|_| bad())?;
            if checksum.len() != 32 {
                return Err(bad());
            }
            let name = name.trim().trim_start_matches('*');
            codes.insert(
                name.strip_suffix(".wasm").unwrap_or(name).to_owned(),
                checksum,
            );
        }
        Ok(Codes(codes))
    }

    /// Adds or replaces a checksum.
    pub fn insert(&mut self, name: &str, checksum: HexBinary) {
        self.0.insert(name.to_owned(), checksum);
    }

    /// A checksum by name.
    pub fn get(&self, name: &str) -> Option<&HexBinary> {
        self.0.get(name)
    }
}

/// The Wasm called `name` in a folder, if its SHA-256 is the one expected.
pub fn read_wasm(folder: &Path, name: &str, checksum: &HexBinary) -> Result<Vec<u8>, CodesError> {
    let path = folder.join(format!("{name}.wasm"));
    let shown = path.display().to_string();
    let wasm = std::fs::read(&path).map_err(|error| CodesError::Read {
        path: shown.clone(),
        error,
    })?;
    let found = HexBinary::from(&<[u8; 32]>::from(Sha256::digest(&wasm)));
    if found != *checksum {
        return Err(CodesError::Checksum {
            path: shown,
            found: found.to_hex(),
            expected: checksum.to_hex(),
        });
    }
    Ok(wasm)
}
