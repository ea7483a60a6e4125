use std::ops::Deref;

use serde::Serialize;

/// Where something was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// The file, as the reader was told it (relative paths stay relative).
    pub file: String,
    /// Line, from 1; 0 if there is no line.
    pub line: usize,
    /// Column in characters, from 1; 0 if there is none.
    pub column: usize,
    /// First byte in the file.
    pub offset: usize,
    /// Length in bytes.
    pub length: usize,
}

impl Place {
    /// The place of the byte range `start..end` of `text`, the content of `file`.
    pub fn in_text(file: &str, text: &str, start: usize, end: usize) -> Self {
        let before = text.get(..start).unwrap_or(text);
        let line_start = before
            .rfind('\n')
            .map_or(0, |newline| newline.saturating_add(1));
        let column = before.get(line_start..).unwrap_or("").chars().count();
        Place {
            file: file.to_owned(),
            line: before.matches('\n').count().saturating_add(1),
            column: column.saturating_add(1),
            offset: start,
            length: end.saturating_sub(start),
        }
    }

    /// A whole file.
    pub fn file(file: &str) -> Self {
        Place {
            file: file.to_owned(),
            ..Place::default()
        }
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where; for a default, the section that could have set it.
    pub place: Place,
}

impl<T> At<T> {
    /// A value with its place.
    pub fn new(value: T, place: &Place) -> Self {
        At {
            value,
            place: place.clone(),
        }
    }
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
