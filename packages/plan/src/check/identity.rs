//! Who is the same: names resolved to addresses, multisigs to their members.

use std::collections::BTreeMap;

use milegate_core::milestone::keys::KeyGroup;

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

fn seats(plan: &Plan, members: &[Member]) -> Vec<(String, u64)> {
    let seats = members.iter();
    seats
        .filter_map(|member| Some((identity(plan, &member.address)?, *member.weight)))
        .collect()
}

/// Who reports a feed.
pub fn reporters(plan: &Plan, feed: &Feed) -> KeyGroup {
    KeyGroup::reporters(seats(plan, &feed.reporters), feed.quorum_weight())
}

/// Who can change a contract whose state is asked.
fn changing(plan: &Plan, leaf: &StateLeaf) -> Option<KeyGroup> {
    let who = match &*leaf.admin {
        Power::Nobody => return Some(KeyGroup::nobody()),
        Power::Unsaid => &*leaf.contract,
        Power::Of(party) if plan.is_governance(party) => return Some(KeyGroup::nobody()),
        Power::Of(party) => party,
    };
    Some(keys_of(plan, who)?.changing())
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
        let members = seats(plan, &multisig.members);
        return Some(KeyGroup::members(members, *multisig.threshold, 1));
    }
    let declared = plan
        .addresses
        .iter()
        .filter(|known| identity(plan, &known.party).as_ref() == Some(&address))
        .find_map(|known| known.keys);
    Some(match declared {
        Some((needed, of)) => {
            let keys = (1..=of).map(|key| (format!("{address}#{key}"), 1));
            KeyGroup::members(keys.collect(), needed, 1)
        }
        None => KeyGroup::key(address),
    })
}

/// The keys behind a witness.
pub fn keys_of_witness(plan: &Plan, name: &str) -> Option<KeyGroup> {
    match &plan.witness(name)?.kind {
        WitnessKind::Committee {
            members, threshold, ..
        } => Some(KeyGroup::members(seats(plan, members), **threshold, 2)),
        WitnessKind::Authority { address } => keys_of(plan, address),
        WitnessKind::Assertion { .. } => Some(KeyGroup::anyone()),
        WitnessKind::State(leaf) => changing(plan, leaf),
        WitnessKind::Feed(leaf) => Some(reporters(plan, plan.feed(&leaf.feed)?)),
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
