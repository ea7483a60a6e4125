//! `[disputes]`, `[milestone.*]`, and what they rest on.

use milegate_api::common::Denom;
use milegate_core::Span;
use milegate_core::milestone::OnSilence;

use super::asset::bond_denom;
use super::reader::Reader;
use super::section::Section;
use super::vault::{days, sink};
use super::{feeds, witnesses};
use crate::party::Party;
use crate::place::{At, Place};
use crate::plan::{Milestone, Plan};
use crate::text::{Amounts, Tree, policy};

/// What `[disputes]` says for every milestone that does not say otherwise.
struct Disputes {
    court: Option<At<Party>>,
    bond: Option<At<u128>>,
    /// How bonds are written.
    amounts: Option<Amounts>,
    window: At<Span>,
    last_call: At<Span>,
    court_limit: At<Span>,
    freshness: At<Span>,
    on_silence: OnSilence,
}

const DISPUTES: [&str; 9] = [
    "court",
    "bond",
    "bond_denom",
    "window",
    "last_call",
    "court_limit",
    "freshness",
    "on_silence",
    "bond_sink",
];
const MILESTONE: [&str; 11] = [
    "statement",
    "schema",
    "policy",
    "deadline",
    "window",
    "last_call",
    "court_limit",
    "freshness",
    "court",
    "bond",
    "on_silence",
];

pub fn read(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    let disputes = disputes(reader, root, plan);
    for (name, section) in root.each(reader, "milestone") {
        match milestone(reader, &section, &disputes, name) {
            Some(milestone) => plan.milestones.push(milestone),
            None => {
                reader.broken.insert(section.path.clone());
            }
        }
    }
    feeds::read(reader, root, plan);
    witnesses::read(reader, root, plan);
}

fn disputes(reader: &mut Reader, root: &Section, plan: &mut Plan) -> Disputes {
    let place = root.place.clone();
    let days = |reader: &Reader, count: u64| At::new(days(reader, count), &place);
    let named = plan
        .multisigs
        .iter()
        .any(|multisig| *multisig.name == "court")
        || plan
            .addresses
            .iter()
            .any(|address| *address.name == "court")
        || reader.broken.contains("multisig.court");
    let mut disputes = Disputes {
        court: named.then(|| At::new(Party::Named("court".to_owned()), &place)),
        bond: bond(plan).map(|bond| At::new(bond, &place)),
        amounts: reader.amounts.clone(),
        window: days(reader, 7),
        last_call: days(reader, 21),
        court_limit: days(reader, 30),
        freshness: days(reader, 30),
        on_silence: OnSilence::Falls,
    };
    let Some(section) = root.section(reader, "disputes") else {
        needs_bond_denom(reader, root, plan);
        return disputes;
    };
    section.finish(reader, &DISPUTES);
    if let Some(sink) = sink(reader, &section, "bond_sink") {
        plan.bond_sink = sink;
    }
    match section.get("bond_denom") {
        None => needs_bond_denom(reader, &section, plan),
        Some(node) => {
            let denom = bond_denom(reader, &section, node);
            // The asset's own denom keeps its symbol and its default.
            if let Some(denom) = denom
                && plan.asset.denom.value != Denom::Native(denom.denom.clone())
            {
                disputes.bond = None;
                plan.bond_denom = denom;
                disputes.amounts = Some(Amounts::of_bonds(plan));
            }
        }
    }
    overrides(reader, &section, &mut disputes);
    disputes
}

/// Bonds are coins of the bank, whatever the asset is.
fn needs_bond_denom(reader: &mut Reader, section: &Section, plan: &Plan) {
    if let Denom::Cw20(_) = plan.asset.denom.value {
        let message = "the asset is a cw20 token, and no `bond_denom` says what bonds are paid in";
        let remedy = "Add `bond_denom = { denom = \"uosmo\", symbol = \"OSMO\", decimals = 6 }` and `bond` \
             under [disputes].";
        reader.note("disputes", "E004", &section.place, message, remedy);
    }
}

/// A fifty-thousandth of the supply, rounded up to whole lots; none where bonds are not in the
/// asset.
pub fn bond(plan: &Plan) -> Option<u128> {
    let Denom::Native(_) = plan.asset.denom.value else {
        return None;
    };
    let lot = u128::from(*plan.asset.lot).max(1);
    let part = plan.asset.total_supply.div_ceil(50_000);
    Some(part.div_ceil(lot).max(1).saturating_mul(lot))
}

