//! `[asset]`: what is allocated, how it is written, and what a cw20 token's keys can do.

use milegate_api::common::Denom;

use super::node::{Kind, Node};
use super::reader::Reader;
use super::section::{Section, wrong_type};
use crate::party::Party;
use crate::place::At;
use crate::plan::{BondDenom, Plan, Power, Powers};
use crate::text::Amounts;

const KEYS: [&str; 6] = ["denom", "cw20", "symbol", "decimals", "total_supply", "lot"];

pub fn read(reader: &mut Reader, root: &Section, plan: &mut Plan) {
    let Some(section) = root.section(reader, "asset") else {
        if root.get("asset").is_none() {
            let remedy = "Add denom, symbol, decimals and total_supply under [asset].";
            let message = "the plan has no [asset]";
            reader.note("asset", "E004", &root.place, message, remedy);
        }
        return;
    };
    let token = denom(reader, &section);
    let symbol = section.text(reader, "symbol");
    let symbol = section.need(reader, "symbol", "symbol = \"MER\"", symbol);
    let exponent = decimals(reader, &section);
    section.finish(reader, &KEYS);
    let (Some((denom, powers)), Some(symbol), Some(exponent)) = (token, symbol, exponent) else {
        return;
    };
    reader.amounts = Some(Amounts {
        symbol: symbol.value.clone(),
        decimals: *exponent,
    });
    if let Denom::Native(name) = &denom.value {
        let bonds = BondDenom {
            denom: name.clone(),
            symbol: symbol.value.clone(),
            decimals: *exponent,
        };
        plan.bond_denom = At::new(bonds, &denom.place);
    }
    plan.asset.denom = denom;
    plan.asset.powers = powers;
    plan.asset.symbol = symbol;
    plan.asset.decimals = exponent;
    amounts(reader, &section, plan);
}

/// `denom = "umer"`, or `cw20 = "@token"`.
fn denom(reader: &mut Reader, section: &Section) -> Option<(At<Denom<Party>>, Option<Powers>)> {
    let Some(node) = section.get("cw20") else {
        let denom = section.text(reader, "denom");
        let denom = section.need(reader, "denom", "denom = \"umer\"", denom)?;
        return Some((
            At::new(Denom::Native(denom.value.clone()), &denom.place),
            None,
        ));
    };
    if let Some(both) = section.get("denom") {
        let message = "an asset is a native denom or a cw20 token, not both";
        let remedy = "Leave one of the two out.";
        reader.note(&section.path, "E003", &both.place, message, remedy);
    }
    let unsaid = || At::new(Power::Unsaid, &node.place);
    let (address, minter, admin) = match &node.kind {
        Kind::Text(text) => {
            let text = At::new(text.clone(), &node.place);
            (reader.party(&section.path, &text), unsaid(), unsaid())
        }
        Kind::Table(_) => {
            let inner = Section::of(reader, &section.path, node)?;
            inner.finish(reader, &["address", "minter", "admin"]);
            let address = inner.party(reader, "address");
            let address = inner.need(reader, "address", "address = \"mile1...\"", address);
            let minter = power(reader, &inner, "minter").unwrap_or_else(unsaid);
            let admin = power(reader, &inner, "admin").unwrap_or_else(unsaid);
            (address, minter, admin)
        }
        _ => {
            wrong_type(
                reader,
                &section.path,
                node,
                "an address, or { address, minter, admin }",
            );
            return None;
        }
    };
    let powers = Powers { minter, admin };
    Some((
        At::new(Denom::Cw20(address?.value), &node.place),
        Some(powers),
    ))
}

pub fn power(reader: &mut Reader, section: &Section, key: &str) -> Option<At<Power>> {
    let text = section.text(reader, key)?;
    if *text == "none" {
        return Some(At::new(Power::Nobody, &text.place));
    }
    let party = reader.party(&section.path, &text)?;
    Some(At::new(Power::Of(party.value), &party.place))
}

fn decimals(reader: &mut Reader, section: &Section) -> Option<At<u8>> {
    let decimals = section.whole(reader, "decimals");
    let decimals = section.need(reader, "decimals", "decimals = 6", decimals)?;
    let exponent = exponent(*decimals);
    if exponent.is_none() {
        let message = format!("{} decimals are more than 18", *decimals);
        let remedy = "Write the denom's exponent.";
        reader.note(&section.path, "E005", &decimals.place, message, remedy);
    }
    Some(At::new(exponent?, &decimals.place))
}

fn exponent(decimals: u64) -> Option<u8> {
    u8::try_from(decimals)
        .ok()
        .filter(|exponent| *exponent <= 18)
}

fn amounts(reader: &mut Reader, section: &Section, plan: &mut Plan) {
    let supply = section.amount(reader, "total_supply");
    let example = "total_supply = \"1_000_000_000 MER\"";
    if let Some(supply) = section.need(reader, "total_supply", example, supply) {
        plan.asset.total_supply = supply;
    }
    let one = 10_u128.saturating_pow(u32::from(*plan.asset.decimals));
    let lot = match section.get("lot") {
        Some(_) => section.amount(reader, "lot"),
        None => Some(At::new(one, &section.place)),
    };
    let Some(lot) = lot else { return };
    match u64::try_from(*lot) {
        Ok(size) => plan.asset.lot = At::new(size, &lot.place),
        Err(_) => {
            let message = format!("a lot of {} base units exceeds 64 bits", *lot);
            let remedy = "Choose a smaller lot.";
            reader.note("asset", "E045", &lot.place, message, remedy);
        }
    }
}

/// `bond_denom = { denom = "uosmo", symbol = "OSMO", decimals = 6 }`, or the denom alone: bonds are
/// then written in it.
pub fn bond_denom(reader: &mut Reader, section: &Section, node: &Node) -> Option<At<BondDenom>> {
    if let Kind::Text(denom) = &node.kind {
        let bonds = BondDenom {
            denom: denom.clone(),
            symbol: denom.clone(),
            decimals: 0,
        };
        return Some(At::new(bonds, &node.place));
    }
    let inner = Section::of(reader, &section.path, node)?;
    inner.finish(reader, &["denom", "symbol", "decimals"]);
    let denom = inner.text(reader, "denom");
    let denom = inner.need(reader, "denom", "denom = \"uosmo\"", denom);
    let symbol = inner.text(reader, "symbol");
    let symbol = inner.need(reader, "symbol", "symbol = \"OSMO\"", symbol);
    let exponent = decimals(reader, &inner);
    let bonds = BondDenom {
        denom: denom?.value,
        symbol: symbol?.value,
        decimals: *exponent?,
    };
    Some(At::new(bonds, &node.place))
}
