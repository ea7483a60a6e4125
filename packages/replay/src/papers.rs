//! The documents behind attestations.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cosmwasm_std::HexBinary;
use milegate_core::milestone::Evidence;
use milegate_fetch::{Address, Fetcher, Limits, MAX_BYTES};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Most files of a folder that are read.
const FILES: usize = 10_000;

/// Where documents are looked for.
#[derive(Debug)]
pub struct Papers {
    folder: Option<PathBuf>,
    by_digest: BTreeMap<String, PathBuf>,
    fetcher: Option<Fetcher>,
    limits: Limits,
}

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Standing {
    /// It is there, and it is the one that was attested.
    Verified {
        /// Where it was found.
        at: String,
    },
    /// Another one is there.
    Differs {
        /// Where.
        at: String,
        /// Its SHA-256, hex.
        found: String,
    },
    /// It was not found.
    Missing {
        /// Why not.
        reason: String,
    },
}

/// A document that somebody put forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// For which leaf.
    pub witness: String,
    /// Who.
    pub attestor: String,
    /// Number of the attestation.
    pub sequence: u64,
    /// Its schema.
    pub schema: String,
    /// Where the public finds it.
    pub uri: String,
    /// Its SHA-256, hex.
    pub digest: String,
    /// What became of it.
    pub standing: Standing,
}

impl Papers {
    /// Documents in a folder, under any name. Nobody is asked unless `fetch`.
    pub fn of(folder: Option<&Path>, fetch: bool) -> std::io::Result<Self> {
        let mut by_digest = BTreeMap::new();
        if let Some(folder) = folder {
            let mut paths: Vec<PathBuf> = vec![];
            for entry in std::fs::read_dir(folder)?.take(FILES) {
                paths.push(entry?.path());
            }
            paths.sort();
            for path in paths {
                if let Ok(bytes) = read(&path) {
                    by_digest.entry(sha256(&bytes)).or_insert(path);
                }
            }
        }
        Ok(Papers {
            folder: folder.map(Path::to_path_buf),
            by_digest,
            fetcher: fetch.then(Fetcher::new),
            limits: Limits {
                bytes: MAX_BYTES,
                time: Duration::from_secs(20),
                redirects: 3,
            },
        })
    }

    /// Looks for a document: in the folder by its digest, else where its URI says.
    pub fn look(&self, evidence: &Evidence) -> (Standing, Option<Vec<u8>>) {
        let digest = evidence.digest.to_hex();
        if let Some(path) = self.by_digest.get(&digest)
            && let Ok(bytes) = read(path)
            && sha256(&bytes) == digest
        {
            let at = path.display().to_string();
            return (Standing::Verified { at }, Some(bytes));
        }
        // A file that is named as the document and is not it was changed.
        if let Some(folder) = &self.folder {
            let last = evidence.uri.rsplit('/').next().unwrap_or_default();
            for name in [digest.as_str(), &format!("{digest}.json"), last] {
                let path = folder.join(name);
                if !name.is_empty()
                    && !name.starts_with('.')
                    && let Ok(bytes) = read(&path)
                {
                    let (at, found) = (path.display().to_string(), sha256(&bytes));
                    return (Standing::Differs { at, found }, None);
                }
            }
        }
        match self.fetch(&evidence.uri) {
            Err(reason) => (Standing::Missing { reason }, None),
            Ok(bytes) => {
                let (at, found) = (evidence.uri.clone(), sha256(&bytes));
                match found == digest {
                    true => (Standing::Verified { at }, Some(bytes)),
                    false => (Standing::Differs { at, found }, None),
                }
            }
        }
    }

    fn fetch(&self, uri: &str) -> Result<Vec<u8>, String> {
        let Some(fetcher) = &self.fetcher else {
            return Err("not in the folder, and nobody was asked".into());
        };
        if let Some(path) = uri.strip_prefix("file://") {
            return read(Path::new(path)).map_err(|e| e.to_string());
        }
        let address = Address::read(uri).map_err(|e| e.to_string())?;
        fetcher
            .get(&address, &[], self.limits)
            .map_err(|e| e.to_string())
    }
}

