use std::collections::BTreeMap;

use crate::model::GasRow;
use crate::snapshot::Snapshot;
use crate::view::{Tx, TxMessage};

/// Gas of every kind of executed transaction that concerns the vault or its milestones.
pub fn table(s: &Snapshot) -> Vec<GasRow> {
    let mut by_action: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let ours = [s.vault_address.as_str(), s.vault.milestones.as_str()];
    for tx in s
        .txs
        .iter()
        .filter(|tx| tx.error.is_none() && tx.gas_used > 0)
    {
        if let Some(action) = action(tx, &ours) {
            by_action.entry(action).or_default().push(tx.gas_used);
        }
    }
    by_action
        .into_iter()
        .filter_map(|(action, mut gas)| {
            gas.sort_unstable();
            Some(GasRow {
                action,
                count: gas.len() as u64,
                least: *gas.first()?,
                median: *gas.get(gas.len() / 2)?,
                most: *gas.last()?,
            })
        })
        .collect()
}

/// What a transaction does to these contracts, in words: `claim`, `sync + claim of 3`. None if
/// it does nothing to them; births are left out, since they are not somebody's action.
pub fn action(tx: &Tx, contracts: &[&str]) -> Option<String> {
    let ours = |m: &&TxMessage| {
        m.contract
            .as_deref()
            .is_some_and(|c| contracts.contains(&c))
    };
    let mut words: Vec<String> = Vec::new();
    for message in tx.messages.iter().filter(ours) {
        words.push(word(message)?);
    }
    (!words.is_empty()).then(|| words.join(" + "))
}

fn word(message: &TxMessage) -> Option<String> {
    let name = message.action()?;
    let body: serde_json::Value = serde_json::from_str(&message.msg).ok()?;
    let list = body
        .get(&name)?
        .get("grants")
        .and_then(|g| g.as_array())
        .map_or(0, Vec::len);
    const MESSAGES: [&str; 23] = [
        "add_grants",
        "seal",
        "sync",
        "claim",
        "pay_dues",
        "assign",
        "add_cohort",
        "lapse_reserve",
        "announce",
        "cancel",
        "carry_out",
        "name_recovery",
        "renounce",
        "decline",
        "refuse_grants",
        "attest",
        "retract",
        "recuse",
        "challenge",
        "settle",
        "conclude",
        "add_bounty",
        "withdraw",
    ];
    if !MESSAGES.contains(&name.as_str()) {
        return None;
    }
    Some(if list > 1 {
        format!("{name} of {list}")
    } else {
        name
    })
}
