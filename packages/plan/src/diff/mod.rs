//! What is different between two plans: by meaning, not by text.

mod entries;

use std::fmt;

use serde::Serialize;

use crate::plan::Plan;
use entries::{Entry, Said, entries};

/// The differences between two plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Digest of the first plan, hex.
    pub before: String,
    /// Digest of the second.
    pub after: String,
    /// What differs, in the order of the plans.
    pub edits: Vec<Edit>,
}

/// One thing that was added, removed or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What it is: `grant`, `milestone`, ...
    pub kind: &'static str,
    /// Its name; empty where there is only one.
    pub name: String,
    /// What happened to it.
    pub edit: EditKind,
    /// What is said of it, or what is said differently.
    pub fields: Vec<Field>,
}

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    /// Only the second plan has it.
    Added,
    /// Only the first plan has it.
    Removed,
    /// Both have it, differently.
    Changed,
}

/// One value of a thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// Which.
    pub field: String,
    /// In the first plan.
    pub before: Option<String>,
    /// In the second plan.
    pub after: Option<String>,
    /// For amounts in both, what was added (`+`) or taken away (`-`).
    pub difference: Option<String>,
}

/// Compares two plans.
pub fn diff(before: &Plan, after: &Plan) -> Diff {
    let (old, new) = (entries(before), entries(after));
    let mut edits = Vec::new();
    for entry in &old {
        let edit = match find(&new, entry) {
            None => Some(whole(entry, EditKind::Removed)),
            Some(now) => changed(entry, now),
        };
        edits.extend(edit);
    }
    let added = new.iter().filter(|entry| find(&old, entry).is_none());
    edits.extend(added.map(|entry| whole(entry, EditKind::Added)));
    // Together by kind, in the order of the kinds.
    let place = |edit: &Edit| entries::KINDS.iter().position(|kind| *kind == edit.kind);
    edits.sort_by_key(place);
    Diff {
        before: before.digest().to_hex(),
        after: after.digest().to_hex(),
        edits,
    }
}

fn find<'a>(entries: &'a [Entry], like: &Entry) -> Option<&'a Entry> {
    let same = |entry: &&Entry| entry.kind == like.kind && entry.name == like.name;
    entries.iter().find(same)
}

fn whole(entry: &Entry, edit: EditKind) -> Edit {
    let field = |(field, said): &(String, Said)| {
        let words = Some(said.words.clone());
        let (before, after) = match edit {
            EditKind::Removed => (words, None),
            EditKind::Added | EditKind::Changed => (None, words),
        };
        Field {
            field: field.clone(),
            before,
            after,
            difference: None,
        }
    };
    Edit {
        kind: entry.kind,
        name: entry.name.clone(),
        edit,
        fields: entry.fields.iter().map(field).collect(),
    }
}

fn changed(old: &Entry, new: &Entry) -> Option<Edit> {
    let said = |entry: &Entry, field: &str| {
        let found = entry.fields.iter().find(|(known, _)| known == field);
        found.map(|(_, said)| said.clone())
    };
    let only_new = new.fields.iter().map(|(field, _)| field);
    let only_new = only_new.filter(|field| said(old, field).is_none());
    let names = old.fields.iter().map(|(field, _)| field).chain(only_new);
    let fields: Vec<Field> = names
        .filter_map(|field| {
            let (before, after) = (said(old, field), said(new, field));
            if before == after {
                return None;
            }
            Some(Field {
                field: field.clone(),
                difference: difference(before.as_ref(), after.as_ref()),
                before: before.map(|said| said.words),
                after: after.map(|said| said.words),
            })
        })
        .collect();
    (!fields.is_empty()).then(|| Edit {
        kind: new.kind,
        name: new.name.clone(),
        edit: EditKind::Changed,
        fields,
    })
}

fn difference(before: Option<&Said>, after: Option<&Said>) -> Option<String> {
    let (old, amounts) = before?.amount.clone()?;
    let (new, same) = after?.amount.clone()?;
    if amounts != same {
        return None;
    }
    let sign = if new < old { '-' } else { '+' };
    Some(format!("{sign}{}", amounts.words(new.abs_diff(old))))
}

impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.before == self.after, self.edits.is_empty()) {
            (true, true) => return writeln!(f, "the same plan, digest {}", self.before),
            (true, false) => writeln!(f, "the digest is the same, {}", self.before)?,
            (false, empty) => {
                writeln!(f, "digest {} -> {}", self.before, self.after)?;
                if empty {
                    writeln!(f, "only the order of lists differs")?;
                }
            }
        }
        for edit in &self.edits {
            write!(f, "\n{}", edit.kind)?;
            if !edit.name.is_empty() {
                write!(f, " {}", edit.name)?;
            }
            match edit.edit {
                EditKind::Added => writeln!(f, " added")?,
                EditKind::Removed => writeln!(f, " removed")?,
                EditKind::Changed => writeln!(f)?,
            }
            for field in &edit.fields {
                writeln!(f, "  {field}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.field)?;
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "{before} -> {after}")?,
            (Some(only), None) | (None, Some(only)) => write!(f, "{only}")?,
            (None, None) => {}
        }
        match &self.difference {
            Some(difference) => write!(f, " ({difference})"),
            None => Ok(()),
        }
    }
}
