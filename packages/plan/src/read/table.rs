//! CSV tables beside the plan: a header, one row a line, `#` comments, blanks around cells ignored.

use csv::{ReaderBuilder, StringRecord, Trim};

use super::reader::Reader;
use crate::place::{At, Place};

/// A row, cell by column; empty cells are left out.
pub struct Row {
    pub place: Place,
    cells: Vec<(String, At<String>)>,
}

impl Row {
    pub fn get(&self, column: &str) -> Option<At<String>> {
        self.cells
            .iter()
            .find(|(name, _)| name == column)
            .map(|(_, cell)| cell.clone())
    }

    /// A cell that must be filled.
    pub fn need(&self, reader: &mut Reader, path: &str, column: &str) -> Option<At<String>> {
        let cell = self.get(column);
        if cell.is_none() {
            let message = format!("the row has no `{column}`");
            reader.note(path, "E004", &self.place, message, "Fill the cell.");
        }
        cell
    }
}

/// The rows of a table; problems belong to the section `path`.
pub fn rows(
    reader: &mut Reader,
    path: &str,
    name: &At<String>,
    needed: &[&str],
    known: &[&str],
) -> Vec<Row> {
    let file = reader.beside(name);
    let shown = file.display().to_string();
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) => {
            let message = format!("cannot read {shown}: {error}");
            let remedy = "Tables are looked for beside the plan, in UTF-8.";
            reader.note(path, "E001", &name.place, message, remedy);
            return Vec::new();
        }
    };
    let mut table = ReaderBuilder::new()
        .comment(Some(b'#'))
        .trim(Trim::All)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = table.headers().cloned().unwrap_or_default();
    let header_place = line_place(
        &shown,
        &text,
        header.position().map_or(1, csv::Position::line),
    );
    for column in header.iter().filter(|column| !known.contains(column)) {
        let message = format!("`{column}` is no column of {shown}");
        let remedy = format!("Known columns: {}.", known.join(", "));
        reader.note(path, "E003", &header_place, message, remedy);
    }
    for column in needed
        .iter()
        .filter(|column| !header.iter().any(|name| name == **column))
    {
        let message = format!("{shown} has no column `{column}`");
        let remedy = format!("Begin it with a header like `{}`.", needed.join(","));
        reader.note(path, "E004", &header_place, message, remedy);
    }
    if header.len() < needed.len() {
        return Vec::new();
    }
    let mut rows = Vec::new();
    for record in table.records() {
        match record {
            Ok(record) => rows.push(row(reader, path, (&shown, &text), &header, &record)),
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line);
                let message = format!("the row is no CSV: {error}");
                let place = line_place(&shown, &text, line);
                reader.note(
                    path,
                    "E002",
                    &place,
                    message,
                    "Quote cells that hold a comma.",
                );
            }
        }
    }
    rows
}

fn row(
    reader: &mut Reader,
    path: &str,
    (file, text): (&str, &str),
    header: &StringRecord,
    record: &StringRecord,
) -> Row {
    let place = line_place(file, text, record.position().map_or(1, csv::Position::line));
    if record.len() > header.len() {
        let message = format!("{} cells under {} columns", record.len(), header.len());
        reader.note(
            path,
            "E002",
            &place,
            message,
            "Quote cells that hold a comma.",
        );
    }
    let cells = header
        .iter()
        .zip(record.iter())
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(column, cell)| (column.to_owned(), At::new(cell.to_owned(), &place)))
        .collect();
    Row { place, cells }
}

/// The first line from `line` on that is no comment and not blank, without its end: the csv crate
/// counts what it skips before a record as part of it.
fn line_place(file: &str, text: &str, line: u64) -> Place {
    let line = usize::try_from(line).unwrap_or(1).max(1);
    let mut start = 0_usize;
    for (index, content) in text.split_inclusive('\n').enumerate() {
        let skipped = content.trim().is_empty() || content.starts_with('#');
        if index.saturating_add(1) >= line && !skipped {
            let end = start.saturating_add(content.trim_end().len());
            return Place::in_text(file, text, start, end);
        }
        start = start.saturating_add(content.len());
    }
    Place {
        line,
        ..Place::file(file)
    }
}