fn overrides(reader: &mut Reader, section: &Section, disputes: &mut Disputes) {
    if let Some(court) = section.party(reader, "court") {
        disputes.court = Some(court);
    }
    if let Some(text) = section.text(reader, "bond") {
        let amounts = disputes.amounts.clone();
        let bond = reader.amount_in(&section.path, &text, amounts);
        disputes.bond = bond.or(disputes.bond.take());
    }
    let spans = [
        ("window", &mut disputes.window),
        ("last_call", &mut disputes.last_call),
        ("court_limit", &mut disputes.court_limit),
        ("freshness", &mut disputes.freshness),
    ];
    for (key, span) in spans {
        if let Some(node) = section.get(key)
            && let Some(read) = reader.span(&section.path, node)
        {
            *span = read;
        }
    }
    if let Some(word) = section.text(reader, "on_silence") {
        disputes.on_silence = match word.as_str() {
            "stands" => OnSilence::Stands,
            "falls" => OnSilence::Falls,
            other => {
                let message = format!("a silent court means stands or falls, not `{other}`");
                reader.note(
                    &section.path,
                    "E016",
                    &word.place,
                    message,
                    "Write \"falls\".",
                );
                OnSilence::Falls
            }
        };
    }
}

fn milestone(
    reader: &mut Reader,
    section: &Section,
    disputes: &Disputes,
    name: At<String>,
) -> Option<Milestone> {
    let place = &section.place;
    let mut own = Disputes {
        court: disputes.court.as_ref().map(|court| or_here(court, place)),
        bond: disputes.bond.as_ref().map(|bond| or_here(bond, place)),
        amounts: disputes.amounts.clone(),
        window: or_here(&disputes.window, place),
        last_call: or_here(&disputes.last_call, place),
        court_limit: or_here(&disputes.court_limit, place),
        freshness: or_here(&disputes.freshness, place),
        on_silence: disputes.on_silence,
    };
    overrides(reader, section, &mut own);
    let statement = section.text(reader, "statement");
    let statement = section.need(reader, "statement", "statement = \"...\"", statement);
    let schema = section.text(reader, "schema");
    let deadline = section.instant(reader, "deadline");
    let deadline = section.need(reader, "deadline", "deadline = 2028-03-01", deadline);
    let policy_text = section.text(reader, "policy");
    let policy_text = section.need(reader, "policy", "policy = \"committee\"", policy_text);
    section.finish(reader, &MILESTONE);
    let tree = policy_text
        .as_ref()
        .and_then(|text| tree(reader, &section.path, text));
    if own.court.is_none() && !reader.broken.contains("disputes") {
        let message = format!("milestone {} has no court", *name);
        let remedy = "Add a [multisig.court], or `court = \"@name\"` under [disputes].";
        reader.note(&section.path, "E004", &section.place, message, remedy);
    }
    if own.bond.is_none() && !reader.broken.contains("disputes") {
        let message = format!("milestone {} has no bond", *name);
        let remedy = "Add `bond`, in the denom of bonds, under [disputes].";
        reader.note(&section.path, "E004", &section.place, message, remedy);
    }
    let tree = tree?;
    let policy_text = policy_text?;
    let leaf = |(name, range): (String, std::ops::Range<usize>)| {
        At::new(name, &inside(&policy_text, range))
    };
    Some(Milestone {
        statement: statement?.value,
        schema: schema.unwrap_or_else(|| At::new(format!("{}/1", *name), &section.place)),
        policy: tree.policy,
        leaves: tree.leaves.into_iter().map(leaf).collect(),
        deadline: deadline?,
        window: own.window,
        last_call: own.last_call,
        court_limit: own.court_limit,
        freshness: own.freshness,
        court: own.court?,
        bond: own.bond?,
        on_silence: own.on_silence,
        policy_text,
        name,
    })
}

/// A default has the place of the milestone that takes it.
fn or_here<T: Clone>(value: &At<T>, place: &Place) -> At<T> {
    match value.place.line {
        0 => At::new(value.value.clone(), place),
        _ => value.clone(),
    }
}

fn tree(reader: &mut Reader, path: &str, text: &At<String>) -> Option<Tree> {
    match policy(text) {
        Ok(tree) => Some(tree),
        Err(error) => {
            let message = format!("policy, column {}: {}", error.column, error.message);
            let remedy = "Write witnesses with and, or, parentheses, or 2 of (a, b, c).";
            let place = inside(text, error.at);
            reader.note(path, "E012", &place, message, remedy);
            None
        }
    }
}

/// The place of a part of a text in quotes; exact as long as nothing in it is escaped.
pub fn inside(text: &At<String>, range: std::ops::Range<usize>) -> Place {
    let plain = text.place.length == text.len().saturating_add(2);
    if !plain {
        return text.place.clone();
    }
    let ahead = text.get(..range.start).unwrap_or("").chars().count();
    Place {
        column: text.place.column.saturating_add(1).saturating_add(ahead),
        offset: text
            .place
            .offset
            .saturating_add(1)
            .saturating_add(range.start),
        length: range.len(),
        ..text.place.clone()
    }
}
