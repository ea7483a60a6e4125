//! News as a feed, RFC 4287.

use std::fmt::Write;

use milegate_report::escape::html;

use super::Memory;
use crate::supply::utc;

/// The feed of what was said last, newest first.
pub fn feed(memory: &Memory) -> String {
    let latest = memory.latest();
    let updated = latest.last().map_or(0, |news| news.time);
    let vault = latest.last().map_or("", |news| news.vault.as_str());
    let mut out = String::new();
    let mut line = |text: String| {
        let _ = writeln!(out, "{text}");
    };
    line("<?xml version=\"1.0\" encoding=\"utf-8\"?>".to_owned());
    line("<feed xmlns=\"http://www.w3.org/2005/Atom\">".to_owned());
    line(format!("  <id>urn:milegate:{}</id>", html(vault)));
    line(format!("  <title>Milegate {}</title>", html(vault)));
    line(format!("  <updated>{}</updated>", utc(updated)));
    line("  <author><name>milegate watch</name></author>".to_owned());
    for news in latest.iter().rev() {
        line("  <entry>".to_owned());
        line(format!("    <id>urn:milegate:{}</id>", html(&news.key)));
        line(format!("    <title>{}</title>", html(&news.title)));
        line(format!("    <updated>{}</updated>", utc(news.time)));
        line(format!("    <category term=\"{}\"/>", html(&news.kind)));
        line(format!(
            "    <content type=\"text\">{}</content>",
            html(&news.text)
        ));
        line("  </entry>".to_owned());
    }
    line("</feed>".to_owned());
    out
}
