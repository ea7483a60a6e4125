//! Tables with escaped cells.

use crate::escape;

/// A table under construction. A column whose head starts with `#` holds numbers.
pub struct Table {
    numeric: Vec<bool>,
    text: String,
}

impl Table {
    /// A table with a caption for screen readers and these columns.
    pub fn new(label: &str, heads: &[&str]) -> Table {
        let numeric: Vec<bool> = heads.iter().map(|h| h.starts_with('#')).collect();
        let label = escape::html(label);
        let mut text = format!("<div class=\"wide\"><table aria-label=\"{label}\"><thead><tr>");
        for (head, numeric) in heads.iter().zip(&numeric) {
            let class = if *numeric { " class=\"n\"" } else { "" };
            let head = escape::html(head.trim_start_matches('#'));
            text.push_str(&format!("<th scope=\"col\"{class}>{head}</th>"));
        }
        text.push_str("</tr></thead><tbody>\n");
        Table { numeric, text }
    }

    /// A row of plain text.
    pub fn row<S: AsRef<str>>(&mut self, cells: &[S]) {
        let cells: Vec<String> = cells.iter().map(|c| escape::html(c.as_ref())).collect();
        self.raw("", &cells);
    }

    /// A row of sums.
    pub fn sum<S: AsRef<str>>(&mut self, cells: &[S]) {
        let cells: Vec<String> = cells.iter().map(|c| escape::html(c.as_ref())).collect();
        self.raw(" class=\"sum\"", &cells);
    }

    /// A row of markup that is safe already.
    pub fn raw(&mut self, attributes: &str, cells: &[String]) {
        self.text.push_str(&format!("<tr{attributes}>"));
        for (cell, numeric) in cells.iter().zip(&self.numeric) {
            let class = if *numeric { " class=\"n\"" } else { "" };
            self.text.push_str(&format!("<td{class}>{cell}</td>"));
        }
        self.text.push_str("</tr>\n");
    }

    /// The table.
    pub fn finish(self) -> String {
        format!("{}</tbody></table></div>\n", self.text)
    }
}

/// A folded part of the page.
pub fn details(summary: &str, body: &str) -> String {
    format!(
        "<details><summary>{}</summary>\n{body}</details>\n",
        escape::html(summary)
    )
}

/// A section with its heading and a sentence that says what it is.
pub fn section(heading: &str, lead: &str, body: &str) -> String {
    let (heading, lead) = (escape::html(heading), escape::html(lead));
    format!("<section>\n<h2>{heading}</h2>\n<p class=\"lead\">{lead}</p>\n{body}</section>\n")
}
