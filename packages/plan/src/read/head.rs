//! `[plan]`, and the order of the rest.

use milegate_api::common::Denom;

use super::node;
use super::reader::Reader;
use super::section::{Section, item_text};
use super::{asset, governance, grants, groups, milestones, schedules, vault};
use crate::party::Party;
use crate::place::{At, Place};
use crate::plan::{Asset, BondDenom, Document, Plan, SinkTo, Vault};
use crate::text::duration;

const DAY: u64 = 86_400;

/// Sections of a plan.
const SECTIONS: [&str; 14] = [
    "plan",
    "asset",
    "addresses",
    "multisig",
    "supply",
    "vault",
    "category",
    "schedule",
    "disputes",
    "milestone",
    "witness",
    "feed",
    "stake",
    "governance",
];

pub fn plan(reader: &mut Reader, text: &str) -> Plan {
    let file = Place::file(&reader.file);
    let (entries, errors) = node::parse(&reader.file.clone(), text);
    for (message, place) in errors {
        reader.note(
            "",
            "E002",
            &place,
            message,
            "Correct the TOML; see https://toml.io.",
        );
    }
    let root = Section::root(&entries, file.clone());
    root.finish(reader, &SECTIONS);

    let mut plan = empty(file);
    head(reader, &root, &mut plan);
    asset::read(reader, &root, &mut plan);
    groups::addresses(reader, &root, &mut plan);
    plan.multisigs = groups::multisigs(reader, &root);
    plan.excluded = vault::excluded(reader, &root);
    vault::vault(reader, &root, &mut plan);
    schedules::read(reader, &root, &mut plan);
    grants::read(reader, &root, &mut plan);
    milestones::read(reader, &root, &mut plan);
    governance::stake(reader, &root, &mut plan);
    governance::governance(reader, &root, &mut plan);
    plan.broken = reader.broken.clone();
    plan
}

fn empty(file: Place) -> Plan {
    let at = |value: &str| At::new(value.to_owned(), &file);
    Plan {
        name: at("plan"),
        start: At::new(0, &file),
        documents: Vec::new(),
        block_time: At::new(6_000, &file),
        prefix: at("mile"),
        allow: Vec::new(),
        asset: Asset {
            denom: At::new(Denom::Native("token".to_owned()), &file),
            powers: None,
            symbol: at("TOKEN"),
            decimals: At::new(0, &file),
            total_supply: At::new(0, &file),
            lot: At::new(1, &file),
        },
        addresses: Vec::new(),
        multisigs: Vec::new(),
        excluded: Vec::new(),
        vault: Vault {
            guard: None,
            notice: At::new(14_u64.saturating_mul(DAY), &file),
            sink: At::new(SinkTo::Burn, &file),
            issuer: At::new(Party::Sim("deployer".to_owned()), &file),
            funder: At::new(Party::Sim("deployer".to_owned()), &file),
            governance: None,
            payee_delay: At::new(vault::NO_SPAN, &file),
            recovery_delay: At::new(vault::NO_SPAN, &file),
        },
        categories: Vec::new(),
        grants: Vec::new(),
        schedules: Vec::new(),
        bond_denom: At::new(BondDenom::default(), &file),
        bond_sink: At::new(SinkTo::Burn, &file),
        milestones: Vec::new(),
        witnesses: Vec::new(),
        feeds: Vec::new(),
        stake: None,
        governance: None,
        file,
        broken: Default::default(),
    }
}

fn head(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    let Some(section) = root.section(reader, "plan") else {
        if root.get("plan").is_none() {
            let remedy = "Begin with [plan], name = \"...\" and start = 2027-03-01.";
            reader.note(
                "plan",
                "E004",
                &root.place,
                "the plan has no [plan]",
                remedy,
            );
        }
        return;
    };
    let name = section.text(reader, "name");
    if let Some(name) = section.need(reader, "name", "name = \"Our allocation\"", name) {
        plan.name = name;
    }
    let start = section.instant(reader, "start");
    if let Some(start) = section.need(reader, "start", "start = 2027-03-01", start) {
        reader.start = *start;
        plan.start = start;
    }
    if let Some(text) = section.text(reader, "block_time")
        && let Some(at) = reader.parse(&section.path, "E007", &text, milliseconds)
    {
        reader.block_time = *at;
        plan.block_time = at;
    }
    if let Some(prefix) = section.text(reader, "prefix") {
        let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if prefix.is_empty() || prefix.len() > 20 || !prefix.chars().all(small) {
            let message = format!("`{}` is no prefix of addresses", *prefix);
            let remedy = "Write the letters before the 1 of an address, such as osmo.";
            reader.note(&section.path, "E014", &prefix.place, message, remedy);
        } else {
            reader.prefix = prefix.value.clone();
            plan.prefix = prefix;
        }
    }
    for item in section.list(reader, "allow").unwrap_or_default() {
        plan.allow.extend(item_text(reader, &section.path, item));
    }
    for item in section.list(reader, "documents").unwrap_or_default() {
        plan.documents.extend(document(reader, item));
    }
    section.finish(
        reader,
        &[
            "name",
            "start",
            "documents",
            "block_time",
            "prefix",
            "allow",
        ],
    );
}

fn milliseconds(text: &str) -> Result<u64, String> {
    let milliseconds = text
        .strip_suffix("ms")
        .and_then(|count| count.trim().parse().ok());
    let value = match milliseconds {
        Some(milliseconds) => milliseconds,
        None => duration(text)?.saturating_mul(1_000),
    };
    match value {
        1..=3_600_000 => Ok(value),
        _ => Err(format!("`{text}` is no time between blocks: 1ms to 1h")),
    }
}

fn document(reader: &mut Reader, node: &super::node::Node) -> Option<Document> {
    let section = Section::of(reader, "plan", node)?;
    let title = section.text(reader, "title");
    let uri = section.text(reader, "uri");
    let sha256 = section.text(reader, "sha256");
    section.finish(reader, &["title", "uri", "sha256"]);
    let title = section.need(reader, "title", "title = \"Board resolution 7\"", title);
    let uri = section.need(reader, "uri", "uri = \"https://...\"", uri);
    let sha256 = section.need(reader, "sha256", "sha256 = \"64 hex digits\"", sha256)?;
    let hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    if sha256.len() != 64 || !sha256.chars().all(hex) {
        let message = format!("`{}` is no SHA-256", *sha256);
        reader.note(
            "plan",
            "E005",
            &sha256.place,
            message,
            "Write its 64 small hex digits.",
        );
        return None;
    }
    Some(Document {
        title: title?.value,
        uri: uri?.value,
        sha256: sha256.value,
    })
}
