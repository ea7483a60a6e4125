//! `[supply]`, `[vault]`, guards and sinks.

use milegate_core::Span;

use super::node::Kind;
use super::reader::Reader;
use super::section::{Section, item_text, wrong_type};
use crate::party::Party;
use crate::place::At;
use crate::plan::{Limit, Plan, SinkTo};

/// Before anything is read.
pub const NO_SPAN: Span = Span {
    seconds: 0,
    blocks: 0,
};

pub fn excluded(reader: &mut Reader, root: &Section) -> Vec<At<Party>> {
    let Some(section) = root.section(reader, "supply") else {
        return Vec::new();
    };
    let mut parties = Vec::new();
    for item in section.list(reader, "excluded").unwrap_or_default() {
        let text = item_text(reader, "supply", item);
        parties.extend(text.and_then(|text| reader.party("supply", &text)));
    }
    section.finish(reader, &["excluded"]);
    parties
}

pub fn vault(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    let named = |plan: &Plan, name: &str| {
        plan.addresses.iter().any(|address| *address.name == name)
            || plan.multisigs.iter().any(|multisig| *multisig.name == name)
    };
    if named(plan, "deployer") {
        plan.vault.issuer.value = Party::Named("deployer".to_owned());
    }
    plan.vault.funder.value = match named(plan, "foundation") {
        true => Party::Named("foundation".to_owned()),
        false => plan.vault.issuer.value.clone(),
    };
    plan.vault.governance = governance(reader, root, plan);
    plan.vault.payee_delay = At::new(days(reader, 7), &plan.file);
    plan.vault.recovery_delay = At::new(days(reader, 90), &plan.file);
    let Some(section) = root.section(reader, "vault") else {
        return;
    };
    for (key, delay) in [
        ("payee_delay", &mut plan.vault.payee_delay),
        ("recovery_delay", &mut plan.vault.recovery_delay),
    ] {
        match section.get(key) {
            Some(node) => {
                if let Some(read) = reader.span(&section.path, node) {
                    *delay = read;
                }
            }
            None => delay.place = section.place.clone(),
        }
    }
    plan.vault.guard = limit(reader, &section);
    if let Some(notice) = section.duration(reader, "notice") {
        plan.vault.notice = notice;
    }
    if let Some(sink) = sink(reader, &section, "sink") {
        plan.vault.sink = sink;
    }
    if let Some(issuer) = section.party(reader, "issuer") {
        plan.vault.issuer = issuer;
    }
    if let Some(funder) = section.party(reader, "funder") {
        plan.vault.funder = funder;
    }
    section.finish(
        reader,
        &[
            "guard",
            "notice",
            "sink",
            "issuer",
            "funder",
            "payee_delay",
            "recovery_delay",
        ],
    );
}

/// `@governance`, at the place of its name: an address, a multisig, or the section, which
/// `governance = "none"` under `[addresses]` leaves out.
fn governance(reader: &mut Reader, root: &Section, plan: &Plan) -> Option<At<Party>> {
    let section = root.get("governance").is_some();
    let addresses = root.get("addresses").filter(|_| section);
    let addresses = addresses.and_then(|node| Section::of(reader, "addresses", node));
    let said = addresses.and_then(|section| section.get("governance"));
    if matches!(said.map(|node| &node.kind), Some(Kind::Text(text)) if text == "none") {
        return None;
    }
    if section {
        let place = root.section(reader, "governance")?.place;
        return Some(At::new(Party::Named("governance".to_owned()), &place));
    }
    let addresses = plan.addresses.iter().map(|address| &address.name);
    let names = addresses.chain(plan.multisigs.iter().map(|multisig| &multisig.name));
    let name = names.into_iter().find(|name| ***name == "governance")?;
    Some(At::new(Party::Named(name.value.clone()), &name.place))
}

/// So many days, and four fifths of the blocks expected in them.
pub fn days(reader: &Reader, days: u64) -> Span {
    let seconds = days.saturating_mul(86_400);
    Span {
        seconds,
        blocks: reader.blocks_in(seconds),
    }
}

/// `guard = { limit = "22_000_000 MER", per = "30d" }`
pub fn limit(reader: &mut Reader, section: &Section) -> Option<At<Limit>> {
    let node = section.get("guard")?;
    if !matches!(node.kind, Kind::Table(_)) {
        wrong_type(
            reader,
            &section.path,
            node,
            "{ limit = \"...\", per = \"30d\" }",
        );
        return None;
    }
    let inner = Section::of(reader, &section.path, node)?;
    let limit = inner.amount(reader, "limit");
    let per = inner.duration(reader, "per");
    inner.finish(reader, &["limit", "per"]);
    let limit = inner.need(reader, "limit", "limit = \"22_000_000 MER\"", limit);
    let per = inner.need(reader, "per", "per = \"30d\"", per)?;
    Some(At::new(
        Limit {
            limit: *limit?,
            period: *per,
        },
        &node.place,
    ))
}

pub fn sink(reader: &mut Reader, section: &Section, key: &str) -> Option<At<SinkTo>> {
    let text = section.text(reader, key)?;
    if *text == "burn" {
        return Some(At::new(SinkTo::Burn, &text.place));
    }
    let party = reader.party(&section.path, &text)?;
    Some(At::new(SinkTo::Account(party.value), &party.place))
}
