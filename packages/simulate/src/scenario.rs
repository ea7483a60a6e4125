//! A scenario: dated events that people would cause, in TOML.

use milegate_plan::parse_instant;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Dated events for a plan, and when to stop.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What it shows, in a few words.
    pub title: String,
    /// What it shows, in a sentence or two.
    pub story: String,
    /// Folder that evidence documents are relative to.
    pub folder: PathBuf,
    /// When to stop, Unix seconds; without it, after the last token.
    pub end: Option<u64>,
    /// The events, in order of time.
    pub events: Vec<Event>,
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Unix seconds.
    pub at: u64,
    /// If the contract must refuse it: words its refusal must contain.
    pub refused: Option<String>,
    /// What somebody does.
    pub action: Action,
}

/// What somebody does. Names starting with `@` are the plan's addresses and multisigs; other names
/// are members of committees, or actors of the scenario's own.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Action {
    /// Witnesses testify: the members named, or as many as suffice; a multisig by its proposal.
    Attest {
        /// The milestone.
        milestone: String,
        /// The witness.
        witness: String,
        /// Members of a committee; without it, the first ones that suffice.
        by: Option<Vec<String>>,
        /// When the fact held, a date in the file, Unix seconds here; without it, a day before.
        as_of: Option<u64>,
        /// What was measured.
        metric: String,
        /// What it came to.
        value: String,
        /// The document, relative to the scenario's file; its SHA-256 is the digest.
        document: String,
        /// Where the public finds it.
        uri: String,
    },
    /// A witness takes its attestation back.
    Retract {
        /// The milestone.
        milestone: String,
        /// The witness.
        witness: String,
        /// Members of a committee.
        by: Option<Vec<String>>,
    },
    /// Somebody removes an interested attestor.
    Recuse {
        /// The milestone.
        milestone: String,
        /// The witness.
        witness: String,
        /// Whose attestation.
        attestor: String,
    },
    /// Somebody disputes a satisfied policy and posts the bond.
    Challenge {
        /// The milestone.
        milestone: String,
        /// Who.
        by: String,
    },
    /// The court settles a dispute.
    Settle {
        /// The milestone.
        milestone: String,
        /// `stands` or `false`.
        verdict: String,
    },
    /// Somebody has time's decision written down.
    Conclude {
        /// The milestone.
        milestone: String,
    },
    /// Beneficiaries claim.
    Claim {
        /// References; without it, every grant that has something to claim.
        grants: Option<Vec<String>>,
        /// Who sends it; without it, each grant's owner.
        by: Option<String>,
    },
    /// Somebody sends the sinks what was forfeited.
    PayDues {},
    /// Somebody raises what a challenger can earn.
    AddBounty {
        /// The milestone.
        milestone: String,
        /// Amount, in whole symbols of the bond denom.
        amount: u64,
        /// Who.
        by: String,
    },
    /// Somebody takes bonds out that came back to him.
    Withdraw {
        /// Who.
        by: String,
    },
    /// A stranger sends the vault tokens, which must change nothing.
    Gift {
        /// Amount, in whole symbols.
        amount: u64,
        /// Who.
        by: String,
    },
}

/// Why a scenario could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// The file is not there.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// It is not TOML, or not of this shape.
    #[error("{path}: {why}")]
    Shape {
        /// The file, with the event where there is one.
        path: String,
        /// Why.
        why: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    title: String,
    #[serde(default)]
    story: String,
    end: Option<toml::value::Datetime>,
    #[serde(default)]
    event: Vec<toml::Table>,
}

