//! E091 to E094: trees that contracts take, and what anyone may say.

use super::Judge;
use super::court::policy_holds;
use super::identity::identity;
use crate::plan::{Milestone, WitnessKind};
use crate::text::duration_words;
use milegate_core::holder::MIN_WAIT;
use milegate_core::milestone::{OnSilence, limits};

impl Judge<'_> {
    pub(super) fn policies(&mut self) {
        for milestone in &self.plan.milestones {
            self.tree(milestone);
            self.same_authority(milestone);
            self.anyone(milestone);
        }
    }

    /// E092.
    fn tree(&mut self, milestone: &Milestone) {
        let (leaves, depth) = (milestone.leaves.len(), milestone.policy.depth());
        if leaves <= limits::WITNESSES && depth <= limits::DEPTH {
            return;
        }
        let message = format!(
            "{}: the policy has {leaves} witnesses on {depth} levels, the contract takes {} on {}",
            *milestone.name,
            limits::WITNESSES,
            limits::DEPTH
        );
        let remedy = "Ask fewer, or put several behind one multisig.";
        let place = &milestone.policy_text.place;
        self.problems.add("E092", place, message, remedy);
    }

    /// E093.
    fn same_authority(&mut self, milestone: &Milestone) {
        let plan = self.plan;
        let mut known: Vec<(String, &str)> = Vec::new();
        for leaf in &milestone.leaves {
            let Some(WitnessKind::Authority { address }) =
                plan.witness(leaf).map(|witness| &witness.kind)
            else {
                continue;
            };
            let Some(who) = identity(plan, address) else {
                continue;
            };
            if let Some((_, first)) = known.iter().find(|(other, _)| *other == who) {
                let message = format!(
                    "{}: witnesses {first} and {} are the same address {}",
                    *milestone.name, **leaf, **address
                );
                let remedy = "One report counts once: name two different ones.";
                self.problems.add("E093", &leaf.place, message, remedy);
            }
            known.push((who, leaf));
        }
    }

    /// E091, E094: where assertions satisfy the policy, time and a court stand against a lie.
    fn anyone(&mut self, milestone: &Milestone) {
        let plan = self.plan;
        let said: Vec<bool> = milestone
            .leaves
            .iter()
            .map(|leaf| {
                let kind = plan.witness(leaf).map(|witness| &witness.kind);
                matches!(kind, Some(WitnessKind::Assertion { .. }))
            })
            .collect();
        if !policy_holds(milestone, &said) {
            return;
        }
        let name = &*milestone.name;
        let window = &milestone.window;
        if window.seconds < MIN_WAIT {
            let message = format!(
                "{name}: what anyone asserts opens it after {}, too short for anyone to object",
                duration_words(window.seconds)
            );
            let remedy = format!(
                "Raise the window to {} at least, or pair the assertion by `and`.",
                duration_words(MIN_WAIT)
            );
            self.problems.add("E091", &window.place, message, remedy);
        }
        if milestone.on_silence == OnSilence::Stands {
            let message =
                format!("{name}: what anyone asserts would be true if the court is silent");
            let remedy = "Write on_silence = \"falls\", or pair the assertion by `and`.";
            let place = &milestone.policy_text.place;
            self.problems.add("E094", place, message, remedy);
        }
    }
}
