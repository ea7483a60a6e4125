//! `[category.*]` and its grants.

use super::holders::{leavers, reserve};
use super::node::{Kind, Node};
use super::reader::Reader;
use super::section::{Section, wrong_type};
use super::table;
use super::vault::limit;
use crate::place::{At, Place};
use crate::plan::{Category, Grant, Plan};

const COLUMNS: [&str; 6] = [
    "ref",
    "owner",
    "payee",
    "amount",
    "schedule",
    "anyone_claims",
];

pub fn read(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    if root.get("category").is_none() {
        let remedy = "Add a [category.team] with grants.";
        reader.note(
            "category",
            "E004",
            &root.place,
            "the plan has no [category.NAME]",
            remedy,
        );
    }
    for (name, section) in root.each(reader, "category") {
        let cap = section.amount(reader, "cap");
        let cap_written = section.get("cap").is_some();
        let guard = limit(reader, &section);
        let raw = raw_grants(reader, &section);
        let reserve = reserve(reader, &section);
        let leavers = leavers(reader, &section);
        section.finish(reader, &["cap", "guard", "grants", "reserve", "leavers"]);

        let mut needed = reserve.as_ref().map_or(0, |reserve| *reserve.amount);
        for raw in raw {
            if let Some(grant) = grant(reader, plan, &name, &section.path, raw) {
                needed = needed.saturating_add(*grant.amount);
                plan.grants.push(grant);
            } else {
                reader.broken.insert(section.path.clone());
            }
        }
        let cap = cap.unwrap_or_else(|| At::new(needed, &section.place));
        plan.categories.push(Category {
            name,
            cap,
            cap_written,
            guard,
            reserve,
            leavers,
        });
    }
}

/// A grant before its texts are understood.
struct Raw {
    place: Place,
    reference: Option<At<String>>,
    owner: Option<At<String>>,
    payee: Option<At<String>>,
    amount: Option<At<String>>,
    schedule: Option<At<String>>,
    anyone_claims: bool,
}

fn raw_grants(reader: &mut Reader, section: &Section) -> Vec<Raw> {
    let path = &section.path;
    match section.get("grants") {
        None => {
            // A category may be for later hires alone.
            if section.get("reserve").is_none() {
                section.missing(reader, "grants", "grants = \"team.csv\"");
            }
            Vec::new()
        }
        Some(Node {
            kind: Kind::Text(name),
            place,
        }) => {
            let name = At::new(name.clone(), place);
            let rows = table::rows(reader, path, &name, &["ref", "owner", "amount"], &COLUMNS);
            rows.into_iter()
                .map(|row| from_row(reader, path, &row))
                .collect()
        }
        Some(Node {
            kind: Kind::List(items),
            ..
        }) => items
            .iter()
            .filter_map(|item| inline(reader, path, item))
            .collect(),
        Some(node) => {
            wrong_type(
                reader,
                path,
                node,
                "the name of a table, or a list of grants",
            );
            Vec::new()
        }
    }
}

fn from_row(reader: &mut Reader, path: &str, row: &table::Row) -> Raw {
    let anyone_claims = match row.get("anyone_claims") {
        None => false,
        Some(cell) if *cell == "no" || *cell == "false" => false,
        Some(cell) if *cell == "yes" || *cell == "true" => true,
        Some(cell) => {
            let message = format!("`{}` is neither yes nor no", *cell);
            reader.note(
                path,
                "E016",
                &cell.place,
                message,
                "Write yes, no or nothing.",
            );
            false
        }
    };
    Raw {
        place: row.place.clone(),
        reference: row.need(reader, path, "ref"),
        owner: row.need(reader, path, "owner"),
        payee: row.get("payee"),
        amount: row.need(reader, path, "amount"),
        schedule: row.get("schedule"),
        anyone_claims,
    }
}

fn inline(reader: &mut Reader, path: &str, node: &Node) -> Option<Raw> {
    let section = Section::of(reader, path, node)?;
    let reference = section.text(reader, "ref");
    let owner = section.text(reader, "owner");
    let amount = section.text(reader, "amount");
    section.finish(reader, &COLUMNS);
    Some(Raw {
        place: node.place.clone(),
        reference: section.need(reader, "ref", "ref = \"a-1\"", reference),
        owner: section.need(reader, "owner", "owner = \"mile1...\"", owner),
        payee: section.text(reader, "payee"),
        amount: section.need(reader, "amount", "amount = \"1_000 MER\"", amount),
        schedule: section.text(reader, "schedule"),
        anyone_claims: section.flag(reader, "anyone_claims").unwrap_or(false),
    })
}

fn grant(
    reader: &mut Reader,
    plan: &Plan,
    category: &At<String>,
    path: &str,
    raw: Raw,
) -> Option<Grant> {
    let reference = raw.reference.and_then(|text| {
        reader.parse(path, "E014", &text, |text| {
            milegate_core::ledger::limits::name(text)
                .map(|()| text.to_owned())
                .map_err(|error| error.to_string())
        })
    });
    let owner = raw.owner.and_then(|text| reader.party(path, &text));
    let payee = match raw.payee {
        Some(text) => Some(reader.party(path, &text)?),
        None => None,
    };
    let amount = raw.amount.and_then(|text| reader.amount(path, &text));
    let schedule = match raw.schedule {
        Some(schedule) => Some(schedule),
        None => only_schedule(reader, plan, category, path, &raw.place),
    };
    Some(Grant {
        category: category.value.clone(),
        reference: reference?,
        owner: owner?,
        payee,
        amount: amount?,
        schedule: schedule?,
        anyone_claims: raw.anyone_claims,
    })
}

/// The one schedule of a category, for grants that name none.
fn only_schedule(
    reader: &mut Reader,
    plan: &Plan,
    category: &At<String>,
    path: &str,
    place: &Place,
) -> Option<At<String>> {
    let mut own = plan
        .schedules
        .iter()
        .filter(|schedule| *schedule.category == **category);
    match (own.next(), own.next()) {
        (Some(schedule), None) => Some(At::new(schedule.name.value.clone(), place)),
        (None, _)
            if reader
                .broken
                .iter()
                .any(|section| section.starts_with("schedule")) =>
        {
            None
        }
        (first, _) => {
            let count = if first.is_some() {
                "several schedules"
            } else {
                "no schedule"
            };
            let message = format!(
                "the grant names no schedule, and category {} has {count}",
                **category
            );
            let remedy = format!("Add `schedule` to it, or a [schedule.{}].", **category);
            reader.note(path, "E022", place, message, remedy);
            None
        }
    }
}
