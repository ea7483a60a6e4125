//! Every name means one thing, and something that exists.

use std::collections::BTreeMap;

use milegate_core::ledger::{Gate, IfMissed};

use super::Judge;
use crate::party::Party;
use crate::place::{At, Place};

impl Judge<'_> {
    pub(super) fn names(&mut self) {
        self.parties();
        self.schedules();
        self.witnesses();
        self.twice();
    }

    /// E020: `@name`, wherever it stands.
    fn parties(&mut self) {
        let plan = self.plan;
        for party in plan.parties() {
            let place = &party.place;
            let Party::Named(name) = &party.value else {
                continue;
            };
            let broken = self.broken(&format!("addresses.{name}"))
                || self.broken(&format!("multisig.{name}"))
                || self.broken("addresses");
            if !broken && super::identity::identity(plan, &party).is_none() {
                let known = plan.addresses.iter().map(|address| &address.name);
                let known = known.chain(plan.multisigs.iter().map(|multisig| &multisig.name));
                if matches!(name.as_str(), "stake" | "governance") {
                    let message = format!("@{name} is named, but the plan has no [{name}]");
                    let remedy = format!("Add a [{name}], or name somebody else.");
                    self.problems.add("E020", place, message, remedy);
                    continue;
                }
                let message = format!("@{name} is no address and no multisig of the plan");
                let remedy = format!("Add it under [addresses]. Known names: {}.", list(known));
                self.problems.add("E020", place, message, remedy);
            }
        }
    }

    /// E021, E022, E023, E026: categories, schedules, milestones.
    fn schedules(&mut self) {
        let plan = self.plan;
        for schedule in &plan.schedules {
            let known = plan
                .categories
                .iter()
                .any(|c| *c.name == *schedule.category);
            if !known && !self.broken(&format!("category.{}", *schedule.category)) {
                let message = format!(
                    "schedule {} is of category {}, which does not exist",
                    *schedule.name, *schedule.category
                );
                let remedy = format!(
                    "Set its `category`. Known categories: {}.",
                    list(plan.categories.iter().map(|category| &category.name))
                );
                self.problems
                    .add("E021", &schedule.category.place, message, remedy);
            }
            for tranche in &schedule.tranches {
                let Gate::Milestone {
                    milestone,
                    if_missed,
                    ..
                } = &tranche.gate.value
                else {
                    continue;
                };
                self.milestone_exists(milestone, &tranche.gate.place);
                if let IfMissed::Roll { milestone: other } = if_missed {
                    self.milestone_exists(other, &tranche.gate.place);
                    if other == milestone {
                        let message = format!("a tranche rolls from {other} to itself");
                        let remedy = "Roll to another milestone, or write forfeit or fallback.";
                        self.problems
                            .add("E023", &tranche.gate.place, message, remedy);
                    }
                }
            }
        }
        for grant in &plan.grants {
            match plan.schedule(&grant.schedule) {
                None if self.broken(&format!("schedule.{}", *grant.schedule)) => {}
                None => {
                    let message = format!(
                        "{}: grant {} follows schedule {}, which does not exist",
                        grant.category, *grant.reference, *grant.schedule
                    );
                    let known = list(plan.schedules.iter().map(|schedule| &schedule.name));
                    let remedy = format!("Known schedules: {known}.");
                    self.problems
                        .add("E022", &grant.schedule.place, message, remedy);
                }
                Some(schedule) if *schedule.category != grant.category => {
                    let message = format!(
                        "{}: grant {} follows schedule {} of category {}",
                        grant.category, *grant.reference, *schedule.name, *schedule.category
                    );
                    let remedy = format!(
                        "Move the grant, or give {} a schedule of its own.",
                        grant.category
                    );
                    self.problems
                        .add("E026", &grant.schedule.place, message, remedy);
                }
                Some(_) => {}
            }
        }
    }

    fn milestone_exists(&mut self, name: &str, place: &Place) {
        if self.plan.milestone(name).is_none() && !self.broken(&format!("milestone.{name}")) {
            let known = list(self.plan.milestones.iter().map(|milestone| &milestone.name));
            let message = format!("milestone {name} does not exist");
            let remedy = format!("Add a [milestone.{name}]. Known milestones: {known}.");
            self.problems.add("E023", place, message, remedy);
        }
    }

    /// E024: witnesses of policies.
    fn witnesses(&mut self) {
        for milestone in &self.plan.milestones {
            for leaf in &milestone.leaves {
                let known = self.plan.witness(leaf).is_some();
                if !known && !self.broken(&format!("witness.{}", **leaf)) {
                    let known = list(self.plan.witnesses.iter().map(|witness| &witness.name));
                    let message = format!("{}: witness {} does not exist", *milestone.name, **leaf);
                    let remedy = format!("Add a [witness.{}]. Known witnesses: {known}.", **leaf);
                    self.problems.add("E024", &leaf.place, message, remedy);
                }
            }
        }
    }

    /// E025: references, and names that are an address and a multisig, and leaves of a policy.
    fn twice(&mut self) {
        let plan = self.plan;
        let contracts = plan.contract_names();
        let names = plan.addresses.iter().map(|address| &address.name);
        let names: Vec<_> = names
            .chain(plan.multisigs.iter().map(|m| &m.name))
            .chain(&contracts)
            .collect();
        self.distinct("the name", &names);
        let references: Vec<_> = plan.grants.iter().map(|grant| &grant.reference).collect();
        self.distinct("the reference", &references);
        for milestone in &plan.milestones {
            let leaves: Vec<_> = milestone.leaves.iter().collect();
            self.distinct("in one policy, the witness", &leaves);
        }
    }

    fn distinct(&mut self, what: &str, names: &[&At<String>]) {
        let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
        for name in names {
            if let Some(before) = first.get(name.as_str()) {
                let message = format!(
                    "{what} {} is given before, in {}:{}",
                    ***name, before.file, before.line
                );
                self.problems
                    .add("E025", &name.place, message, "Rename one of the two.");
            } else {
                first.insert(name.as_str(), &name.place);
            }
        }
    }
}

fn list<'a>(names: impl Iterator<Item = &'a At<String>>) -> String {
    let names: Vec<&str> = names.map(|name| name.as_str()).collect();
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}
