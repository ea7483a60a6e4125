//! State leaves: what the contracts take, and who can change what is asked.

use milegate_core::milestone::limits;

use super::Judge;
use super::court::policy_holds;
use crate::plan::{Milestone, Power, StateLeaf, WitnessKind};
use crate::text::duration_words;

impl Judge<'_> {
    pub(super) fn states(&mut self) {
        let plan = self.plan;
        for witness in &plan.witnesses {
            let WitnessKind::State(leaf) = &witness.kind else {
                continue;
            };
            self.question(&witness.name, leaf);
            self.hold(&witness.name, leaf);
            let what = format!("{} held for {}", *leaf.contract, duration_words(*leaf.held));
            let place = &leaf.held.place;
            self.fits(&witness.name, &what, *plan.start, *leaf.held, place);
        }
        for milestone in &plan.milestones {
            self.can_be_changed(milestone);
        }
    }

    /// E086, E088.
    fn question(&mut self, name: &str, leaf: &StateLeaf) {
        let bytes = leaf.query.len();
        if bytes > limits::QUERY || !leaf.query.starts_with('{') {
            let message = format!(
                "witness {name}: the query is no object of at most {} bytes, but has {bytes}",
                limits::QUERY
            );
            let remedy = "Ask for less at once.";
            self.problems
                .add("E086", &leaf.query.place, message, remedy);
        }
        let count = leaf.checks.len();
        if count == 0 || count > limits::CHECKS {
            let message = format!(
                "witness {name}: {count} checks, not 1 to {}",
                limits::CHECKS
            );
            let remedy = "Check what the statement says, and no more.";
            let place = leaf
                .checks
                .first()
                .map_or(&leaf.query.place, |at| &at.place);
            self.problems.add("E088", place, message, remedy);
        }
        for check in &leaf.checks {
            if check.pointer.len() > limits::TEXT || check.target.len() > limits::TEXT {
                let message = format!("witness {name}: a check of more than 128 bytes");
                let remedy = "Shorten the pointer or the value.";
                self.problems.add("E088", &check.place, message, remedy);
            }
        }
    }

    /// E088: observations fit into the hold and fill half of it.
    fn hold(&mut self, name: &str, leaf: &StateLeaf) {
        let distances = u64::from(leaf.observations.saturating_sub(1));
        let spread = distances.saturating_mul(*leaf.spacing);
        let few = *leaf.observations < 2;
        if *leaf.held == 0 || *leaf.held > limits::SECONDS {
            let message = format!(
                "witness {name}: a hold of {} is not 1 second to 100 years",
                duration_words(*leaf.held)
            );
            let remedy = "Say for how long it must be true: \"60d\".";
            self.problems.add("E088", &leaf.held.place, message, remedy);
        } else if few || *leaf.spacing == 0 || spread > *leaf.held || spread < *leaf.held / 2 {
            let message = format!(
                "witness {name}: {} observations, {} apart, do not fill half of {}, or do not fit \
                 into it",
                *leaf.observations,
                duration_words(*leaf.spacing),
                duration_words(*leaf.held)
            );
            let place = match few {
                true => &leaf.observations.place,
                false => &leaf.spacing.place,
            };
            let remedy = "Leave `spacing` out, and ask for two observations at least.";
            self.problems.add("E088", place, message, remedy);
        }
    }

    /// W126: without this leaf the others must be able to satisfy the policy, or nobody must be able
    /// to change its contract.
    fn can_be_changed(&mut self, milestone: &Milestone) {
        let plan = self.plan;
        for (index, name) in milestone.leaves.iter().enumerate() {
            let Some(WitnessKind::State(leaf)) = plan.witness(name).map(|witness| &witness.kind)
            else {
                continue;
            };
            let without: Vec<bool> = (0..milestone.leaves.len())
                .map(|other| other != index)
                .collect();
            if policy_holds(milestone, &without) {
                continue;
            }
            let who = match &*leaf.admin {
                Power::Nobody => continue,
                Power::Unsaid => "the plan does not say who can change it".to_owned(),
                Power::Of(party) => format!("{party} can change it"),
            };
            let message = format!(
                "{}: without witness {} it cannot be shown, and other code in {} ends that witness \
                 for good; {who}",
                *milestone.name, **name, *leaf.contract
            );
            let remedy = format!(
                "Let others suffice without it, as in \"2 of ({}, a, b)\"; or write \
                 admin = \"none\" if that is so.",
                **name
            );
            self.problems.add("W126", &name.place, message, remedy);
        }
    }
}
