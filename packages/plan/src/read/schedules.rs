//! `[schedule.*]`.

use milegate_core::ledger::{Gate, IfMissed, Service};

use super::node::{Kind, Node};
use super::reader::Reader;
use super::section::Section;
use crate::place::At;
use crate::plan::{Plan, Schedule, Tranche};
use crate::text::{Missed, Share, curve, is_name, missed, share};

pub fn read(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    if root.get("schedule").is_none() {
        let remedy = "Add a [schedule.team] with tranches.";
        reader.note(
            "schedule",
            "E004",
            &root.place,
            "the plan has no [schedule.NAME]",
            remedy,
        );
    }
    for (name, section) in root.each(reader, "schedule") {
        let category = match section.get("category") {
            Some(_) => section.text(reader, "category"),
            None => Some(name.clone()),
        };
        let service = service(reader, &section);
        let items = section.list(reader, "tranches");
        let example = "tranches = [{ gate = \"listing\", curve = \"linear 4y\" }]";
        let items = section
            .need(reader, "tranches", example, items)
            .unwrap_or_default();
        section.finish(reader, &["category", "service", "tranches"]);
        if items.is_empty() && section.get("tranches").is_some() {
            let message = format!("schedule {} has no tranche", *name);
            reader.note(&section.path, "E004", &section.place, message, "Add one.");
        }
        let alone = items.len() == 1;
        let tranches: Vec<Tranche> = items
            .iter()
            .filter_map(|item| tranche(reader, plan, &section.path, item, alone))
            .collect();
        if tranches.len() != items.len() {
            reader.broken.insert(section.path.clone());
        }
        if let Some(category) = category {
            plan.schedules.push(Schedule {
                name,
                category,
                service,
                tranches,
            });
        }
    }
}

fn service(reader: &mut Reader, section: &Section) -> Option<At<Service>> {
    let node = section.get("service")?;
    let inner = Section::of(reader, &section.path, node)?;
    let start = inner.instant(reader, "start");
    let length = inner.duration(reader, "length");
    let cliff = match inner.get("cliff") {
        Some(_) => inner.duration(reader, "cliff").map(|cliff| cliff.value),
        None => Some(0),
    };
    inner.finish(reader, &["start", "length", "cliff"]);
    let start = inner.need(reader, "start", "start = 2026-09-01", start);
    let length = inner.need(reader, "length", "length = \"4y\"", length)?;
    Some(At::new(
        Service {
            start: *start?,
            length: *length,
            cliff: cliff?,
        },
        &node.place,
    ))
}

fn tranche(
    reader: &mut Reader,
    plan: &Plan,
    path: &str,
    node: &Node,
    alone: bool,
) -> Option<Tranche> {
    let section = Section::of(reader, path, node)?;
    let (text, part) = match section.text(reader, "share") {
        Some(text) => {
            let part = reader.parse(path, "E009", &text, share);
            (Some(text), part.map(|part| part.value))
        }
        None if alone && section.get("share").is_none() => (
            Some(At::new("100%".to_owned(), &node.place)),
            Some(Share {
                numerator: 1,
                denominator: 1,
            }),
        ),
        None => {
            section.need::<()>(reader, "share", "share = \"50%\"", None);
            (None, None)
        }
    };
    let text_of_curve = section.text(reader, "curve");
    let text_of_curve = section.need(reader, "curve", "curve = \"linear 4y\"", text_of_curve);
    let curve = text_of_curve.and_then(|text| reader.parse(path, "E010", &text, curve));
    let gate = gate(reader, &section);
    section.finish(reader, &["share", "gate", "not_before", "curve", "missed"]);
    let (share, part, gate, curve) = (text?, part?, gate?, curve?);
    Some(Tranche {
        weight: part.of(*plan.asset.lot),
        share,
        numerator: part.numerator,
        denominator: part.denominator,
        gate,
        curve,
    })
}

fn gate(reader: &mut Reader, section: &Section) -> Option<At<Gate>> {
    let node = section.get("gate");
    let node = section.need(reader, "gate", "gate = \"listing\"", node)?;
    let not_before = section.instant(reader, "not_before");
    let missed_text = section.text(reader, "missed");
    let milestone = match &node.kind {
        // A duration after the start begins with a digit, a name with a letter.
        Kind::Text(text) if !text.starts_with(|c: char| c.is_ascii_digit()) => text.clone(),
        _ => {
            for key in ["not_before", "missed"] {
                if let Some(node) = section.get(key) {
                    let message = format!("`{key}` has no meaning beside a gate by time");
                    let remedy = "Leave it out, or name a milestone as the gate.";
                    reader.note(&section.path, "E003", &node.place, message, remedy);
                }
            }
            let at = reader.instant(&section.path, node)?;
            return Some(At::new(Gate::Time { at: *at }, &node.place));
        }
    };
    let longest = super::reader::LONGEST_NAME;
    if !is_name(&milestone, longest) {
        let message = format!("`{milestone}` is neither a milestone's name nor a date");
        reader.note(
            &section.path,
            "E014",
            &node.place,
            message,
            "Name a [milestone.NAME].",
        );
        return None;
    }
    let if_missed = match missed_text {
        None if section.get("missed").is_some() => return None,
        None => IfMissed::Forfeit {},
        Some(text) => match reader.parse(&section.path, "E011", &text, missed)?.value {
            Missed::Forfeit => IfMissed::Forfeit {},
            Missed::Fallback(curve) => IfMissed::Fallback { curve },
            Missed::Roll(milestone) => IfMissed::Roll { milestone },
        },
    };
    let not_before = match not_before {
        Some(at) => *at,
        None if section.get("not_before").is_some() => return None,
        None => reader.start,
    };
    Some(At::new(
        Gate::Milestone {
            milestone,
            not_before,
            if_missed,
        },
        &node.place,
    ))
}
