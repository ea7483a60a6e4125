//! Who is the same: names resolved to addresses, multisigs to their members.

use std::collections::BTreeMap;

use crate::party::{Party, sim_address};
use crate::place::Place;
use crate::plan::{Feed, Member, Plan, Power, StateLeaf, WitnessKind};

/// The canonical address somebody has, or `@name` for a contract that the plan creates; none if a
/// name is unknown or goes round in a circle.
pub fn identity(plan: &Plan, party: &Party) -> Option<String> {
    Some(match plan.follow(party)? {
        Party::Literal(address) => address.clone(),
        Party::Sim(name) => sim_address(&plan.prefix, name),
        Party::Named(name) => format!("@{name}"),
    })
}

/// One reporter alone never makes a value.
const REPORTERS: u64 = 2;

/// Keys that act together, with weights: what makes them speak, and what keeps them from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyGroup {
    pub keys: Vec<(String, u64)>,
    /// Weight that can make them say what is false ...
    pub threshold: u64,
    /// ... by so many keys at least.
    pub fewest: u64,
    /// Weight that must not be withheld, so that they say what is true ...
    pub needed: u64,
    /// ... of so many keys at least.
    pub seats: u64,
    /// Whether the plan knows that a contract stands behind the keys.
    pub contract: bool,
    /// Whether it is the plan's governance: no key, or number of keys, acts for it.
    pub vote: bool,
}

impl KeyGroup {
    fn of(plan: &Plan, members: &[Member], threshold: u64, fewest: u64) -> KeyGroup {
        let keys = members
            .iter()
            .filter_map(|member| Some((identity(plan, &member.address)?, *member.weight)))
            .collect();
        KeyGroup {
            keys,
            threshold,
            fewest,
            needed: threshold,
            seats: fewest,
            contract: true,
            vote: false,
        }
    }

    /// Nobody's keys: no number of them says anything false, or keeps anything true from being
    /// said.
    pub fn nobody() -> KeyGroup {
        KeyGroup {
            keys: Vec::new(),
            threshold: 1,
            fewest: 1,
            needed: 0,
            seats: 0,
            contract: true,
            vote: false,
        }
    }

    /// Nobody's keys, and a vote that says it or does not.
    fn vote() -> KeyGroup {
        KeyGroup {
            needed: 1,
            seats: 1,
            vote: true,
            ..KeyGroup::nobody()
        }
    }

    /// Anyone: it takes no key, but a bond.
    fn anyone() -> KeyGroup {
        KeyGroup {
            threshold: 0,
            fewest: 0,
            ..KeyGroup::nobody()
        }
    }

    /// Reporters: with the others silent, more than half of a quorum sets a median, and never one
    /// alone; without a quorum there is none.
    pub fn reporters(plan: &Plan, feed: &Feed) -> KeyGroup {
        let quorum = feed.quorum_weight();
        KeyGroup {
            needed: quorum,
            ..KeyGroup::of(
                plan,
                &feed.reporters,
                (quorum / 2).saturating_add(1),
                REPORTERS,
            )
        }
    }

    /// Whoever can change a contract can make it answer what is false, or end what it answers.
    fn changing(plan: &Plan, leaf: &StateLeaf) -> Option<KeyGroup> {
        let who = match &*leaf.admin {
            Power::Nobody => return Some(KeyGroup::nobody()),
            Power::Unsaid => &*leaf.contract,
            Power::Of(party) if plan.is_governance(party) => return Some(KeyGroup::nobody()),
            Power::Of(party) => party,
        };
        let group = keys_of(plan, who)?;
        // It stands as long as too few of them act.
        let idle = group.total().saturating_sub(group.threshold);
        Some(KeyGroup {
            needed: idle.saturating_add(1),
            seats: 0,
            contract: true,
            ..group
        })
    }

    /// Whether all keys together can say something.
    pub fn all_speak(&self) -> bool {
        let keys = u64::try_from(self.keys.len()).unwrap_or(u64::MAX);
        !self.vote && self.total() >= self.threshold && keys >= self.fewest
    }

    /// Whether no key is needed for what is true to be said.
    pub fn stands_alone(&self) -> bool {
        self.needed == 0 && self.seats == 0
    }

    /// The sum of weights.
    pub fn total(&self) -> u64 {
        self.keys
            .iter()
            .fold(0, |sum: u64, (_, weight)| sum.saturating_add(*weight))
    }
}

/// The keys behind an address: a multisig's members, the keys an address declares, or itself.
pub fn keys_of(plan: &Plan, party: &Party) -> Option<KeyGroup> {
    let address = identity(plan, party)?;
    if plan.is_governance(party) {
        return Some(KeyGroup::vote());
    }
    if let Some(multisig) = address
        .strip_prefix('@')
        .and_then(|name| plan.multisig(name))
    {
        return Some(KeyGroup::of(
            plan,
            &multisig.members,
            *multisig.threshold,
            1,
        ));
    }
    let declared = plan
        .addresses
        .iter()
        .filter(|known| identity(plan, &known.party).as_ref() == Some(&address))
        .find_map(|known| known.keys);
    Some(match declared {
        Some((needed, of)) => KeyGroup {
            keys: (1..=of)
                .map(|key| (format!("{address}#{key}"), 1))
                .collect(),
            threshold: needed,
            fewest: 1,
            needed,
            seats: 1,
            contract: true,
            vote: false,
        },
        None => KeyGroup {
            keys: vec![(address, 1)],
            threshold: 1,
            fewest: 1,
            needed: 1,
            seats: 1,
            contract: false,
            vote: false,
        },
    })
}

/// The keys behind a witness.
pub fn keys_of_witness(plan: &Plan, name: &str) -> Option<KeyGroup> {
    match &plan.witness(name)?.kind {
        WitnessKind::Committee {
            members, threshold, ..
        } => Some(KeyGroup::of(plan, members, **threshold, 2)),
        WitnessKind::Authority { address } => keys_of(plan, address),
        WitnessKind::Assertion { .. } => Some(KeyGroup::anyone()),
        WitnessKind::State(leaf) => KeyGroup::changing(plan, leaf),
        WitnessKind::Feed(leaf) => Some(KeyGroup::reporters(plan, plan.feed(&leaf.feed)?)),
    }
}

/// Grants by the canonical addresses of owner and payee, with the place of the first.
pub fn holders(plan: &Plan) -> BTreeMap<String, (String, Place)> {
    let mut holders = BTreeMap::new();
    for grant in &plan.grants {
        let payee = grant.payee.as_ref();
        for party in [Some(&grant.owner), payee].into_iter().flatten() {
            let Some(address) = identity(plan, party) else {
                continue;
            };
            let entry = (grant.reference.value.clone(), party.place.clone());
            holders.entry(address).or_insert(entry);
        }
    }
    holders
}
