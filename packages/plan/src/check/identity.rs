//! Who is the same: names resolved to addresses, multisigs to their members.

use std::collections::BTreeMap;

use crate::party::{Party, sim_address};
use crate::place::Place;
use crate::plan::{Member, Plan, WitnessKind};

/// The canonical address somebody has, or `@name` for a contract that the plan creates; none if a
/// name is unknown or goes round in a circle.
pub fn identity(plan: &Plan, party: &Party) -> Option<String> {
    Some(match plan.follow(party)? {
        Party::Literal(address) => address.clone(),
        Party::Sim(name) => sim_address(&plan.prefix, name),
        Party::Named(name) => format!("@{name}"),
    })
}

/// Keys that act together: with weights, a threshold, and a least number of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyGroup {
    pub keys: Vec<(String, u64)>,
    pub threshold: u64,
    pub fewest: u64,
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
            contract: true,
            vote: false,
        }
    }

    /// Nobody's keys.
    fn vote() -> KeyGroup {
        KeyGroup {
            keys: Vec::new(),
            threshold: 1,
            fewest: 1,
            contract: true,
            vote: true,
        }
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
            contract: true,
            vote: false,
        },
        None => KeyGroup {
            keys: vec![(address, 1)],
            threshold: 1,
            fewest: 1,
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
