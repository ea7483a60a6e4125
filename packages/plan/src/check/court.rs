//! Courts, and the fewest keys behind a policy.

use std::collections::{BTreeMap, BTreeSet};

use milegate_core::milestone::keys::{KeyGroup, fewest, fewest_to_stop, voting};

use super::Judge;
use super::identity::{identity, keys_of, keys_of_witness};
use crate::place::At;
use crate::plan::{Milestone, WitnessKind};
use crate::text::duration_words;

impl Judge<'_> {
    /// E074, E076, W101, W108.
    pub(super) fn court(&mut self, milestone: &Milestone) {
        let plan = self.plan;
        let name = &*milestone.name;
        let Some(court) = identity(plan, &milestone.court) else {
            return;
        };
        let Some(judges) = keys_of(plan, &milestone.court) else {
            return;
        };
        let judging: BTreeSet<&str> = judges.keys.iter().map(|(key, _)| key.as_str()).collect();
        for leaf in &milestone.leaves {
            let Some(group) = keys_of_witness(plan, leaf) else {
                continue;
            };
            let is_leaf = match plan.witness(leaf).map(|witness| &witness.kind) {
                Some(WitnessKind::Authority { address }) => {
                    identity(plan, address).as_ref() == Some(&court)
                }
                _ => group.keys.iter().any(|(key, _)| *key == court),
            };
            if is_leaf {
                let message = format!(
                    "{name}: the court {} is behind witness {}",
                    *milestone.court, **leaf
                );
                let remedy = "Name a court that testifies to nothing it judges.";
                self.problems
                    .add("E074", &milestone.court.place, message, remedy);
                continue;
            }
            let both: Vec<&str> = group
                .keys
                .iter()
                .map(|(key, _)| key.as_str())
                .filter(|key| judging.contains(key))
                .collect();
            if !both.is_empty() {
                let message = format!(
                    "{name}: {} of the court's members also attest as {} ({})",
                    both.len(),
                    **leaf,
                    both.join(", ")
                );
                let remedy = "Choose outsiders for the court.";
                self.problems
                    .add("W101", &milestone.court.place, message, remedy);
            }
        }
        if !judges.contract {
            let message = format!(
                "{name}: nothing says that the court {} is more than one key",
                *milestone.court
            );
            let remedy = "Use a [multisig.court], or { address = \"...\", keys = \"3 of 5\" }.";
            self.problems
                .add("W108", &milestone.court.place, message, remedy);
        }
        if judges.vote {
            self.court_votes(milestone);
        }
        let multisig = court.strip_prefix('@').and_then(|name| plan.multisig(name));
        if let Some(multisig) = multisig
            && *multisig.voting_period > milestone.court_limit.seconds
        {
            let message = format!(
                "{name}: the court votes for up to {}, its limit is {}",
                duration_words(*multisig.voting_period),
                duration_words(milestone.court_limit.seconds)
            );
            let remedy = "Shorten the voting period, or raise court_limit.";
            self.problems
                .add("E076", &multisig.voting_period.place, message, remedy);
        }
    }

    /// E075, W106, W109.
    pub(super) fn keys(&mut self, milestone: &Milestone) {
        let broken = |leaf: &At<String>| self.broken(&format!("witness.{}", leaf.value));
        if milestone.leaves.iter().any(broken) {
            return;
        }
        let groups: Option<Vec<KeyGroup>> = milestone
            .leaves
            .iter()
            .map(|leaf| keys_of_witness(self.plan, leaf))
            .collect();
        let Some(groups) = groups else { return };
        let name = &*milestone.name;
        let place = &milestone.policy_text.place;
        let works = |reached: &[bool]| policy_holds(milestone, reached);
        // A key is alone if no vote helps it to open, and though a vote stands against its silence.
        let (unaided, opposed) = (
            voting(&groups, false, &works),
            voting(&groups, true, &works),
        );
        if fewest(&groups, &unaided) == Some(1) {
            let message = format!(
                "{name}: one key can open it, by `{}`",
                *milestone.policy_text
            );
            let remedy = "Ask for a second witness, or name a multisig; an address of several \
                          keys says so by { address = \"...\", keys = \"5 of 9\" }.";
            self.problems.add("E075", place, message, remedy);
        } else if fewest_to_stop(&groups, &opposed) == Some(1) {
            let message = format!(
                "{name}: one key can stop it, by silence or by a change, in `{}`",
                *milestone.policy_text
            );
            let remedy = "Pair that witness with another by `or`, or name a multisig.";
            self.problems.add("W109", place, message, remedy);
        }
        let mut seats: BTreeMap<&str, usize> = BTreeMap::new();
        // Who reports two feeds measures two things; he is not two people.
        let mut reporting: BTreeSet<&str> = BTreeSet::new();
        for (leaf, group) in milestone.leaves.iter().zip(&groups) {
            let mut keys: BTreeSet<&str> = group.keys.iter().map(|(key, _)| key.as_str()).collect();
            let kind = self.plan.witness(leaf).map(|witness| &witness.kind);
            if matches!(kind, Some(WitnessKind::Feed(_))) {
                keys.retain(|key| reporting.insert(*key));
            }
            for key in keys {
                let count = seats.entry(key).or_default();
                *count = count.saturating_add(1);
            }
        }
        let both: Vec<&str> = seats
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(key, _)| key)
            .collect();
        if !both.is_empty() {
            let message = format!(
                "{name}: {} behind several of its witnesses",
                both.join(", ")
            );
            let remedy = "Witnesses are worth most when nobody is two of them.";
            self.problems.add("W106", place, message, remedy);
        }
    }
}

/// Whether a milestone's policy is satisfied, leaf by leaf in the order of its text.
pub fn policy_holds(milestone: &Milestone, reached: &[bool]) -> bool {
    milestone.policy.holds(&|name| {
        let position = milestone.leaves.iter().position(|leaf| **leaf == name);
        position
            .and_then(|position| reached.get(position))
            .copied()
            .unwrap_or(false)
    })
}
