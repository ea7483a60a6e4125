//! W102, W104: what is missing though nothing asks for it, and what is declared for nothing.

use std::collections::BTreeSet;

use super::Judge;
use crate::party::Party;
use crate::place::At;
use crate::plan::Source;

impl Judge<'_> {
    pub(super) fn used(&mut self) {
        let plan = self.plan;
        if plan.vault.guard.is_none() && !self.broken("vault") {
            let message = "the vault has no guard: nothing bounds what vests in a month";
            let remedy = "Add guard = { limit = \"...\", per = \"30d\" } under [vault].";
            self.problems.add("W102", &plan.file, message, remedy);
        }
        if !plan.broken.is_empty() {
            return;
        }
        for schedule in &plan.schedules {
            if !plan
                .grants
                .iter()
                .any(|grant| *grant.schedule == *schedule.name)
                && plan.reserved_in(&schedule.category) == 0
            {
                self.unused("schedule", &schedule.name, "no grant follows it");
            }
        }
        let gates: BTreeSet<&str> = plan
            .schedules
            .iter()
            .flat_map(|schedule| &schedule.tranches)
            .flat_map(|tranche| tranche.gate.milestones())
            .collect();
        for milestone in &plan.milestones {
            if !gates.contains(milestone.name.as_str()) {
                self.unused("milestone", &milestone.name, "no tranche waits for it");
            }
        }
        for witness in &plan.witnesses {
            let mut leaves = plan
                .milestones
                .iter()
                .flat_map(|milestone| &milestone.leaves);
            if !leaves.any(|leaf| **leaf == *witness.name) {
                self.unused("witness", &witness.name, "no policy asks it");
            }
        }
        let named = self.named();
        for name in plan.contract_names() {
            let voted = plan.governance.as_ref();
            let (used, why) = match name.as_str() {
                "stake" => (
                    voted.is_some_and(|governance| governance.source == Source::Stake),
                    "no governance takes its power from it",
                ),
                _ => (
                    false,
                    "it is no court and no witness, and there is no termination it could cancel",
                ),
            };
            if !used && !named.contains(&*name) {
                self.unused("section", &name, why);
            }
        }
        let addresses = plan.addresses.iter().map(|each| ("address", &each.name));
        let multisigs = plan.multisigs.iter().map(|each| ("multisig", &each.name));
        for (kind, name) in addresses.chain(multisigs) {
            if !named.contains(&**name) {
                let why = match name.as_str() {
                    "governance" => "there is no termination it could cancel",
                    _ => "nothing refers to it",
                };
                self.unused(kind, name, why);
            }
        }
    }

    fn unused(&mut self, kind: &str, name: &At<String>, why: &str) {
        let message = format!("{kind} {} is declared, but {why}", **name);
        self.problems
            .add("W104", &name.place, message, "Remove it, or use it.");
    }

    /// Every name that is referred to.
    fn named(&self) -> BTreeSet<String> {
        let plan = self.plan;
        let mut parties = plan.parties();
        if plan.categories.iter().all(|each| each.leavers.is_none()) {
            let governance = plan.vault.governance.as_ref();
            parties.retain(|party| Some(party) != governance);
        }
        let name = |party: At<Party>| match party.value {
            Party::Named(name) => Some(name),
            _ => None,
        };
        parties.into_iter().filter_map(name).collect()
    }
}
