use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use milegate_core::Span;

use super::node::{Kind, Node};
use super::section::Section;
use crate::party::{AddressError, Party, canonical_address};
use crate::place::{At, Place};
use crate::problem::Problems;
use crate::text::{Amounts, duration, is_name, parse_instant, relative_instant};

/// What reading needs to know and has found.
pub struct Reader {
    pub problems: Problems,
    pub broken: BTreeSet<String>,
    pub file: String,
    folder: PathBuf,
    pub start: u64,
    pub block_time: u64,
    pub prefix: String,
    /// None while the asset cannot be read; its amounts are passed over then.
    pub amounts: Option<Amounts>,
}

/// The longest name of what the plan declares: it stands in salts of 64 bytes.
pub const LONGEST_NAME: usize = 20;

impl Reader {
    pub fn new(file: &str) -> Self {
        Reader {
            problems: Problems::default(),
            broken: BTreeSet::new(),
            file: file.to_owned(),
            folder: Path::new(file).parent().unwrap_or(Path::new("")).to_owned(),
            start: 0,
            block_time: 6_000,
            prefix: "mile".to_owned(),
            amounts: None,
        }
    }

    /// Where a table that the plan names is looked for.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Notes a problem and marks the section it is in.
    pub fn note(
        &mut self,
        section: &str,
        code: &'static str,
        place: &Place,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.problems.add(code, place, message, remedy);
        self.broken.insert(section.to_owned());
    }

    /// A text read by a small language.
    pub fn parse<T>(
        &mut self,
        section: &str,
        code: &'static str,
        text: &At<String>,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<At<T>> {
        match parse(text) {
            Ok(value) => Some(At::new(value, &text.place)),
            Err(message) => {
                self.note(section, code, &text.place, message, remedy(code));
                None
            }
        }
    }

    pub fn amount(&mut self, section: &str, text: &At<String>) -> Option<At<u128>> {
        let amounts = self.amounts.clone();
        self.amount_in(section, text, amounts)
    }

    /// An amount of something else than the asset; passed over if nobody knows how it is written.
    pub fn amount_in(
        &mut self,
        section: &str,
        text: &At<String>,
        amounts: Option<Amounts>,
    ) -> Option<At<u128>> {
        match amounts {
            Some(amounts) => self.parse(section, "E008", text, |text| amounts.parse(text)),
            None => {
                self.broken.insert(section.to_owned());
                None
            }
        }
    }

    pub fn party(&mut self, section: &str, text: &At<String>) -> Option<At<Party>> {
        let prefix = self.prefix.clone();
        self.parse(section, "E030", text, |text| party(text, &prefix))
    }

    pub fn name(&mut self, section: &str, text: &At<String>) -> Option<At<String>> {
        self.parse(section, "E014", text, |text| match is_name(text, LONGEST_NAME) {
            true => Ok(text.to_owned()),
            false => Err(format!(
                "`{text}` is no name: a letter, then at most {LONGEST_NAME} in all of a-z, 0-9, - \
                 and _"
            )),
        })
    }

    /// A TOML date, or a duration after the plan's start.
    pub fn instant(&mut self, section: &str, node: &Node) -> Option<At<u64>> {
        let read = match &node.kind {
            Kind::Date(date) => parse_instant(date),
            Kind::Text(text) => match text.parse() {
                Ok(date) => parse_instant(&date),
                Err(_) => relative_instant(text, self.start),
            },
            _ => Err(format!("expected a date, found {}", node.type_words())),
        };
        match read {
            Ok(at) => Some(At::new(at, &node.place)),
            Err(message) => {
                self.note(section, "E006", &node.place, message, remedy("E006"));
                None
            }
        }
    }

    /// A duration, or `{ time, blocks }`. Blocks that are not written are four fifths of those
    /// expected in the time, so that slow blocks do not stretch the window.
    pub fn span(&mut self, path: &str, node: &Node) -> Option<At<Span>> {
        if let Kind::Text(text) = &node.kind {
            let text = At::new(text.clone(), &node.place);
            let seconds = self.parse(path, "E007", &text, duration)?;
            let span = Span {
                seconds: *seconds,
                blocks: self.blocks_in(*seconds),
            };
            return Some(At::new(span, &node.place));
        }
        let Some(section) = Section::of(self, path, node) else {
            self.broken.insert(path.to_owned());
            return None;
        };
        let seconds = section.duration(self, "time");
        let blocks = section.whole(self, "blocks");
        section.finish(self, &["time", "blocks"]);
        if seconds.is_none() && section.get("time").is_none() {
            section.missing(self, "time", "time = \"7d\"");
        }
        let seconds = *seconds?;
        let blocks = match blocks {
            Some(blocks) => *blocks,
            None => self.blocks_in(seconds),
        };
        Some(At::new(Span { seconds, blocks }, &node.place))
    }

    /// Four fifths of the blocks expected in `seconds`, at least one.
    pub fn blocks_in(&self, seconds: u64) -> u64 {
        // 4/5 of 1000 milliseconds
        let blocks = seconds
            .saturating_mul(800)
            .checked_div(self.block_time.max(1));
        blocks.unwrap_or(1).max(1)
    }
}

fn party(text: &str, prefix: &str) -> Result<Party, String> {
    if let Some(name) = text.strip_prefix('@') {
        return Ok(Party::Named(name.to_owned()));
    }
    match text.strip_prefix("sim:") {
        Some(name) if !name.is_empty() && !name.contains(char::is_whitespace) => {
            Ok(Party::Sim(name.to_owned()))
        }
        Some(_) => Err("`sim:` needs a name behind it".to_owned()),
        None => canonical_address(text, prefix)
            .map(Party::Literal)
            .map_err(|error: AddressError| error.to_string()),
    }
}

/// What to do about a value that its small language refuses.
fn remedy(code: &str) -> &'static str {
    match code {
        "E006" => "Write a date (2027-03-01, 2027-03-01T12:00:00Z) or a duration after the start.",
        "E007" => "Write a duration like \"30d\", or { time = \"7d\", blocks = 80_000 }.",
        "E008" => "Write whole symbols with their name; `_` may separate digits.",
        "E009" => "Write the part of each lot that this tranche releases.",
        "E010" => "See docs/plan.md, \"Curves\".",
        "E011" => "See docs/plan.md, \"What a miss means\".",
        "E013" => "Write what is needed and of how many, as in \"4 of 7\".",
        "E014" => "Choose a short name of small letters.",
        "E030" => "Correct the address, or write @name of [addresses], or sim:name to try things.",
        _ => "See docs/plan.md.",
    }
}
