//! `[witness.*]`: who, or what, can testify.

use cosmwasm_std::HexBinary;
use serde::de::IgnoredAny;

use super::asset::power;
use super::groups::{members, needed};
use super::milestones::inside;
use super::node::Kind;
use super::reader::Reader;
use super::section::{Section, item_text};
use crate::place::At;
use crate::plan::{Feed, FeedLeaf, Plan, Power, StateLeaf, Witness, WitnessKind};
use crate::text::{Amounts, Misread, check, rule, scaled};

pub fn read(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    for (name, section) in root.each(reader, "witness") {
        match witness(reader, &section, name, plan) {
            Some(witness) => plan.witnesses.push(witness),
            None => {
                reader.broken.insert(section.path.clone());
            }
        }
    }
}

fn witness(
    reader: &mut Reader,
    section: &Section,
    name: At<String>,
    plan: &Plan,
) -> Option<Witness> {
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
            let members = members(reader, section, "members");
            let needed = needed(reader, section, "threshold");
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
        "assertion" => {
            section.finish(reader, &["kind", "bond"]);
            let text = section.text(reader, "bond");
            let text = section.need(reader, "bond", "bond = \"50_000 MER\"", text)?;
            let amounts = reader.amounts.as_ref().map(|_| Amounts::of_bonds(plan));
            let bond = reader.amount_in(&section.path, &text, amounts)?;
            WitnessKind::Assertion { bond }
        }
        "state" => WitnessKind::State(Box::new(state(reader, section)?)),
        "feed" => WitnessKind::Feed(feed(reader, section, plan)?),
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
                "Known kinds: committee, authority, assertion, state, feed.",
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

/// What a feed must come to.
fn feed(reader: &mut Reader, section: &Section, plan: &Plan) -> Option<FeedLeaf> {
    section.finish(reader, &["kind", "feed", "rule", "min_reports", "max_gap"]);
    let name = section.text(reader, "feed");
    let name = section.need(reader, "feed", "feed = \"payments_usd\"", name);
    let text = section.text(reader, "rule");
    let text = section.need(reader, "rule", "rule = \"mean 90d >= 400_000\"", text);
    let rule = text.as_ref().and_then(|text| {
        let read = rule(text);
        misread(reader, section, "E084", "rule", text, read)
    });
    let (name, text, rule) = (name?, text?, rule?);
    let feed = known(reader, section, &name, plan)?;
    let target = match scaled(&rule.target, *feed.decimals) {
        Ok(target) => At::new(target, &inside(&text, rule.target_at)),
        Err(message) => {
            let read = Err(Misread::new(&text, rule.target_at, message));
            misread::<()>(reader, section, "E084", "rule", &text, read);
            return None;
        }
    };
    let min_reports = match section.get("min_reports") {
        Some(node) => {
            let count = section.whole(reader, "min_reports")?;
            At::new(u32::try_from(*count).unwrap_or(u32::MAX), &node.place)
        }
        // Nine tenths of the periods.
        None => {
            let periods = u64::from(feed.periods(rule.length))
                .saturating_mul(9)
                .div_ceil(10);
            At::new(u32::try_from(periods).unwrap_or(u32::MAX), &section.place)
        }
    };
    let max_gap = match section.get("max_gap") {
        Some(_) => section.duration(reader, "max_gap")?,
        None => At::new(feed.period.saturating_mul(2), &section.place),
    };
    Some(FeedLeaf {
        feed: name,
        measure: rule.measure,
        length: At::new(rule.length, &inside(&text, rule.length_at)),
        target,
        min_reports,
        max_gap,
    })
}

/// E083.
fn known<'p>(
    reader: &mut Reader,
    section: &Section,
    name: &At<String>,
    plan: &'p Plan,
) -> Option<&'p Feed> {
    let feed = plan.feed(name);
    if feed.is_none() && !reader.broken.contains(&format!("feed.{}", **name)) {
        let known: Vec<&str> = plan.feeds.iter().map(|feed| feed.name.as_str()).collect();
        let known = match known.is_empty() {
            true => "none".to_owned(),
            false => known.join(", "),
        };
        let message = format!("feed {} does not exist", **name);
        let remedy = format!("Add a [feed.{}]. Known feeds: {known}.", **name);
        reader.note(&section.path, "E083", &name.place, message, remedy);
    }
    feed
}

