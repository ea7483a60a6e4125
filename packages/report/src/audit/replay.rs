//! The life of a milestone, lived again from its events.

use milegate_api::core::Point;
use milegate_api::core::milestone::{Policy, Terms, WitnessKind};

use cosmwasm_std::Addr;

use crate::log::Logged;

/// An attestation that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// For which leaf.
    pub witness: String,
    /// Whose.
    pub attestor: String,
    /// Its number.
    pub sequence: u64,
    /// Its weight.
    pub weight: u64,
}

/// What the events of one milestone come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// Attestations that stand.
    pub standing: Vec<Standing>,
    /// Since when the policy has been satisfied without a fall.
    pub pending: Option<Point>,
    /// The first point at which it was reached, with what stood and since when.
    pub reached: Option<Reached>,
    /// Falls so far.
    pub falls: u32,
}

/// How a milestone was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// When.
    pub at: Point,
    /// When the policy had been satisfied.
    pub since: Option<Point>,
    /// Whether what stood then satisfies the policy.
    pub held: bool,
}

/// Lives one milestone's life again.
pub fn life(terms: &Terms<Addr>, events: &[Logged]) -> Life {
    let mut life = Life::default();
    for e in events.iter().filter(|e| e.text("milestone") == terms.name) {
        let here = Point {
            time: e.time,
            height: e.height,
        };
        let (witness, attestor) = (e.text("witness"), e.text("attestor"));
        match e.name.as_str() {
            "attested" => life.standing.push(Standing {
                witness: witness.into(),
                attestor: attestor.into(),
                sequence: e.number("sequence").unwrap_or(0),
                weight: e.number("weight").unwrap_or(0),
            }),
            "retracted" | "recused" => {
                life.standing
                    .retain(|s| s.witness != witness || s.attestor != attestor);
            }
            "sitting_dropped" => life.standing.retain(|s| s.witness != witness),
            "struck" => {
                let (from, to) = (
                    e.number("from").unwrap_or(0),
                    e.number("to").unwrap_or(u64::MAX),
                );
                let struck =
                    |s: &Standing| s.witness == witness && from < s.sequence && s.sequence <= to;
                life.standing.retain(|s| !struck(s));
            }
            "pending" => life.pending = Some(here),
            "fell" => {
                life.pending = None;
                life.falls = life.falls.saturating_add(1);
            }
            "reached" if life.reached.is_none() => {
                let held = holds(&terms.policy, &|leaf| {
                    leaf_holds(terms, &life.standing, leaf)
                });
                life.reached = Some(Reached {
                    at: here,
                    since: life.pending,
                    held,
                });
            }
            _ => {}
        }
    }
    life
}

/// Whether a tree is true.
pub fn holds(policy: &Policy, leaf: &dyn Fn(&str) -> bool) -> bool {
    match policy {
        Policy::Witness { name } => leaf(name),
        Policy::All { of } => of.iter().all(|p| holds(p, leaf)),
        Policy::Any { of } => of.iter().any(|p| holds(p, leaf)),
        Policy::AtLeast { count, of } => {
            of.iter().filter(|p| holds(p, leaf)).count() >= usize::from(*count)
        }
    }
}

fn leaf_holds(terms: &Terms<Addr>, standing: &[Standing], leaf: &str) -> bool {
    let mine = || standing.iter().filter(|s| s.witness == leaf);
    let Some(witness) = terms.witnesses.iter().find(|w| w.name == leaf) else {
        return false;
    };
    match &witness.kind {
        WitnessKind::Authority { address } => mine().any(|s| s.attestor == address.as_str()),
        WitnessKind::Assertion { .. } => mine().count() == 1,
        WitnessKind::State { contract, .. } => mine().any(|s| s.attestor == contract.as_str()),
        WitnessKind::Feed { oracle, .. } => mine().any(|s| s.attestor == oracle.as_str()),
        WitnessKind::Committee { threshold, .. } => {
            let weight = mine().fold(0u64, |sum, s| sum.saturating_add(s.weight));
            mine().count() >= 2 && weight >= threshold.u64()
        }
    }
}
