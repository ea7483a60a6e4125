//! The evidence of a report: everything it rests on, so that anyone can recompute it.

use cosmwasm_std::{HexBinary, Uint128};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::combine::{Deviation, TooFew, combine};
use crate::json::scalar;
use crate::number::Number;

/// Schema of the document.
pub const SCHEMA: &str = "milegate-feed-report/1";

/// What one source said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heard {
    /// The source's name.
    pub name: String,
    /// Its address, without secrets.
    pub url: String,
    /// Where in the answer the value is.
    pub pointer: String,
    /// What the value there is multiplied by.
    pub scale: String,
    /// When it was asked, by the reporter's clock, Unix seconds.
    pub asked: u64,
    /// SHA-256 of the answer, hex; none without an answer.
    pub sha256: Option<String>,
    /// The answer; none without one, and where it is no text.
    pub body: Option<String>,
    /// What it comes to in the feed's decimals; none if it gives no value.
    pub value: Option<Uint128>,
    /// Why it gives no value.
    pub error: Option<String>,
    /// Whether it counts: it gives a value, and one near the median.
    pub counts: bool,
}

impl Heard {
    /// Reads the value out of the answer, in units of that many decimals.
    pub fn read(&self, decimals: u8) -> Result<Uint128, String> {
        let Some(body) = &self.body else {
            return Err(self.error.clone().unwrap_or_else(|| "no answer".into()));
        };
        let text = scalar(body, &self.pointer).map_err(|e| e.to_string())?;
        let number = Number::read(&text).map_err(|e| e.to_string())?;
        let scale = Number::scale(&self.scale).map_err(|e| e.to_string())?;
        number.units(&scale, decimals).map_err(|e| e.to_string())
    }

    /// One line: what it said, and whether that counts.
    pub fn words(&self) -> String {
        let name = &self.name;
        match (&self.value, &self.error) {
            (Some(value), _) if self.counts => format!("{name}: {value}"),
            (Some(value), _) => format!("{name}: {value}, too far from the median"),
            (None, Some(error)) => format!("{name}: {error}"),
            (None, None) => format!("{name}: nothing"),
        }
    }
}

/// A report and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: String,
    /// The chain's id.
    pub chain: String,
    /// The oracle.
    pub oracle: String,
    /// The feed.
    pub feed: String,
    /// What a value counts.
    pub unit: String,
    /// Digits of a value after its decimal point.
    pub decimals: u8,
    /// The period.
    pub period: u32,
    /// Who reports.
    pub reporter: String,
    /// How far from the median a source may be, in millionths of it.
    pub deviation: Deviation,
    /// How many sources must agree.
    pub need: usize,
    /// What each source said.
    pub sources: Vec<Heard>,
    /// The lower median of those that count.
    pub value: Uint128,
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// Not such a document.
    #[error("no {SCHEMA} document: {reason}")]
    Form {
        /// What is wrong with it.
        reason: String,
    },
    /// An answer is not the one that was hashed.
    #[error("the answer of {source_name} has SHA-256 {found}, {stated} is stated")]
    Digest {
        /// The source.
        source_name: String,
        /// Of what is there.
        found: String,
        /// What stands beside it.
        stated: String,
    },
    /// An answer comes to something else.
    #[error("the answer of {source_name} comes to {found}, {stated} is stated")]
    Value {
        /// The source.
        source_name: String,
        /// What it comes to.
        found: String,
        /// What stands beside it.
        stated: String,
    },
    /// Sources are counted that are too far, or left out that are near.
    #[error("{source_name} is stated to count or not, and is not so far from the median")]
    Counts {
        /// The source.
        source_name: String,
    },
    /// The median is another.
    #[error("the sources come to {found}, {stated} is stated")]
    Median {
        /// What they come to.
        found: Uint128,
        /// What is stated.
        stated: Uint128,
    },
    /// Fewer agree than must.
    #[error(transparent)]
    TooFew(#[from] TooFew),
}

impl Document {
    /// Reads a document.
    pub fn read(bytes: &[u8]) -> Result<Self, DocumentError> {
        let form = |reason: String| DocumentError::Form { reason };
        let document: Document = serde_json::from_slice(bytes).map_err(|e| form(e.to_string()))?;
        match document.schema.as_str() {
            SCHEMA => Ok(document),
            other => Err(form(format!("its schema is {other}"))),
        }
    }

