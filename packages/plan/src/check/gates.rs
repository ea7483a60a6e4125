//! The fewest keys behind a gate, without a vote and beside one.

use milegate_core::milestone::keys::Behind;

use super::facts::GateKeys;
use super::identity::{keys_of, keys_of_witness};
use crate::plan::{Milestone, Plan, WitnessKind};
use crate::text::Amounts;

pub fn gate(plan: &Plan, milestone: &Milestone) -> Option<GateKeys> {
    let leaves = milestone.leaves.iter();
    let bonds = leaves.clone().map(|leaf| match &plan.witness(leaf)?.kind {
        WitnessKind::Assertion { bond } => Some(Amounts::of_bonds(plan).words(**bond)),
        _ => None,
    });
    let behind = Behind {
        leaves: leaves.clone().map(|leaf| leaf.value.clone()).collect(),
        attestors: leaves
            .map(|leaf| keys_of_witness(plan, leaf))
            .collect::<Option<_>>()?,
        bonds: bonds.collect(),
        court: keys_of(plan, &milestone.court)?,
        on_silence: milestone.on_silence,
    };
    Some(GateKeys {
        milestone: milestone.name.value.clone(),
        policy: milestone.policy_text.value.clone(),
        keys: behind.fewest(&milestone.policy),
        window: milestone.window.seconds,
        window_blocks: milestone.window.blocks,
        bond: *milestone.bond,
        bond_words: Amounts::of_bonds(plan).words(*milestone.bond),
        recused: is_recused(plan, milestone),
    })
}

/// Whether every court and authority is a vote from which the interested are barred.
fn is_recused(plan: &Plan, milestone: &Milestone) -> bool {
    let leaves = milestone.leaves.iter();
    let mut witnesses = leaves.filter_map(|leaf| plan.witness(leaf));
    let barred = witnesses.all(|witness| match &witness.kind {
        WitnessKind::Committee { .. } | WitnessKind::Assertion { .. } | WitnessKind::State(_) => {
            true
        }
        // Who reports is asked for no grant.
        WitnessKind::Feed(_) => false,
        WitnessKind::Authority { address } => plan.is_governance(address),
    });
    barred && plan.is_governance(&milestone.court)
}
