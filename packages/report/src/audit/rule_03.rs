//! 3: tokens leave the vault only to a registered payee or the fixed sink.

use std::collections::BTreeMap;

use milegate_api::common::Sink;

use super::{RuleResult, log_read};
use crate::snapshot::Snapshot;

/// Amounts of one denom by recipient; the burn is the recipient of that name.
type Flows = BTreeMap<String, u128>;

/// Name under which burnt tokens are booked.
const BURN: &str = "burn";

pub fn check(s: &Snapshot) -> RuleResult {
    let mut rule = RuleResult::new(3, "tokens leave only to a payee or the sink");
    let payee: BTreeMap<&str, &str> = s
        .grants
        .iter()
        .map(|g| (g.grant.as_str(), g.payee.as_str()))
        .collect();
    let sink = match &s.vault.sink {
        Sink::Burn {} => BURN.to_string(),
        Sink::Account { address } => address.to_string(),
    };
    let mut entitled: BTreeMap<usize, Flows> = BTreeMap::new();
    let mut events: u32 = 0;
    for e in log_read::vault(s) {
        let to = match e.name.as_str() {
            "claimed" => {
                let (grant, to) = (e.text("grant"), e.text("payee"));
                rule.check(payee.get(grant) == Some(&to), || {
                    format!(
                        "height {}: grant {grant} paid {to}, its payee is {:?}",
                        e.height,
                        payee.get(grant)
                    )
                });
                to.to_string()
            }
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

/// What left the vault in one transaction, by the bank's own events.
fn flows(s: &Snapshot, tx: &crate::view::Tx, rule: &mut RuleResult) -> Flows {
    let (vault, denom) = (s.vault_address.as_str(), s.vault.asset.denom.as_str());
    let (mut out, mut booked, mut spent) = (Flows::new(), 0u128, 0u128);
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
    out
}