    /// As it is kept.
    pub fn bytes(&self) -> Result<Vec<u8>, DocumentError> {
        let mut bytes = serde_json::to_vec_pretty(self).map_err(|e| DocumentError::Form {
            reason: e.to_string(),
        })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads every answer, and decides which count and what they come to.
    pub fn settle(&mut self) -> Result<(), TooFew> {
        for heard in &mut self.sources {
            match heard.read(self.decimals) {
                Ok(value) => heard.value = Some(value),
                Err(error) => heard.error = Some(error),
            }
        }
        let values: Vec<Uint128> = self
            .sources
            .iter()
            .filter_map(|heard| heard.value)
            .collect();
        let combined = combine(&values, self.deviation, self.need);
        let counts = match &combined {
            Ok(combined) => &combined.counts,
            Err(few) => &few.counts,
        };
        let valued = self
            .sources
            .iter_mut()
            .filter(|heard| heard.value.is_some());
        for (heard, counts) in valued.zip(counts) {
            heard.counts = *counts;
        }
        self.value = combined?.value;
        Ok(())
    }

    /// Recomputes everything from the answers. That they are the sources' own words, nobody can say.
    pub fn check(&self) -> Result<(), DocumentError> {
        let mut again = self.clone();
        for heard in &mut again.sources {
            let found = heard.body.as_ref().map(|body| sha256(body.as_bytes()));
            let stated = heard.sha256.clone().unwrap_or_default();
            if let Some(found) = found.filter(|found| *found != stated) {
                return Err(DocumentError::Digest {
                    source_name: heard.name.clone(),
                    found,
                    stated,
                });
            }
            (heard.value, heard.counts) = (None, false);
        }
        again.settle()?;
        for (found, stated) in again.sources.iter().zip(&self.sources) {
            let source_name = found.name.clone();
            let words =
                |value: &Option<Uint128>| value.map_or("no value".into(), |v| v.to_string());
            if found.value != stated.value {
                return Err(DocumentError::Value {
                    source_name,
                    found: words(&found.value),
                    stated: words(&stated.value),
                });
            }
            if found.counts != stated.counts {
                return Err(DocumentError::Counts { source_name });
            }
        }
        match again.value == self.value {
            true => Ok(()),
            false => Err(DocumentError::Median {
                found: again.value,
                stated: self.value,
            }),
        }
    }
}

/// SHA-256 in hex.
pub fn sha256(bytes: &[u8]) -> String {
    HexBinary::from(Sha256::digest(bytes).to_vec()).to_hex()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(name: &str, body: &str) -> Heard {
        Heard {
            name: name.into(),
            url: format!("https://{name}.example/"),
            pointer: "/usd".into(),
            scale: "1".into(),
            asked: 1,
            sha256: Some(sha256(body.as_bytes())),
            body: Some(body.into()),
            value: None,
            error: None,
            counts: false,
        }
    }

    fn document() -> Document {
        let mut document = Document {
            schema: SCHEMA.into(),
            chain: "mile-1".into(),
            oracle: "oracle".into(),
            feed: "volume".into(),
            unit: "USD".into(),
            decimals: 2,
            period: 7,
            reporter: "ann".into(),
            deviation: Deviation(20_000),
            need: 2,
            sources: vec![
                heard("a", r#"{"usd": 10.00}"#),
                heard("b", r#"{"usd": "10.109"}"#),
                heard("c", r#"{"usd": 99}"#),
                heard("d", "<html>"),
            ],
            value: Uint128::zero(),
        };
        document.settle().expect("two agree");
        document
    }

    #[test]
    fn a_document_says_what_it_comes_to() {
        let document = document();
        assert_eq!(document.value.u128(), 1_000);
        let words: Vec<_> = document.sources.iter().map(Heard::words).collect();
        assert_eq!(
            words[..3],
            ["a: 1000", "b: 1010", "c: 9900, too far from the median"]
        );
        assert!(words[3].starts_with("d: the answer is not JSON"));
        let bytes = document.bytes().expect("bytes");
        assert_eq!(Document::read(&bytes).as_ref(), Ok(&document));
        assert_eq!(document.check(), Ok(()));
    }

    #[test]
    fn whoever_changes_a_document_is_found() {
        let changed = |change: fn(&mut Document)| {
            let mut document = document();
            change(&mut document);
            document.check().expect_err("a contradiction").to_string()
        };
        let said = changed(|d| d.value = 1_010u128.into());
        assert_eq!(said, "the sources come to 1000, 1010 is stated");
        let said = changed(|d| d.sources[0].body = Some(r#"{"usd": 10.01}"#.into()));
        assert!(said.starts_with("the answer of a has SHA-256 "), "{said}");
        let said = changed(|d| d.sources[0].value = Some(1_005u128.into()));
        assert_eq!(said, "the answer of a comes to 1000, 1005 is stated");
        let said = changed(|d| d.sources[1].value = None);
        assert_eq!(said, "the answer of b comes to 1010, no value is stated");
        let said = changed(|d| d.sources[1].counts = false);
        assert!(said.starts_with("b is stated to count or not"), "{said}");
        let said = changed(|d| d.need = 3);
        assert_eq!(said, "2 sources agree, 3 are needed");
    }

    #[test]
    fn what_is_no_document() {
        for bytes in [&b"{}"[..], b"", b"[]", br#"{"schema":"x"}"#] {
            assert!(Document::read(bytes).is_err());
        }
        let mut other = document();
        other.schema = "other/1".into();
        let bytes = other.bytes().expect("bytes");
        assert!(Document::read(&bytes).is_err());
    }
}
