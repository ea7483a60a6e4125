//! A scenario: dated events that people would cause, in TOML.

use std::path::{Path, PathBuf};

use milegate_plan::parse_instant;
use serde::Deserialize;
use toml::Value;

use crate::action::Action;
use crate::motion::Motion;

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

/// Reads a scenario file. An event may repeat: `every = "91d"`, `until = DATE`; `{n}` in its texts
/// is then the number of the repetition, from 01.
pub fn read(path: &Path) -> Result<Scenario, ScenarioError> {
    let text = std::fs::read_to_string(path).map_err(|source| ScenarioError::Read {
        path: path.display().to_string(),
        source,
    })?;
    parse(path, &text)
}

/// Reads the text of a scenario file.
pub fn parse(path: &Path, text: &str) -> Result<Scenario, ScenarioError> {
    let shown = path.display().to_string();
    let file: File = toml::from_str(text).map_err(|e| ScenarioError::Shape {
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
    for key in ["as_of", "service_start"] {
        if let Some(instant) = date(&mut table, key)? {
            let seconds = i64::try_from(instant).map_err(|e| e.to_string())?;
            table.insert(key.into(), Value::Integer(seconds));
        }
    }
    let text = |v: Option<Value>, key: &str| match v {
        None => Ok(None),
        Some(Value::String(s)) => Ok(Some(s)),
        Some(other) => Err(format!("`{key} = {other}` is not text")),
    };
    let every = match text(table.remove("every"), "every")? {
        None => u64::MAX,
        Some(words) => days(&words)
            .ok_or_else(|| format!("`every = \"{words}\"` is not a number of days like \"91d\""))?,
    };
    let refused = text(table.remove("refused"), "refused")?;
    let times =
        std::iter::successors(Some(at), |t| t.checked_add(every)).take_while(|t| *t <= until);
    let events = times.zip(1_u32..).map(|(at, number)| {
        let numbered = number_in(Value::Table(table.clone()), number)?;
        let moves = numbered.get("do").and_then(Value::as_str);
        let action = match moves.is_some_and(|name| Motion::NAMES.contains(&name)) {
            true => numbered.try_into().map(Action::Motion),
            false => numbered.try_into(),
        };
        Ok(Event {
            at,
            refused: refused.clone(),
            action: action.map_err(|e: toml::de::Error| e.message().to_owned())?,
        })
    });
    events.collect()
}

/// A table of a scenario with seconds where it has dates.
pub fn in_seconds(table: toml::Table) -> Result<toml::Table, String> {
    match number_in(Value::Table(table), 1)? {
        Value::Table(table) => Ok(table),
        other => Err(format!("{other} is no table")),
    }
}

/// Puts the number of a repetition where `{n}` is written, and seconds where there are dates.
fn number_in(value: Value, number: u32) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => Value::String(text.replace("{n}", &format!("{number:02}"))),
        Value::Array(items) => {
            let items = items.into_iter().map(|item| number_in(item, number));
            Value::Array(items.collect::<Result<_, _>>()?)
        }
        Value::Table(table) => {
            let entries = table.into_iter();
            let entries = entries.map(|(k, v)| Ok::<_, String>((k, number_in(v, number)?)));
            Value::Table(entries.collect::<Result<_, _>>()?)
        }
        Value::Datetime(date) => {
            let seconds = parse_instant(&date)?;
            Value::Integer(i64::try_from(seconds).map_err(|e| e.to_string())?)
        }
        other => other,
    })
}

fn date(table: &mut toml::Table, key: &str) -> Result<Option<u64>, String> {
    match table.remove(key) {
        None => Ok(None),
        Some(Value::Datetime(date)) => parse_instant(&date).map(Some),
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
    use milegate_api::vesting::ChangeKind;

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
    fn repetitions_are_numbered_from_01() {
        let events = one(
            "at = 2027-01-01\nevery = \"7d\"\nuntil = 2027-01-10\ndo = \"claim\"\n\
             grants = [\"x\", \"hire-{n}\"]\nby = \"hire-{n}\"",
        );
        let told: Vec<String> = events
            .unwrap()
            .into_iter()
            .map(|event| match event.action {
                Action::Claim {
                    grants: Some(grants),
                    by: Some(by),
                } => format!("{} by {by}", grants.join(" ")),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(told, ["x hire-01 by hire-01", "x hire-02 by hire-02"]);
    }

    #[test]
    fn holders_messages_are_read() {
        let announced = one(
            "at = 2027-01-01\ndo = \"announce\"\ngrant = \"a\"\nchange = \"termination\"\n\
             reason = \"resigned\"",
        );
        assert!(matches!(
            announced.unwrap()[0].action,
            Action::Announce {
                change: ChangeKind::Termination,
                to: None,
                ..
            }
        ));
        let cohort = one(
            "at = 2027-01-01\ndo = \"add-cohort\"\nschedule = \"b\"\ntemplate = \"a\"\n\
             service_start = 2027-02-01",
        );
        assert!(matches!(
            cohort.unwrap()[0].action,
            Action::AddCohort {
                service_start: Some(1_801_440_000),
                ..
            }
        ));
        let unknown =
            one("at = 2027-01-01\ndo = \"cancel\"\ngrant = \"a\"\nchange = \"promotion\"");
        assert!(unknown.unwrap_err().contains("promotion"));
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
