//! 3: tokens leave the vault only to a registered payee or the fixed sink.

use std::collections::BTreeMap;

use milegate_api::common::{Denom, Sink};

use super::{RuleResult, log_read};
use crate::books::Books;
use crate::snapshot::Snapshot;
use crate::view::{Event, Tx};

/// Amounts of one denom by recipient; the burn is the recipient of that name.
type Flows = BTreeMap<String, u128>;

/// Name under which burnt tokens are booked.
const BURN: &str = "burn";

pub fn check(s: &Snapshot, books: &Books) -> RuleResult {
    let mut rule = RuleResult::new(3, "tokens leave only to a payee or the sink");
    rule.faults(books);
    let sink = match &s.vault.sink {
        Sink::Burn {} => BURN.to_string(),
        Sink::Account { address } => address.to_string(),
    };
    let mut entitled: BTreeMap<usize, Flows> = BTreeMap::new();
    let mut events: u32 = 0;
    for e in log_read::vault(s) {
        let to = match e.name.as_str() {
            "claimed" => e.text("payee").to_string(),
            "dues_paid" => sink.clone(),
            _ => continue,
        };
        events = events.saturating_add(1);
        let amount = e.number::<u128>("amount").unwrap_or(0);
        let sum = entitled.entry(e.tx).or_default().entry(to).or_default();
        *sum = sum.saturating_add(amount);
    }
    let mut moved: u32 = 0;
    for (i, tx) in s
        .txs
        .iter()
        .enumerate()
        .filter(|(_, tx)| tx.error.is_none())
    {
        let flows = flows(s, tx, &mut rule);
        moved = moved.saturating_add(u32::try_from(flows.len()).unwrap_or(u32::MAX));
        let due = entitled.remove(&i).unwrap_or_default();
        for to in flows
            .keys()
            .chain(due.keys())
            .collect::<std::collections::BTreeSet<_>>()
        {
            let (is, should) = (
                flows.get(to).copied().unwrap_or(0),
                due.get(to).copied().unwrap_or(0),
            );
            rule.check(is == should, || {
                format!(
                    "height {}: {is} went to {to}, events entitle it to {should}",
                    tx.height
                )
            });
        }
    }
    rule.fact(format!(
        "{moved} transfers out of the vault, each matched by {events} claims and payments of dues"
    ));
    rule.fact(format!("sink: {sink}"));
    rule
}

/// What left the vault in one transaction, by the events of the bank and of the token.
fn flows(s: &Snapshot, tx: &Tx, rule: &mut RuleResult) -> Flows {
    match &s.vault.asset.denom {
        Denom::Native(denom) => by_bank(s, tx, denom, rule),
        Denom::Cw20(token) => {
            let other = by_bank(s, tx, "", rule);
            let mut out = by_token(s, tx, token.as_str(), rule);
            out.extend(other);
            out
        }
    }
}

/// What a cw20 token says left the vault.
fn by_token(s: &Snapshot, tx: &Tx, token: &str, rule: &mut RuleResult) -> Flows {
    let (vault, mut out) = (s.vault_address.as_str(), Flows::new());
    let of_token = |e: &&Event| e.ty == "wasm" && e.get("_contract_address") == Some(token);
    for event in tx.events.iter().filter(of_token) {
        if event.get("from") != Some(vault) {
            continue;
        }
        let to = match event.get("action").unwrap_or_default() {
            "transfer" | "transfer_from" | "send" | "send_from" => event.get("to"),
            "burn" | "burn_from" => Some(BURN),
            _ => continue,
        };
        let amount = event.get("amount").and_then(|a| a.parse::<u128>().ok());
        let (Some(to), Some(amount)) = (to, amount) else {
            rule.check(false, || {
                format!("height {}: unreadable {event:?}", tx.height)
            });
            continue;
        };
        let sum = out.entry(to.to_string()).or_default();
        *sum = sum.saturating_add(amount);
    }
    out
}

/// What of a denom left the vault by the bank's own events; of another, nothing may.
fn by_bank(s: &Snapshot, tx: &Tx, denom: &str, rule: &mut RuleResult) -> Flows {
    let vault = s.vault_address.as_str();
    let (mut out, mut booked, mut spent) = (Flows::new(), 0u128, 0u128);
    let mut burnt = Flows::new();
    let mut read = |text: &str| {
        let coins = log_read::coins(text);
        rule.check(coins.is_some(), || {
            format!("height {}: unreadable coins {text:?}", tx.height)
        });
        let coins = coins.unwrap_or_default();
        for other in coins.keys().filter(|d| *d != denom) {
            rule.check(false, || {
                format!("height {}: {other} left the vault", tx.height)
            });
        }
        coins.get(denom).copied().unwrap_or(0)
    };
    for event in &tx.events {
        let (first, who) = match event.ty.as_str() {
            "transfer" => ("recipient", "sender"),
            "burn" => ("burner", "burner"),
            "coin_spent" => ("spender", "spender"),
            _ => continue,
        };
        for record in log_read::records(event, first) {
            let get = |key: &str| record.get(key).map_or("", String::as_str);
            if get(who) != vault {
                if event.ty == "burn" {
                    let coins = log_read::coins(get("amount")).unwrap_or_default();
                    let sum = burnt.entry(get(who).to_string()).or_default();
                    *sum = sum.saturating_add(coins.get(denom).copied().unwrap_or(0));
                }
                continue;
            }
            let amount = read(get("amount"));
            if event.ty == "coin_spent" {
                spent = spent.saturating_add(amount);
                continue;
            }
            booked = booked.saturating_add(amount);
            let to = if event.ty == "burn" {
                BURN
            } else {
                get("recipient")
            };
            let sum = out.entry(to.to_string()).or_default();
            *sum = sum.saturating_add(amount);
        }
    }
    rule.check(spent == 0 || spent == booked, || {
        format!(
            "height {}: {spent} were spent, {booked} have a recipient",
            tx.height
        )
    });
    burnt_elsewhere(&mut out, &burnt);
    out
}

/// x/wasm burns what it was sent: what went to an account that burnt it in the same transaction is
/// burnt.
fn burnt_elsewhere(out: &mut Flows, burnt: &Flows) {
    for (burner, amount) in burnt {
        if let Some(left) = out.get(burner).and_then(|sent| sent.checked_sub(*amount)) {
            match left {
                0 => out.remove(burner),
                left => out.insert(burner.clone(), left),
            };
            let sum = out.entry(BURN.to_string()).or_default();
            *sum = sum.saturating_add(*amount);
        }
    }
}
