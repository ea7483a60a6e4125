//! What the audit reads in the log.

use std::collections::BTreeMap;

use crate::log::{self, Logged};
use crate::snapshot::Snapshot;
use crate::view::Event;

/// Events of the vault.
pub fn vault(s: &Snapshot) -> Vec<Logged> {
    log::of(&s.txs, s.vault_address.as_str(), log::VAULT)
}

/// Events of its milestones.
pub fn milestones(s: &Snapshot) -> Vec<Logged> {
    log::of(&s.txs, s.vault.milestones.as_str(), log::MILESTONES)
}

/// Sum of an attribute over the events of a name; none where one cannot be read.
pub fn sum(events: &[Logged], name: &str, key: &str) -> Option<u128> {
    events
        .iter()
        .filter(|e| e.name == name)
        .try_fold(0u128, |sum, e| sum.checked_add(e.number::<u128>(key)?))
}

/// An amount of coins as the bank writes it: `12utia,5ibc/AB`. None where it cannot be read.
pub fn coins(text: &str) -> Option<BTreeMap<String, u128>> {
    let mut out = BTreeMap::new();
    for coin in text.split(',').filter(|c| !c.is_empty()) {
        let end = coin.find(|c: char| !c.is_ascii_digit())?;
        let (amount, denom) = coin.split_at(end);
        let amount: u128 = amount.parse().ok()?;
        let sum = out.entry(denom.to_string()).or_insert(0u128);
        *sum = sum.checked_add(amount)?;
    }
    Some(out)
}

/// Values of an event grouped into runs: a node may merge several transfers of one message into
/// one event with repeated keys.
pub fn records(event: &Event, first: &str) -> Vec<BTreeMap<String, String>> {
    let mut out: Vec<BTreeMap<String, String>> = Vec::new();
    for (key, value) in &event.attributes {
        match out.last_mut() {
            Some(record) if key != first && !record.contains_key(key) => {
                record.insert(key.clone(), value.clone());
            }
            _ => out.push(BTreeMap::from([(key.clone(), value.clone())])),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coins_are_read_as_the_bank_writes_them() {
        let read = coins("12utia,5ibc/AB01,3utia").unwrap();
        assert_eq!(
            read,
            BTreeMap::from([("utia".into(), 15), ("ibc/AB01".into(), 5)])
        );
        assert_eq!(coins(""), Some(BTreeMap::new()));
        assert_eq!(coins("utia"), None);
        assert_eq!(coins("12"), None);
    }

    #[test]
    fn merged_transfers_come_apart() {
        let pair = |k: &str, v: &str| (k.to_string(), v.to_string());
        let attributes = vec![
            pair("recipient", "a"),
            pair("sender", "v"),
            pair("amount", "1u"),
            pair("recipient", "b"),
            pair("sender", "v"),
            pair("amount", "2u"),
        ];
        let read = records(
            &Event {
                ty: "transfer".into(),
                attributes,
            },
            "recipient",
        );
        assert_eq!(read.len(), 2);
        assert_eq!(read[1]["recipient"], "b");
    }
}
