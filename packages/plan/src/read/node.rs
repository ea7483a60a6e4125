//! TOML with places: a plain tree, keys in the order of the file.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use crate::place::Place;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: Kind,
    pub place: Place,
}

#[derive(Clone, Debug)]
pub enum Kind {
    Text(String),
    Integer(String),
    Float,
    Bool(bool),
    Date(Datetime),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub key: String,
    pub place: Place,
    pub node: Node,
}

impl Node {
    /// What it is, in the words of an error.
    pub fn type_words(&self) -> &'static str {
        match self.kind {
            Kind::Text(_) => "a text",
            Kind::Integer(_) => "a whole number",
            Kind::Float => "a number with a point",
            Kind::Bool(_) => "true or false",
            Kind::Date(_) => "a date",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }
}

/// The tree of a file, and what TOML itself does not allow.
pub fn parse(file: &str, text: &str) -> (Vec<Entry>, Vec<(String, Place)>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let errors = errors
        .into_iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let place = Place::in_text(file, text, span.start, span.end);
            (error.message().to_owned(), place)
        })
        .collect();
    (entries(file, text, table.get_ref()), errors)
}

fn entries(file: &str, text: &str, table: &DeTable) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            place: Place::in_text(file, text, key.span().start, key.span().end),
            node: node(file, text, value),
        })
        .collect();
    entries.sort_by_key(|entry| entry.place.offset);
    entries
}

fn node(file: &str, text: &str, value: &Spanned<DeValue>) -> Node {
    let span = value.span();
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Text(text.to_string()),
        DeValue::Integer(integer) => Kind::Integer(integer.to_string()),
        DeValue::Float(_) => Kind::Float,
        DeValue::Boolean(value) => Kind::Bool(*value),
        DeValue::Datetime(datetime) => Kind::Date(*datetime),
        DeValue::Array(items) => {
            Kind::List(items.iter().map(|item| node(file, text, item)).collect())
        }
        DeValue::Table(table) => Kind::Table(entries(file, text, table)),
    };
    Node {
        kind,
        place: Place::in_text(file, text, span.start, span.end),
    }
}
