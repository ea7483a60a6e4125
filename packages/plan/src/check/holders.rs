//! Who hires and who dismisses: reserves, leavers, and the powers over them.

use std::collections::BTreeSet;

use milegate_api::common::Denom;

use super::Judge;
use super::identity::{holders, identity, keys_of, keys_of_witness};
use crate::party::Party;
use crate::place::At;
use crate::plan::{Category, Plan, Power, SinkTo};

impl Judge<'_> {
    /// E058, E059, W113, W116, W117, W118, W119.
    pub(super) fn hired_and_dismissed(&mut self) {
        let plan = self.plan;
        for category in &plan.categories {
            if !self.broken(&format!("category.{}", *category.name)) {
                self.schedules_of(category);
            }
            if let Some(reserve) = &category.reserve {
                let what = format!("{}: who assigns the reserve", *category.name);
                self.trusted(&what, &reserve.assign_by);
            }
            if let Some(leavers) = &category.leavers {
                let what = format!("{}: who ends service", *category.name);
                self.trusted(&what, &leavers.by);
                self.sink_of_leavers(&what, &leavers.by);
                self.cancellable(category, &leavers.by);
            }
        }
        self.token();
    }

    fn schedules_of(&mut self, category: &Category) {
        let plan = self.plan;
        let name = &*category.name;
        let own = plan.schedules.iter().filter(|each| *each.category == *name);
        let own: Vec<_> = own.collect();
        let unread = plan.broken.iter().any(|each| each.starts_with("schedule"));
        if let Some(reserve) = &category.reserve
            && own.is_empty()
            && !unread
        {
            let message =
                format!("{name}: no schedule exists that the reserve could be assigned to");
            let remedy = format!("Add a [schedule.{name}], or leave the reserve out.");
            self.problems
                .add("E058", &reserve.amount.place, message, remedy);
        }
        match &category.leavers {
            Some(leavers) if !unread && own.iter().all(|each| each.service.is_none()) => {
                let message =
                    format!("{name}: leavers are named, but no schedule asks for service");
                let remedy = "Add `service` to a schedule of the category, or leave `leavers` out.";
                self.problems
                    .add("E059", &leavers.by.place, message, remedy);
            }
            Some(_) => {}
            None => {
                for schedule in own {
                    let Some(service) = &schedule.service else {
                        continue;
                    };
                    let message = format!(
                        "schedule {} asks for service, but nobody can end it: who leaves keeps \
                         earning",
                        *schedule.name
                    );
                    let remedy = format!(
                        "Add leavers = {{ by = \"@hr\", notice = \"30d\" }} to [category.{name}], or \
                         leave the service out."
                    );
                    self.problems.add("W113", &service.place, message, remedy);
                }
            }
        }
    }

    /// W116, W117.
    fn trusted(&mut self, what: &str, party: &At<Party>) {
        let plan = self.plan;
        let Some(keys) = keys_of(plan, party) else {
            return;
        };
        // A vote is nobody's key, and those who gain by it are barred from it.
        if keys.vote {
            return;
        }
        if super::people::keys(plan, party) == Some(1) {
            let message = format!("{what}, {}, is one key, as far as the plan says", **party);
            let remedy = "Name a [multisig.NAME], or { address = \"...\", keys = \"3 of 5\" }.";
            self.problems.add("W117", &party.place, message, remedy);
        }
        let mut behind: BTreeSet<String> = keys.keys.into_iter().map(|(key, _)| key).collect();
        behind.extend(identity(plan, party));
        for (role, others) in [
            ("holds a grant", holders(plan).into_keys().collect()),
            ("attests or judges", judges(plan)),
        ] {
            let mut both = behind.intersection(&others).peekable();
            if both.peek().is_some() {
                // Keys that an address declares have no names.
                let named = both.filter(|key| !key.contains('#'));
                let named: Vec<&str> = named.map(String::as_str).collect();
                let named = match named.is_empty() {
                    true => String::new(),
                    false => format!(" ({})", named.join(", ")),
                };
                let message = format!("{what}, {}, also {role}{named}", **party);
                let remedy = "Name somebody else for one of the two.";
                self.problems.add("W116", &party.place, message, remedy);
            }
        }
    }

    /// W116: what a leaver loses must not go to whoever makes him leave.
    fn sink_of_leavers(&mut self, what: &str, party: &At<Party>) {
        let SinkTo::Account(sink) = &self.plan.vault.sink.value else {
            return;
        };
        let address = identity(self.plan, party);
        if address.is_some() && address == identity(self.plan, sink) {
            let message = format!(
                "{what}, {}, is the sink and receives what leavers lose",
                **party
            );
            let remedy = "Burn it, or name somebody else for one of the two.";
            self.problems.add("W116", &party.place, message, remedy);
        }
    }

    /// W118.
    fn cancellable(&mut self, category: &Category, by: &At<Party>) {
        let plan = self.plan;
        let name = &*category.name;
        let message = match &plan.vault.governance {
            None => format!(
                "{name}: nobody but {} itself can cancel a termination",
                **by
            ),
            Some(governance) if identity(plan, governance) == identity(plan, by) => {
                format!(
                    "{name}: {} ends service and is the governance that could cancel it",
                    **by
                )
            }
            Some(_) => return,
        };
        let remedy = "Name a `governance` of others under [addresses].";
        self.problems.add("W118", &by.place, message, remedy);
    }

    /// W119.
    fn token(&mut self) {
        let plan = self.plan;
        let Some(powers) = &plan.asset.powers else {
            return;
        };
        let Denom::Cw20(token) = &plan.asset.denom.value else {
            return;
        };
        for (power, key, does) in [
            (&powers.minter, "minter", "create more of the token"),
            (
                &powers.admin,
                "admin",
                "replace its code, and with it every balance",
            ),
        ] {
            let message = match &power.value {
                Power::Nobody => continue,
                Power::Of(party) => format!("{party} can {does}: it is the {key} of {token}"),
                Power::Unsaid => {
                    format!("the plan does not say who can {does}: the {key} of {token}")
                }
            };
            let remedy = format!(
                "Have it given up and write {key} = \"none\", or accept it with allow = [\"W119\"]."
            );
            self.problems.add("W119", &power.place, message, remedy);
        }
    }
}

/// Keys of witnesses and courts, and the multisigs they act through.
fn judges(plan: &Plan) -> BTreeSet<String> {
    let courts = plan.milestones.iter().map(|milestone| &milestone.court);
    let mut groups: Vec<_> = courts
        .clone()
        .filter_map(|each| keys_of(plan, each))
        .collect();
    let leaves = plan.milestones.iter().flat_map(|each| &each.leaves);
    groups.extend(leaves.filter_map(|leaf| keys_of_witness(plan, leaf)));
    let keys = groups.into_iter().flat_map(|group| group.keys);
    let mut all: BTreeSet<String> = keys.map(|(key, _)| key).collect();
    all.extend(courts.filter_map(|court| identity(plan, court)));
    all
}
