//! `[addresses]`, `[multisig.*]`, `[witness.*]`: who there is.

use super::node::{Kind, Node};
use super::reader::Reader;
use super::section::{Section, item_text, wrong_type};
use super::table;
use crate::place::At;
use crate::plan::{Address, Member, Multisig, Plan, Witness, WitnessKind};
use crate::text::threshold;

const DAY: u64 = 86_400;

/// Sections that are contracts, called by the name of the section.
const CONTRACTS: [&str; 2] = ["stake", "governance"];

pub fn addresses(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    let Some(section) = root.section(reader, "addresses") else {
        return;
    };
    for entry in section.entries() {
        let path = format!("addresses.{}", entry.key);
        let name = At::new(entry.key.clone(), &entry.place);
        let Some(name) = reader.name(&path, &name) else {
            continue;
        };
        if *name == "governance" && matches!(&entry.node.kind, Kind::Text(text) if text == "none") {
            continue;
        }
        // `governance = "@governance"` beside [governance] says what its name says.
        let itself = format!("@{}", *name);
        if CONTRACTS.contains(&name.as_str())
            && root.get(&name).is_some()
            && matches!(&entry.node.kind, Kind::Text(text) if *text == itself)
        {
            continue;
        }
        let (text, keys) = match &entry.node.kind {
            Kind::Table(_) => {
                let Some(inner) = Section::of(reader, &path, &entry.node) else {
                    continue;
                };
                let text = inner.text(reader, "address");
                let keys = inner.text(reader, "keys");
                inner.finish(reader, &["address", "keys"]);
                let keys = keys.and_then(|text| reader.parse(&path, "E013", &text, key_count));
                (
                    inner.need(reader, "address", "address = \"mile1...\"", text),
                    keys,
                )
            }
            _ => (item_text(reader, &path, &entry.node), None),
        };
        if let Some(party) = text.and_then(|text| reader.party(&path, &text)) {
            let keys = keys.map(|keys| keys.value);
            plan.addresses.push(Address { name, party, keys });
        }
    }
}

fn key_count(text: &str) -> Result<(u64, u64), String> {
    match threshold(text)? {
        (needed, Some(of)) if needed >= 1 && needed <= of && of <= 1_000 => Ok((needed, of)),
        _ => Err(format!(
            "`{text}` does not say how many keys of how many; write \"5 of 9\""
        )),
    }
}

pub fn multisigs(reader: &mut Reader, root: &Section) -> Vec<Multisig> {
    let mut multisigs = Vec::new();
    for (name, section) in root.each(reader, "multisig") {
        let members = members(reader, &section);
        let needed = needed(reader, &section);
        let week = At::new(7_u64.saturating_mul(DAY), &section.place);
        let voting_period = match section.get("voting_period") {
            Some(_) => section.duration(reader, "voting_period"),
            None => Some(week),
        };
        section.finish(reader, &["members", "threshold", "voting_period"]);
        if let (Some(members), Some((threshold, of)), Some(voting_period)) =
            (members, needed, voting_period)
        {
            multisigs.push(Multisig {
                name,
                members,
                threshold,
                of,
                voting_period,
            });
        } else {
            reader.broken.insert(section.path.clone());
        }
    }
    multisigs
}

pub fn witness(reader: &mut Reader, section: &Section, name: At<String>) -> Option<Witness> {
    let kind = match section.get("kind") {
        // A committee is the only kind with members.
        None if section.get("members").is_some() => "committee".to_owned(),
        None if section.get("address").is_some() => "authority".to_owned(),
        _ => {
            let kind = section.text(reader, "kind");
            section
                .need(reader, "kind", "kind = \"committee\"", kind)?
                .value
        }
    };
    let kind = match kind.as_str() {
        "committee" => {
            let members = members(reader, section);
            let needed = needed(reader, section);
            let seat_age = seat_age(reader, section);
            section.finish(reader, &["kind", "members", "threshold", "seat_age"]);
            let (threshold, of) = needed?;
            WitnessKind::Committee {
                members: members?,
                threshold,
                of,
                seat_age: seat_age?,
            }
        }
        "authority" => {
            let address = section.party(reader, "address");
            section.finish(reader, &["kind", "address"]);
            let address = section.need(reader, "address", "address = \"@name\"", address);
            WitnessKind::Authority { address: address? }
        }
        other => {
            let place = section
                .get("kind")
                .map_or(&section.place, |node| &node.place);
            let message = format!("`{other}` is no kind of witness");
            reader.note(
                &section.path,
                "E016",
                place,
                message,
                "Known kinds: committee, authority.",
            );
            return None;
        }
    };
    Some(Witness { name, kind })
}