/// A file of a megabyte at most: no device, no pipe.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let large = || std::io::Error::other(format!("no file of up to {MAX_BYTES} bytes"));
    let about = std::fs::metadata(path)?;
    if !about.is_file() || about.len() > MAX_BYTES {
        return Err(large());
    }
    let mut bytes = vec![];
    let mut capped = File::open(path)?.take(MAX_BYTES.saturating_add(1));
    capped.read_to_end(&mut bytes)?;
    match bytes.len() as u64 > MAX_BYTES {
        true => Err(large()),
        false => Ok(bytes),
    }
}

fn sha256(bytes: &[u8]) -> String {
    HexBinary::from(Sha256::digest(bytes).to_vec()).to_hex()
}

#[cfg(test)]
mod tests {
    use super::*;
    use milegate_fetch::local::{Answer, Local};

    fn evidence(uri: &str, document: &str) -> Evidence {
        Evidence {
            schema: "s/1".into(),
            uri: uri.into(),
            digest: HexBinary::from_hex(&sha256(document.as_bytes())).expect("hex"),
            metric: "m".into(),
            value: "1".into(),
        }
    }

    #[test]
    fn a_document_is_found_in_the_folder_under_any_name() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("any.txt"), "text").expect("a file");
        let papers = Papers::of(Some(folder.path()), false).expect("a folder");
        let (standing, bytes) = papers.look(&evidence("https://x.example/", "text"));
        assert!(matches!(standing, Standing::Verified { at } if at.ends_with("any.txt")));
        assert_eq!(bytes.as_deref(), Some(&b"text"[..]));
        let (standing, _) = papers.look(&evidence("https://x.example/", "other"));
        assert!(matches!(standing, Standing::Missing { .. }));
    }

    #[test]
    fn a_file_named_as_the_document_with_other_content_was_changed() {
        for name in [format!("{}.json", sha256(b"text")), "day.json".into()] {
            let folder = tempfile::tempdir().expect("a folder");
            std::fs::write(folder.path().join(name), "texT").expect("a file");
            let papers = Papers::of(Some(folder.path()), false).expect("a folder");
            let (standing, _) = papers.look(&evidence("https://x.example/day.json", "text"));
            assert!(
                matches!(standing, Standing::Differs { found, .. } if found == sha256(b"texT"))
            );
        }
    }

    #[test]
    fn a_document_is_fetched_from_where_its_uri_says() {
        let server = Local::new().expect("a server");
        server
            .answer("/good", Answer::Body("text".into()))
            .answer("/moved", Answer::Redirect("/good".into()))
            .answer("/bad", Answer::Body("texT".into()))
            .answer(
                "/huge",
                Answer::Huge {
                    bytes: 1 << 40,
                    promised: true,
                },
            );
        let papers = Papers::of(None, true).expect("nothing to read");
        let look = |path: &str| papers.look(&evidence(&server.url(path), "text")).0;
        assert!(matches!(look("/good"), Standing::Verified { .. }));
        assert!(matches!(look("/moved"), Standing::Verified { .. }));
        assert!(matches!(look("/bad"), Standing::Differs { .. }));
        assert!(matches!(look("/huge"), Standing::Missing { reason } if reason.contains("larger")));
        assert!(matches!(look("/none"), Standing::Missing { reason } if reason == "status 404"));
    }

    #[test]
    fn files_are_read_and_devices_are_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("d");
        std::fs::write(&path, "text").expect("a file");
        let papers = Papers::of(None, true).expect("nothing to read");
        let look = |uri: &str| papers.look(&evidence(uri, "text")).0;
        assert!(matches!(
            look(&format!("file://{}", path.display())),
            Standing::Verified { .. }
        ));
        for uri in [
            "file:///dev/zero",
            "file:///nowhere",
            "ipfs://x",
            "not a uri",
        ] {
            assert!(matches!(look(uri), Standing::Missing { .. }), "{uri}");
        }
    }
}
