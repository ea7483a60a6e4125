//! `[feed.*]`: what is measured, and who reports it.

use milegate_core::governance::Share;
use milegate_core::oracle::limits;

use super::groups::{members, needed};
use super::node::{Kind, Node};
use super::reader::Reader;
use super::section::{Section, wrong_type};
use crate::place::At;
use crate::plan::{Feed, Plan};
use crate::text::{scaled, share};

const DAY: u64 = 86_400;

/// Two thirds, rounded down: of three, two.
const QUORUM: u16 = 6_666;

const FEED: [&str; 8] = [
    "unit",
    "decimals",
    "reporters",
    "quorum",
    "period",
    "min",
    "max",
    "start",
];

pub fn read(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    for (name, section) in root.each(reader, "feed") {
        match feed(reader, &section, name, plan) {
            Some(feed) => plan.feeds.push(feed),
            None => {
                reader.broken.insert(section.path.clone());
            }
        }
    }
}

fn feed(reader: &mut Reader, section: &Section, name: At<String>, plan: &Plan) -> Option<Feed> {
    let place = &section.place;
    let unit = section.text(reader, "unit");
    let unit = section.need(reader, "unit", "unit = \"USD a day\"", unit);
    let decimals = decimals(reader, section);
    let reporters = members(reader, section, "reporters");
    let quorum = quorum(reader, section);
    let period = match section.get("period") {
        Some(_) => section.duration(reader, "period"),
        None => Some(At::new(DAY, place)),
    };
    let start = match section.get("start") {
        Some(_) => section.instant(reader, "start"),
        None => Some(At::new(*plan.start, place)),
    };
    let end = |reader: &mut Reader, key: &str, default: u128| match section.get(key) {
        Some(node) => value(reader, section, node, **decimals.as_ref()?),
        None => Some(At::new(default, place)),
    };
    let (min, max) = (end(reader, "min", 0), end(reader, "max", limits::MAX_VALUE));
    section.finish(reader, &FEED);
    let (quorum, of) = quorum?;
    Some(Feed {
        name,
        unit: unit?,
        decimals: decimals?,
        reporters: reporters?,
        quorum,
        of,
        period: period?,
        min: min?,
        max: max?,
        start: start?,
    })
}

fn decimals(reader: &mut Reader, section: &Section) -> Option<At<u8>> {
    let Some(node) = section.get("decimals") else {
        return Some(At::new(0, &section.place));
    };
    let count = section.whole(reader, "decimals")?;
    // What is too much for 8 bits is too much for the oracle.
    Some(At::new(
        u8::try_from(*count).unwrap_or(u8::MAX),
        &node.place,
    ))
}

/// `quorum = "2 of 3"` or `quorum = "67%"`, and the weight that the author counts on.
fn quorum(reader: &mut Reader, section: &Section) -> Option<(At<Share>, Option<u64>)> {
    let Some(node) = section.get("quorum") else {
        return Some((At::new(Share::new(QUORUM), &section.place), None));
    };
    if let Kind::Text(text) = &node.kind
        && (text.contains('%') || text.contains('/'))
    {
        let text = At::new(text.clone(), &node.place);
        let part = reader.parse(&section.path, "E009", &text, share)?;
        let points = points(part.numerator, part.denominator);
        return Some((At::new(points, &part.place), None));
    }
    let (needed, of) = needed(reader, section, "quorum")?;
    let Some(of) = of else {
        let message = format!("a quorum of {} says not of how many", *needed);
        let remedy = "Write \"2 of 3\", or a share like \"67%\".";
        reader.note(&section.path, "E013", &needed.place, message, remedy);
        return None;
    };
    Some((At::new(points(*needed, of), &needed.place), Some(of)))
}

/// In hundredths of a percent, rounded down: of so many the same number is then enough.
fn points(part: u64, of: u64) -> Share {
    let scaled = u128::from(part).saturating_mul(10_000);
    let points = scaled.checked_div(u128::from(of)).unwrap_or(0);
    Share::new(u16::try_from(points).unwrap_or(u16::MAX))
}

/// A value in the feed's unit: digits, with or without quotes.
pub fn value(
    reader: &mut Reader,
    section: &Section,
    node: &Node,
    decimals: u8,
) -> Option<At<u128>> {
    let (Kind::Text(text) | Kind::Integer(text)) = &node.kind else {
        wrong_type(reader, &section.path, node, "a number in quotes");
        return None;
    };
    let text = At::new(text.clone(), &node.place);
    reader.parse(&section.path, "E005", &text, |text| scaled(text, decimals))
}