/// Reads a scenario file. An event may repeat: `every = "91d"`, `until = DATE`.
pub fn read(path: &Path) -> Result<Scenario, ScenarioError> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|source| ScenarioError::Read {
        path: shown.clone(),
        source,
    })?;
    let file: File = toml::from_str(&text).map_err(|e| ScenarioError::Shape {
        path: shown.clone(),
        why: e.to_string(),
    })?;
    let mut events = Vec::new();
    for (i, table) in file.event.into_iter().enumerate() {
        let repeated = event(table).map_err(|why| ScenarioError::Shape {
            path: format!("{shown}, event {}", i.saturating_add(1)),
            why,
        })?;
        events.extend(repeated);
    }
    events.sort_by_key(|e| e.at);
    Ok(Scenario {
        title: file.title,
        story: file.story,
        folder: path.parent().unwrap_or(Path::new(".")).to_path_buf(),
        end: file
            .end
            .map(|end| parse_instant(&end))
            .transpose()
            .map_err(|why| ScenarioError::Shape { path: shown, why })?,
        events,
    })
}

fn event(mut table: toml::Table) -> Result<Vec<Event>, String> {
    let at = date(&mut table, "at")?.ok_or("`at = DATE` is missing")?;
    let until = date(&mut table, "until")?.unwrap_or(at);
    if let Some(as_of) = date(&mut table, "as_of")? {
        let seconds = i64::try_from(as_of).map_err(|e| e.to_string())?;
        table.insert("as_of".into(), toml::Value::Integer(seconds));
    }
    let text = |v: Option<toml::Value>, key: &str| match v {
        None => Ok(None),
        Some(toml::Value::String(s)) => Ok(Some(s)),
        Some(other) => Err(format!("`{key} = {other}` is not text")),
    };
    let every = match text(table.remove("every"), "every")? {
        None => u64::MAX,
        Some(words) => days(&words)
            .ok_or_else(|| format!("`every = \"{words}\"` is not a number of days like \"91d\""))?,
    };
    let refused = text(table.remove("refused"), "refused")?;
    let action: Action = table
        .try_into()
        .map_err(|e: toml::de::Error| e.message().to_owned())?;
    let times =
        std::iter::successors(Some(at), |t| t.checked_add(every)).take_while(|t| *t <= until);
    Ok(times
        .map(|at| Event {
            at,
            refused: refused.clone(),
            action: action.clone(),
        })
        .collect())
}

fn date(table: &mut toml::Table, key: &str) -> Result<Option<u64>, String> {
    match table.remove(key) {
        None => Ok(None),
        Some(toml::Value::Datetime(date)) => parse_instant(&date).map(Some),
        Some(other) => Err(format!("`{key} = {other}` is not a date like 2027-03-01")),
    }
}

fn days(words: &str) -> Option<u64> {
    words
        .strip_suffix('d')?
        .parse::<u64>()
        .ok()
        .filter(|d| *d > 0)?
        .checked_mul(86_400)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Result<Vec<Event>, String> {
        event(toml::from_str(text).map_err(|e| e.to_string())?)
    }

    #[test]
    fn an_event_repeats_until_its_last_day() {
        let events =
            one("at = 2027-01-01\nevery = \"30d\"\nuntil = 2027-03-02\ndo = \"claim\"").unwrap();
        let gaps: Vec<u64> = events
            .windows(2)
            .map(|w| (w[1].at - w[0].at) / 86_400)
            .collect();
        assert_eq!((events.len(), gaps), (3, vec![30, 30]));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert!(
            one("do = \"claim\"")
                .unwrap_err()
                .contains("`at = DATE` is missing")
        );
        assert!(
            one("at = 2027-01-01T12:00:00\ndo = \"claim\"")
                .unwrap_err()
                .contains("add Z for UTC")
        );
        assert!(
            one("at = 2027-01-01\ndo = \"clam\"")
                .unwrap_err()
                .contains("unknown variant")
        );
        assert!(
            one("at = 2027-01-01\ndo = \"claim\"\nwho = \"x\"")
                .unwrap_err()
                .contains("who")
        );
        assert!(
            one("at = 2027-01-01\nevery = \"5\"\ndo = \"claim\"")
                .unwrap_err()
                .contains("91d")
        );
    }
}
