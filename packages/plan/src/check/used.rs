//! W102, W104: what is missing though nothing asks for it, and what is declared for nothing.

use std::collections::BTreeSet;

use super::Judge;
use crate::party::Party;
use crate::plan::{SinkTo, WitnessKind};

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
        for address in &plan.addresses {
            if !named.contains(&*address.name) {
                self.unused("address", &address.name, "nothing refers to it");
            }
        }
        for multisig in &plan.multisigs {
            if !named.contains(&*multisig.name) {
                self.unused("multisig", &multisig.name, "nothing refers to it");
            }
        }
    }

    fn unused(&mut self, kind: &str, name: &crate::place::At<String>, why: &str) {
        let message = format!("{kind} {} is declared, but {why}", **name);
        self.problems
            .add("W104", &name.place, message, "Remove it, or use it.");
    }

    /// Every name that is referred to.
    fn named(&self) -> BTreeSet<String> {
        let plan = self.plan;
        let mut parties: Vec<&Party> = vec![&plan.vault.issuer, &plan.vault.funder];
        parties.extend(plan.excluded.iter().map(|party| &party.value));
        parties.extend(plan.addresses.iter().map(|address| &address.party.value));
        parties.extend(
            plan.milestones
                .iter()
                .map(|milestone| &milestone.court.value),
        );
        for sink in [&plan.vault.sink, &plan.bond_sink] {
            if let SinkTo::Account(party) = &sink.value {
                parties.push(party);
            }
        }
        for grant in &plan.grants {
            parties.push(&grant.owner);
            parties.extend(grant.payee.iter().map(|payee| &payee.value));
        }
        for multisig in &plan.multisigs {
            parties.extend(multisig.members.iter().map(|member| &member.address.value));
        }
        for witness in &plan.witnesses {
            match &witness.kind {
                WitnessKind::Committee { members, .. } => {
                    parties.extend(members.iter().map(|member| &member.address.value));
                }
                WitnessKind::Authority { address } => parties.push(address),
            }
        }
        let name = |party: &Party| match party {
            Party::Named(name) => Some(name.clone()),
            _ => None,
        };
        parties.into_iter().filter_map(name).collect()
    }
}
