//! `[stake]` and `[governance]`.

use milegate_api::common::Denom;
use milegate_core::governance::Share;

use super::asset::bond_denom;
use super::classes::{classes, share};
use super::milestones::bond;
use super::node::{Kind, Node};
use super::reader::Reader;
use super::section::{Section, wrong_type};
use crate::party::Party;
use crate::place::At;
use crate::plan::{Governance, Guardian, Plan, Source, Stake, Uncited};
use crate::text::Amounts;

const DAY: u64 = 86_400;

const GOVERNANCE: [&str; 13] = [
    "source",
    "deposit",
    "proposals",
    "cool_down",
    "electorate",
    "guardian",
    "uncited",
    "signal",
    "dispute",
    "attest",
    "spend",
    "rules",
    "code",
];

pub fn stake(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    let Some(section) = root.section(reader, "stake") else {
        return;
    };
    let one = 10_u128.saturating_pow(u32::from(*plan.asset.decimals));
    let here = |value| At::new(value, &section.place);
    let tokens_per_weight = section.amount(reader, "tokens_per_weight");
    let tokens_per_weight = tokens_per_weight.unwrap_or_else(|| here(one));
    let min_bond = section.amount(reader, "min_bond");
    let min_bond = min_bond.unwrap_or_else(|| here(*tokens_per_weight));
    let unbonding = section.duration(reader, "unbonding");
    let unbonding = unbonding.unwrap_or_else(|| At::new(DAY.saturating_mul(21), &section.place));
    section.finish(reader, &["tokens_per_weight", "min_bond", "unbonding"]);
    plan.stake = Some(Stake {
        place: section.place.clone(),
        tokens_per_weight,
        min_bond,
        unbonding,
    });
}

/// After what bonds are paid in is known: deposits are paid in it too.
pub fn governance(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    let Some(section) = root.section(reader, "governance") else {
        return;
    };
    section.finish(reader, &GOVERNANCE);
    let place = &section.place;
    let governance = Governance {
        place: place.clone(),
        source: source(reader, &section, plan),
        deposit: deposit(reader, &section, plan),
        proposals: proposals(reader, &section),
        cool_down: section
            .duration(reader, "cool_down")
            .unwrap_or_else(|| At::new(DAY.saturating_mul(14), place)),
        electorate: share(reader, &section, "electorate")
            .unwrap_or_else(|| At::new(Share::new(500), place)),
        guardian: guardian(reader, &section),
        uncited: uncited(reader, &section, plan),
        classes: classes(reader, &section),
    };
    plan.governance = Some(governance);
}

/// The plan's own stake, unless the plan names another group.
fn source(reader: &mut Reader, section: &Section, plan: &Plan) -> Source {
    match section.party(reader, "source") {
        Some(party) if party.value == Party::Named("stake".to_owned()) => {}
        Some(group) => return Source::Group(group),
        None if plan.stake.is_none() && section.get("source").is_none() => {
            let message = "nobody has voting power";
            let remedy = "Add [stake], or `source`, the address of another cw4 group.";
            reader.note(&section.path, "E004", &section.place, message, remedy);
        }
        None => {}
    }
    Source::Stake
}

/// As a bond, unless the plan says otherwise.
fn deposit(reader: &mut Reader, section: &Section, plan: &Plan) -> At<u128> {
    if let Some(text) = section.text(reader, "deposit") {
        let amounts = reader.amounts.as_ref().map(|_| Amounts::of_bonds(plan));
        let deposit = reader.amount_in(&section.path, &text, amounts);
        return deposit.unwrap_or_else(|| At::new(1, &text.place));
    }
    let default = bond(plan).filter(|_| bonds_in_asset(plan));
    if default.is_none() && section.get("deposit").is_none() && reader.amounts.is_some() {
        section.missing(reader, "deposit", "deposit = \"100 OSMO\"");
    }
    At::new(default.unwrap_or(1), &section.place)
}

fn bonds_in_asset(plan: &Plan) -> bool {
    plan.asset.denom.value == Denom::Native(plan.bond_denom.denom.clone())
}

fn proposals(reader: &mut Reader, section: &Section) -> At<u32> {
    let Some(count) = section.whole(reader, "proposals") else {
        return At::new(3, &section.place);
    };
    // What is too much for 32 bits is too much for the contract.
    let capped = u32::try_from(*count).unwrap_or(u32::MAX);
    At::new(capped, &count.place)
}

/// `guardian = { address = "@security", expires = "12mo" }`
fn guardian(reader: &mut Reader, section: &Section) -> Option<Guardian> {
    let inner = Section::of(reader, &section.path, section.get("guardian")?)?;
    let address = inner.party(reader, "address");
    let expires = inner.instant(reader, "expires");
    inner.finish(reader, &["address", "expires"]);
    let address = inner.need(reader, "address", "address = \"@security\"", address);
    let expires = inner.need(reader, "expires", "expires = \"12mo\"", expires);
    Some(Guardian {
        address: address?,
        expires: expires?,
    })
}

/// `uncited = ["10_000 MER", { denom = "uusdc", symbol = "USDC", decimals = 6, amount = "500 USDC" }]`
fn uncited(reader: &mut Reader, section: &Section, plan: &Plan) -> At<Vec<Uncited>> {
    let Some(node) = section.get("uncited") else {
        return At::new(Vec::new(), &section.place);
    };
    let items = section.list(reader, "uncited").unwrap_or_default();
    let read = |item| self::limit(reader, section, plan, item);
    At::new(items.iter().filter_map(read).collect(), &node.place)
}

fn limit(reader: &mut Reader, section: &Section, plan: &Plan, node: &Node) -> Option<Uncited> {
    let (text, denom, amounts) = match &node.kind {
        Kind::Text(text) => {
            let asset = (plan.asset.denom.value.clone(), Amounts::of(plan));
            let bonds = Denom::Native(plan.bond_denom.denom.clone());
            let bonds = (bonds, Amounts::of_bonds(plan));
            let in_bonds = text.ends_with(&format!(" {}", bonds.1.symbol));
            let (denom, amounts) = if in_bonds { bonds } else { asset };
            (At::new(text.clone(), &node.place), denom, amounts)
        }
        Kind::Table(entries) => {
            let inner = Section::of(reader, &section.path, node)?;
            let text = inner.text(reader, "amount");
            let text = inner.need(reader, "amount", "amount = \"500 USDC\"", text);
            let rest = entries.iter().filter(|entry| entry.key != "amount");
            let rest = Node {
                kind: Kind::Table(rest.cloned().collect()),
                place: node.place.clone(),
            };
            let coin = bond_denom(reader, section, &rest)?;
            let amounts = Amounts {
                symbol: coin.symbol.clone(),
                decimals: coin.decimals,
            };
            (text?, Denom::Native(coin.denom.clone()), amounts)
        }
        _ => {
            let expected = "an amount, or { denom, symbol, decimals, amount }";
            wrong_type(reader, &section.path, node, expected);
            return None;
        }
    };
    let known = reader.amounts.as_ref().map(|_| amounts.clone());
    let amount = *reader.amount_in(&section.path, &text, known)?;
    Some(Uncited {
        denom,
        amounts,
        amount,
    })
}
