//! From files to a [`Plan`]. Nothing stops at the first problem: what cannot be read is noted, its
//! section is marked as broken, and reading goes on.

mod asset;
mod classes;
mod feeds;
mod governance;
mod grants;
mod groups;
mod head;
mod holders;
mod milestones;
mod node;
mod reader;
mod schedules;
mod section;
mod table;
mod vault;
mod witnesses;

use std::path::Path;

use crate::check::{CheckOptions, check};
use crate::place::Place;
use crate::plan::Plan;
use crate::problem::Problems;
use crate::read::reader::Reader;

impl Plan {
    /// Reads a plan file, or the `plan.toml` of a folder. If anything cannot be read, the error
    /// holds every problem: those of reading, and those of [`check()`] on what could be read.
    pub fn load(path: impl AsRef<Path>) -> Result<Plan, Problems> {
        let path = path.as_ref();
        let path = if path.is_dir() {
            path.join("plan.toml")
        } else {
            path.to_owned()
        };
        let shown = path.display().to_string();
        match std::fs::read_to_string(&path) {
            Ok(text) => Plan::parse(&shown, &text),
            Err(error) => {
                let mut problems = Problems::default();
                problems.add(
                    "E001",
                    &Place::file(&shown),
                    format!("cannot read the plan: {error}"),
                    "Name a plan file or a folder with a plan.toml; `milegate plan new` writes one.",
                );
                Err(problems)
            }
        }
    }

    /// Reads a plan from text; tables it names are looked for beside `file`.
    pub fn parse(file: &str, text: &str) -> Result<Plan, Problems> {
        let mut reader = Reader::new(file);
        let plan = head::plan(&mut reader, text);
        if reader.problems.errors() == 0 {
            return Ok(plan);
        }
        let mut problems = reader.problems;
        problems
            .0
            .extend(check(&plan, CheckOptions::default()).problems.0);
        Err(problems.sorted())
    }
}
