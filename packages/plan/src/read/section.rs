use super::node::{Entry, Kind, Node};
use super::reader::Reader;
use crate::party::Party;
use crate::place::{At, Place};
use crate::text::duration;

/// A table of the plan, with its path for messages.
pub struct Section<'n> {
    pub path: String,
    pub place: Place,
    entries: &'n [Entry],
}

impl<'n> Section<'n> {
    /// The table at `node`; anything else is a problem of `path`.
    pub fn of(reader: &mut Reader, path: &str, node: &'n Node) -> Option<Section<'n>> {
        match &node.kind {
            Kind::Table(entries) => Some(Section {
                path: path.to_owned(),
                place: node.place.clone(),
                entries,
            }),
            _ => {
                wrong_type(reader, path, node, "a table");
                None
            }
        }
    }

    pub fn root(entries: &'n [Entry], place: Place) -> Section<'n> {
        Section {
            path: String::new(),
            place,
            entries,
        }
    }

    pub fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
    }

    /// The table under `key`, at the place of its name.
    pub fn section(&self, reader: &mut Reader, key: &str) -> Option<Section<'n>> {
        let entry = self.entries.iter().find(|entry| entry.key == key)?;
        let section = Section::of(reader, &self.child(key), &entry.node)?;
        Some(Section {
            place: entry.place.clone(),
            ..section
        })
    }

    /// The tables under `[key.*]`, in order, each with its name.
    pub fn each(&self, reader: &mut Reader, key: &str) -> Vec<(At<String>, Section<'n>)> {
        let Some(parent) = self.section(reader, key) else {
            return Vec::new();
        };
        let mut sections = Vec::new();
        for entry in parent.entries {
            let path = parent.child(&entry.key);
            let name = At::new(entry.key.clone(), &entry.place);
            let name = reader.name(&path, &name);
            let section = Section::of(reader, &path, &entry.node);
            match (name, section) {
                (Some(name), Some(section)) => {
                    sections.push((
                        name,
                        Section {
                            place: entry.place.clone(),
                            ..section
                        },
                    ));
                }
                _ => {
                    reader.broken.insert(path);
                }
            }
        }
        sections
    }

    pub fn entries(&self) -> &'n [Entry] {
        self.entries
    }

    fn child(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    /// Reports keys that are not known here.
    pub fn finish(&self, reader: &mut Reader, known: &[&str]) {
        for entry in self
            .entries
            .iter()
            .filter(|entry| !known.contains(&entry.key.as_str()))
        {
            let at = if self.path.is_empty() {
                "a plan"
            } else {
                &self.path
            };
            let message = format!("`{}` is no key of {at}", entry.key);
            let remedy = format!("Known keys: {}.", known.join(", "));
            reader.note(&self.path, "E003", &entry.place, message, remedy);
        }
    }

    /// Reports that a key is missing, with an example.
    pub fn missing(&self, reader: &mut Reader, key: &str, example: &str) {
        let message = format!("{} has no `{key}`", self.path);
        reader.note(
            &self.path,
            "E004",
            &self.place,
            message,
            format!("Add `{example}`."),
        );
    }

    pub fn need<T>(
        &self,
        reader: &mut Reader,
        key: &str,
        example: &str,
        value: Option<T>,
    ) -> Option<T> {
        if value.is_none() && self.get(key).is_none() {
            self.missing(reader, key, example);
        }
        value
    }

    pub fn text(&self, reader: &mut Reader, key: &str) -> Option<At<String>> {
        let node = self.get(key)?;
        match &node.kind {
            Kind::Text(text) => Some(At::new(text.clone(), &node.place)),
            _ => {
                wrong_type(reader, &self.path, node, "a text in quotes");
                None
            }
        }
    }

    pub fn whole(&self, reader: &mut Reader, key: &str) -> Option<At<u64>> {
        let node = self.get(key)?;
        let value = match &node.kind {
            Kind::Integer(digits) => digits.parse().ok(),
            _ => None,
        };
        if value.is_none() {
            wrong_type(reader, &self.path, node, "a whole number, not negative");
        }
        value.map(|value| At::new(value, &node.place))
    }

    pub fn flag(&self, reader: &mut Reader, key: &str) -> Option<bool> {
        let node = self.get(key)?;
        match node.kind {
            Kind::Bool(value) => Some(value),
            _ => {
                wrong_type(reader, &self.path, node, "true or false");
                None
            }
        }
    }

    pub fn list(&self, reader: &mut Reader, key: &str) -> Option<&'n [Node]> {
        let node = self.get(key)?;
        match &node.kind {
            Kind::List(items) => Some(items),
            _ => {
                wrong_type(reader, &self.path, node, "a list");
                None
            }
        }
    }

    pub fn amount(&self, reader: &mut Reader, key: &str) -> Option<At<u128>> {
        let text = self.text(reader, key)?;
        reader.amount(&self.path, &text)
    }

    pub fn duration(&self, reader: &mut Reader, key: &str) -> Option<At<u64>> {
        let text = self.text(reader, key)?;
        reader.parse(&self.path, "E007", &text, duration)
    }

    pub fn party(&self, reader: &mut Reader, key: &str) -> Option<At<Party>> {
        let text = self.text(reader, key)?;
        reader.party(&self.path, &text)
    }

    pub fn instant(&self, reader: &mut Reader, key: &str) -> Option<At<u64>> {
        let node = self.get(key)?;
        reader.instant(&self.path, node)
    }
}

/// The text of an item of a list.
pub fn item_text(reader: &mut Reader, path: &str, node: &Node) -> Option<At<String>> {
    match &node.kind {
        Kind::Text(text) => Some(At::new(text.clone(), &node.place)),
        _ => {
            wrong_type(reader, path, node, "a text in quotes");
            None
        }
    }
}

pub fn wrong_type(reader: &mut Reader, path: &str, node: &Node, expected: &str) {
    let message = format!("expected {expected}, found {}", node.type_words());
    reader.note(
        path,
        "E005",
        &node.place,
        message,
        format!("Write {expected}."),
    );
}