/// A group without admin never changes, so a seat needs no age unless the plan says so.
fn seat_age(reader: &mut Reader, section: &Section) -> Option<At<u64>> {
    let Some(node) = section.get("seat_age") else {
        return Some(At::new(0, &section.place));
    };
    match &node.kind {
        Kind::Text(_) => {
            let seconds = section.duration(reader, "seat_age")?;
            Some(At::new(reader.blocks_in(*seconds), &node.place))
        }
        _ => {
            let inner = Section::of(reader, &section.path, node)?;
            let blocks = inner.whole(reader, "blocks");
            inner.finish(reader, &["blocks"]);
            inner.need(reader, "blocks", "blocks = 350_000", blocks)
        }
    }
}

/// `threshold = "4 of 7"`
fn needed(reader: &mut Reader, section: &Section) -> Option<(At<u64>, Option<u64>)> {
    let text = match section.get("threshold") {
        Some(Node {
            kind: Kind::Integer(digits),
            place,
        }) => Some(At::new(digits.clone(), place)),
        _ => section.text(reader, "threshold"),
    };
    let text = section.need(reader, "threshold", "threshold = \"4 of 7\"", text)?;
    let at = reader.parse(&section.path, "E013", &text, threshold)?;
    Some((At::new(at.value.0, &at.place), at.value.1))
}

/// `members = "committee.csv"` or a list of addresses or of `{ address, weight }`.
fn members(reader: &mut Reader, section: &Section) -> Option<Vec<Member>> {
    let path = section.path.clone();
    let node = section.get("members");
    let node = section.need(reader, "members", "members = \"committee.csv\"", node)?;
    match &node.kind {
        Kind::Text(name) => {
            let name = At::new(name.clone(), &node.place);
            let columns = ["name", "address", "weight"];
            let rows = table::rows(reader, &path, &name, &["address"], &columns);
            let mut members = Vec::new();
            for row in rows {
                let address = row.need(reader, &path, "address");
                let address = address.and_then(|text| reader.party(&path, &text));
                let weight = match row.get("weight") {
                    Some(cell) => reader.parse(&path, "E005", &cell, |text| {
                        text.parse().map_err(|_| format!("`{text}` is no weight"))
                    }),
                    None => Some(At::new(1, &row.place)),
                };
                if let (Some(address), Some(weight)) = (address, weight) {
                    members.push(Member { address, weight });
                }
            }
            Some(members)
        }
        Kind::List(items) => Some(
            items
                .iter()
                .filter_map(|item| member(reader, &path, item))
                .collect(),
        ),
        _ => {
            wrong_type(
                reader,
                &path,
                node,
                "the name of a table, or a list of members",
            );
            None
        }
    }
}

fn member(reader: &mut Reader, path: &str, node: &Node) -> Option<Member> {
    if !matches!(node.kind, Kind::Table(_)) {
        let text = item_text(reader, path, node)?;
        let address = reader.party(path, &text)?;
        return Some(Member {
            weight: At::new(1, &address.place),
            address,
        });
    }
    let section = Section::of(reader, path, node)?;
    let address = section.party(reader, "address");
    let weight = match section.get("weight") {
        Some(_) => section.whole(reader, "weight"),
        None => Some(At::new(1, &node.place)),
    };
    section.finish(reader, &["name", "address", "weight"]);
    let address = section.need(reader, "address", "address = \"mile1...\"", address);
    Some(Member {
        address: address?,
        weight: weight?,
    })
}
