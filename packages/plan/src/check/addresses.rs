//! Addresses: one member once, one name once, real ones when deploying.

use std::collections::BTreeMap;

use super::Judge;
use super::identity::identity;
use crate::party::Party;
use crate::place::{At, Place};
use crate::plan::{Member, WitnessKind};

impl Judge<'_> {
    pub(super) fn addresses(&mut self) {
        let plan = self.plan;
        for multisig in &plan.multisigs {
            self.members(&format!("multisig {}", *multisig.name), &multisig.members);
        }
        for witness in &plan.witnesses {
            if let WitnessKind::Committee { members, .. } = &witness.kind {
                self.members(&format!("committee {}", *witness.name), members);
            }
        }
        for feed in &plan.feeds {
            self.members(&format!("the reporters of {}", *feed.name), &feed.reporters);
        }
        let at_once: Vec<Member> = plan.excluded.iter().map(excluded).collect();
        self.members("the excluded accounts", &at_once);
        self.one_name();
        if self.options.deploying.is_some() {
            self.real();
        }
    }

    /// E031: by the canonical address, so upper case and aliases count.
    fn members(&mut self, group: &str, members: &[Member]) {
        let mut first: BTreeMap<String, &Place> = BTreeMap::new();
        for member in members {
            let Some(address) = identity(self.plan, &member.address) else {
                continue;
            };
            if let Some(before) = first.get(&address) {
                let message = format!(
                    "{group}: {} stands there twice, first in {}:{}",
                    *member.address, before.file, before.line
                );
                let remedy = "Remove one, or give the member a weight.";
                self.problems
                    .add("E031", &member.address.place, message, remedy);
            } else {
                first.insert(address, &member.address.place);
            }
        }
    }

    /// W106: two names for one address. An alias by `@name` says so itself and is none.
    fn one_name(&mut self) {
        let mut first: BTreeMap<String, &At<String>> = BTreeMap::new();
        for address in &self.plan.addresses {
            if matches!(*address.party, Party::Named(_)) {
                continue;
            }
            let Some(canonical) = identity(self.plan, &address.party) else {
                continue;
            };
            if let Some(before) = first.get(&canonical) {
                let message = format!(
                    "@{} and @{} are the same address {}",
                    before.value, *address.name, *address.party
                );
                let remedy = format!(
                    "Write {} = \"@{}\" if that is meant.",
                    *address.name, before.value
                );
                self.problems
                    .add("W106", &address.party.place, message, remedy);
            } else {
                first.insert(canonical, &address.name);
            }
        }
    }

    /// E032: nobody has the key of a `sim:` address.
    fn real(&mut self) {
        let parties = self.plan.parties();
        for party in parties
            .iter()
            .filter(|party| matches!(***party, Party::Sim(_)))
        {
            let message = format!(
                "{} is an address for simulations; nobody has its key",
                **party
            );
            let remedy = "Write the real address before deploying.";
            self.problems.add("E032", &party.place, message, remedy);
        }
    }
}

/// An excluded account, to be looked for twice like a member.
fn excluded(party: &At<Party>) -> Member {
    Member {
        address: party.clone(),
        weight: At::new(1, &party.place),
    }
}
