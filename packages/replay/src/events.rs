//! Events of one milestone, in their order.

use milegate_api::milestones::Event as Told;
use milegate_core::Point;
use milegate_report::{Event, Tx};

const PREFIX: &str = "wasm-milestones_";

/// An event of the milestone, as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Number of its transaction.
    pub tx: usize,
    /// Its block.
    pub at: Point,
    /// Its name, without the prefix.
    pub name: String,
    /// Its attributes, without the contract's address.
    pub attributes: Vec<(String, String)>,
}

impl Logged {
    /// An attribute, or the empty text.
    pub fn text(&self, key: &str) -> &str {
        let found = self.attributes.iter().find(|(k, _)| k == key);
        found.map_or("", |(_, value)| value)
    }

    /// An attribute as a number; 0 if it is none, which then contradicts what should be there.
    pub fn number<T: std::str::FromStr + Default>(&self, key: &str) -> T {
        self.text(key).parse().unwrap_or_default()
    }

    /// Name and attributes in one line.
    pub fn words(&self) -> String {
        words(&self.name, &self.attributes)
    }
}

fn words(name: &str, attributes: &[(String, String)]) -> String {
    let pairs: Vec<_> = attributes
        .iter()
        .filter(|(key, _)| key != "milestone")
        .map(|(key, value)| format!("{key} {value}"))
        .collect();
    format!("{name} ({})", pairs.join(", "))
}

/// Events of a milestone in executed transactions.
pub fn of(txs: &[Tx], contract: &str, milestone: &str) -> Vec<Logged> {
    let mine = |event: &Event| {
        event.get("_contract_address") == Some(contract)
            && event.get("milestone") == Some(milestone)
    };
    let mut all = vec![];
    for (number, tx) in txs.iter().enumerate().filter(|(_, tx)| tx.error.is_none()) {
        for event in tx.events.iter().filter(|event| mine(event)) {
            let Some(name) = event.ty.strip_prefix(PREFIX) else {
                continue;
            };
            let own = |(key, _): &&(String, String)| !key.starts_with('_') && key != "msg_index";
            all.push(Logged {
                tx: number,
                at: Point {
                    time: tx.time,
                    height: tx.height,
                },
                name: name.into(),
                attributes: event.attributes.iter().filter(own).cloned().collect(),
            });
        }
    }
    all
}

/// Whether the log says what was to be told; x/wasm sorts the attributes where a contract was called
/// by another.
pub fn is(logged: &Logged, told: &Told) -> Result<(), String> {
    let event = cosmwasm_std::Event::from(told.clone());
    let name = event.ty.trim_start_matches("milestones_").to_string();
    let attributes: Vec<_> = event
        .attributes
        .into_iter()
        .map(|attribute| (attribute.key, attribute.value))
        .collect();
    let sorted = |attributes: &[(String, String)]| {
        let mut sorted = attributes.to_vec();
        sorted.sort();
        sorted
    };
    if logged.name == name && sorted(&logged.attributes) == sorted(&attributes) {
        return Ok(());
    }
    Err(words(&name, &attributes))
}
