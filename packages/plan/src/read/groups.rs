//! `[addresses]`, `[multisig.*]`: who there is.

use super::node::{Kind, Node};
use super::reader::Reader;
use super::section::{Section, item_text, wrong_type};
use super::table;
use crate::place::At;
use crate::plan::{Address, Member, Multisig, Plan};
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
        let members = members(reader, &section, "members");
        let needed = needed(reader, &section, "threshold");
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

/// `threshold = "4 of 7"`
pub fn needed(reader: &mut Reader, section: &Section, key: &str) -> Option<(At<u64>, Option<u64>)> {
    let text = match section.get(key) {
        Some(Node {
            kind: Kind::Integer(digits),
            place,
        }) => Some(At::new(digits.clone(), place)),
        _ => section.text(reader, key),
    };
    let text = section.need(reader, key, &format!("{key} = \"4 of 7\""), text)?;
    let at = reader.parse(&section.path, "E013", &text, threshold)?;
    Some((At::new(at.value.0, &at.place), at.value.1))
}

/// `members = "committee.csv"` or a list of addresses or of `{ address, weight }`.
pub fn members(reader: &mut Reader, section: &Section, key: &str) -> Option<Vec<Member>> {
    let path = section.path.clone();
    let node = section.get(key);
    let node = section.need(reader, key, &format!("{key} = \"{key}.csv\""), node)?;
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