/// What another contract must answer.
fn state(reader: &mut Reader, section: &Section) -> Option<StateLeaf> {
    section.finish(
        reader,
        &[
            "kind",
            "contract",
            "code",
            "query",
            "checks",
            "held",
            "observations",
            "spacing",
            "admin",
        ],
    );
    let contract = section.party(reader, "contract");
    let contract = section.need(reader, "contract", "contract = \"@market\"", contract);
    let code = code(reader, section);
    let query = query(reader, section);
    let checks = checks(reader, section);
    let held = section.duration(reader, "held");
    let held = section.need(reader, "held", "held = \"60d\"", held);
    let count = section.whole(reader, "observations");
    let count = section.need(reader, "observations", "observations = 60", count);
    let observations = count.map(|count| {
        let capped = u32::try_from(*count).unwrap_or(u32::MAX);
        At::new(capped, &count.place)
    });
    let spacing = match section.get("spacing") {
        Some(_) => section.duration(reader, "spacing"),
        // So that the distances between them fill half of the time: the least the contract takes.
        None => held
            .as_ref()
            .zip(observations.as_ref())
            .map(|(held, count)| {
                let distances = u64::from(**count).saturating_sub(1).max(1);
                At::new(held.div_ceil(2).div_ceil(distances), &section.place)
            }),
    };
    let unsaid = At::new(Power::Unsaid, &section.place);
    let admin = match section.get("admin") {
        Some(_) => power(reader, section, "admin"),
        None => Some(unsaid),
    };
    let (code_id, checksum) = code?;
    Some(StateLeaf {
        contract: contract?,
        code_id,
        checksum,
        query: query?,
        checks: checks?,
        held: held?,
        observations: observations?,
        spacing: spacing?,
        admin: admin?,
    })
}

/// `code = { id = 12, checksum = "64 hex digits" }`
fn code(reader: &mut Reader, section: &Section) -> Option<(At<u64>, At<HexBinary>)> {
    let example = "code = { id = 12, checksum = \"64 hex digits\" }";
    let node = section.get("code");
    let node = section.need(reader, "code", example, node)?;
    let inner = Section::of(reader, &section.path, node)?;
    let id = inner.whole(reader, "id");
    let id = inner.need(reader, "id", "id = 12", id);
    let checksum = inner.text(reader, "checksum");
    let checksum = inner.need(reader, "checksum", "checksum = \"64 hex digits\"", checksum);
    inner.finish(reader, &["id", "checksum"]);
    let checksum = reader.parse(&section.path, "E005", &checksum?, |text| {
        let hex = HexBinary::from_hex(text).ok().filter(|hex| hex.len() == 32);
        hex.ok_or_else(|| format!("`{text}` is no SHA-256 of 64 hex digits"))
    });
    Some((id?, checksum?))
}

/// `query = "market.json"` beside the plan, or the JSON itself.
fn query(reader: &mut Reader, section: &Section) -> Option<At<String>> {
    let text = section.text(reader, "query");
    let text = section.need(reader, "query", "query = \"market.json\"", text)?;
    let json = match text.trim_start().starts_with('{') {
        true => text.value.clone(),
        false => {
            let file = reader.beside(&text);
            match std::fs::read_to_string(&file) {
                Ok(json) => json,
                Err(error) => {
                    let message = format!("cannot read {}: {error}", file.display());
                    let remedy = "Write the query itself, or a file beside the plan, in UTF-8.";
                    reader.note(&section.path, "E001", &text.place, message, remedy);
                    return None;
                }
            }
        }
    };
    if let Err(error) = serde_json::from_str::<IgnoredAny>(&json) {
        let message = format!("the query is no JSON: {error}");
        let remedy = "Write an object, as the contract takes it: { \"market\": { ... } }.";
        reader.note(&section.path, "E086", &text.place, message, remedy);
        return None;
    }
    Some(At::new(without_blanks(&json), &text.place))
}

/// JSON without the blanks between its parts; everything else as it was written.
fn without_blanks(json: &str) -> String {
    let (mut quoted, mut escaped) = (false, false);
    let keep = |c: &char| {
        let kept = quoted || !c.is_ascii_whitespace();
        let end = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        quoted ^= end;
        kept
    };
    json.chars().filter(keep).collect()
}

fn checks(
    reader: &mut Reader,
    section: &Section,
) -> Option<Vec<At<milegate_core::milestone::Check>>> {
    let items = section.list(reader, "checks");
    let example = "checks = [\"/collateral_factor >= 0.40\"]";
    let items = section.need(reader, "checks", example, items)?;
    let mut checks = Vec::new();
    for item in items {
        let text = item_text(reader, &section.path, item)?;
        let read = check(&text);
        let check = misread(reader, section, "E085", "check", &text, read)?;
        checks.push(At::new(check, &text.place));
    }
    Some(checks)
}

/// What was read, or a note with the column.
fn misread<T>(
    reader: &mut Reader,
    section: &Section,
    code: &'static str,
    what: &str,
    text: &At<String>,
    read: Result<T, Misread>,
) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(error) => {
            let message = format!("{what}, column {}: {}", error.column, error.message);
            let remedy = match code {
                "E084" => "Write mean, sum or min, a time and a target: \"mean 90d >= 400_000\".",
                _ => "Write a JSON pointer, a comparison and a value: \"/supplied >= 5000000\".",
            };
            let place = inside(text, error.at);
            reader.note(&section.path, code, &place, message, remedy);
            None
        }
    }
}
