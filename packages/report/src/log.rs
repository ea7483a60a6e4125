//! The transaction log, read as the events of one contract.

use crate::view::{Event, Tx};

/// One event of a contract, with where it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Position of its transaction in the log.
    pub tx: usize,
    /// Height.
    pub height: u64,
    /// Block time.
    pub time: u64,
    /// Its name, without its prefix.
    pub name: String,
    /// Its attributes.
    pub event: Event,
}

impl Logged {
    /// An attribute, or the empty text.
    pub fn text(&self, key: &str) -> &str {
        self.event.get(key).unwrap_or_default()
    }

    /// An attribute as a number.
    pub fn number<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.text(key).parse().ok()
    }
}

/// Prefix of a vault's events.
pub const VAULT: &str = "wasm-vesting_";

/// Prefix of the events of milestones.
pub const MILESTONES: &str = "wasm-milestones_";

/// Prefix of a stake's events.
pub const STAKE: &str = "wasm-stake_";

/// Prefix of a governance's events.
pub const GOVERNANCE: &str = "wasm-governance_";

/// Every event of that prefix that a contract wrote in executed transactions, oldest first.
pub fn of(txs: &[Tx], contract: &str, prefix: &str) -> Vec<Logged> {
    let mut out = Vec::new();
    for (i, tx) in txs.iter().enumerate().filter(|(_, tx)| tx.error.is_none()) {
        for event in &tx.events {
            let Some(name) = event.ty.strip_prefix(prefix) else {
                continue;
            };
            if event.get("_contract_address") != Some(contract) {
                continue;
            }
            out.push(Logged {
                tx: i,
                height: tx.height,
                time: tx.time,
                name: name.into(),
                event: event.clone(),
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_executed_events_of_the_contract_count() {
        let event = |ty: &str, who: &str| Event {
            ty: ty.into(),
            attributes: vec![
                ("_contract_address".into(), who.into()),
                ("amount".into(), "7".into()),
            ],
        };
        let tx = |error: Option<&str>| Tx {
            events: vec![
                event("wasm-vesting_claimed", "v"),
                event("wasm-vesting_claimed", "other"),
                event("transfer", "v"),
            ],
            error: error.map(Into::into),
            ..Tx::default()
        };
        let log = of(&[tx(Some("refused")), tx(None)], "v", VAULT);
        assert_eq!(log.len(), 1);
        assert_eq!((log[0].tx, log[0].name.as_str()), (1, "claimed"));
        assert_eq!(log[0].number::<u128>("amount"), Some(7));
        assert_eq!(log[0].number::<u64>("none"), None);
    }
}
