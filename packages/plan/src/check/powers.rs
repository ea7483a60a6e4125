//! Thresholds, and insiders where they must not be.

use std::collections::BTreeSet;

use super::Judge;
use super::identity::{holders, identity};
use crate::party::Party;
use crate::place::{At, Place};
use crate::plan::{Member, Power, SinkTo, WitnessKind};

impl Judge<'_> {
    pub(super) fn powers(&mut self) {
        let plan = self.plan;
        for multisig in &plan.multisigs {
            let what = format!("multisig {}", *multisig.name);
            let (threshold, of) = (&multisig.threshold, multisig.of);
            self.threshold(
                &what,
                &multisig.members,
                threshold,
                of,
                &multisig.name.place,
            );
        }
        for witness in &plan.witnesses {
            if let WitnessKind::Committee {
                members,
                threshold,
                of,
                ..
            } = &witness.kind
            {
                let what = format!("committee {}", *witness.name);
                self.threshold(&what, members, threshold, *of, &witness.name.place);
                self.committee(&what, members, &witness.name.place);
            }
        }
        self.feeds();
        self.states();
        self.insiders();
        self.sinks();
        for milestone in &plan.milestones {
            self.court(milestone);
            self.keys(milestone);
        }
    }

    /// E040, E070, W103.
    fn threshold(
        &mut self,
        what: &str,
        members: &[Member],
        threshold: &At<u64>,
        of: Option<u64>,
        place: &Place,
    ) {
        for member in members.iter().filter(|member| *member.weight == 0) {
            let message = format!("{what}: {} has no weight", *member.address);
            self.problems
                .add("E040", &member.weight.place, message, "Remove or weigh it.");
        }
        let broken = [
            what.replacen(' ', ".", 1),
            what.replacen("committee ", "witness.", 1),
        ];
        if broken.iter().any(|section| self.broken(section)) {
            return;
        }
        let total = members
            .iter()
            .try_fold(0_u64, |sum, member| sum.checked_add(*member.weight));
        let Some(total) = total else {
            let message = format!("{what}: the weights together exceed 64 bits");
            self.problems
                .add("E045", place, message, "Use small weights.");
            return;
        };
        if **threshold == 0 {
            let message = format!("{what}: the threshold is zero");
            self.problems
                .add("E040", &threshold.place, message, "Write what is needed.");
        } else if **threshold > total {
            let message = format!(
                "{what}: the threshold {} can never be reached, the weights sum to {total}",
                **threshold
            );
            let remedy = "Lower the threshold, or add members.";
            self.problems.add("E070", &threshold.place, message, remedy);
        } else if of.is_some_and(|of| of != total) {
            let message = format!(
                "{what}: the threshold counts on {} in all, the weights sum to {total}",
                of.unwrap_or(0)
            );
            let remedy = format!(
                "Write \"{} of {total}\", or correct the members.",
                **threshold
            );
            self.problems.add("E070", &threshold.place, message, remedy);
        } else if threshold.saturating_mul(2) <= total && total > 1 {
            let message = format!(
                "{what}: {} of {total} is not more than half, so two halves can disagree",
                **threshold
            );
            self.problems
                .add("W103", &threshold.place, message, "Raise the threshold.");
        }
    }

    /// E071: whatever the weights, at least two members must attest.
    fn committee(&mut self, what: &str, members: &[Member], place: &Place) {
        if members.len() < 2 && !self.broken(&what.replacen("committee ", "witness.", 1)) {
            let message = format!("{what}: {} is too few members", members.len());
            let remedy = "Name at least two, or use an authority.";
            self.problems.add("E071", place, message, remedy);
        }
    }

    /// E072: committees, authorities, courts and the members of multisigs behind them.
    fn insiders(&mut self) {
        let plan = self.plan;
        let holders = holders(plan);
        let mut judges: Vec<(String, At<Party>)> = Vec::new();
        let add_members = |what: &str, party: &At<Party>, list: &mut Vec<_>| {
            let address = identity(plan, party);
            let name = address
                .as_deref()
                .and_then(|address| address.strip_prefix('@'));
            if let Some(multisig) = name.and_then(|name| plan.multisig(name)) {
                for member in &multisig.members {
                    list.push((
                        format!("a member of {what} @{}", *multisig.name),
                        member.address.clone(),
                    ));
                }
            }
        };
        for witness in &plan.witnesses {
            match &witness.kind {
                WitnessKind::Committee { members, .. } => {
                    let what = format!("a member of committee {}", *witness.name);
                    judges.extend(members.iter().map(|m| (what.clone(), m.address.clone())));
                }
                WitnessKind::Authority { address } => {
                    judges.push((format!("the authority {}", *witness.name), address.clone()));
                    add_members("the authority", address, &mut judges);
                }
                WitnessKind::State(leaf) => {
                    if let Power::Of(party) = &leaf.admin.value {
                        let admin = At::new(party.clone(), &leaf.admin.place);
                        let what = format!("who can change the contract of {}", *witness.name);
                        judges.push((what, admin));
                    }
                }
                WitnessKind::Assertion { .. } | WitnessKind::Feed(_) => {}
            }
        }
        for feed in &plan.feeds {
            let what = format!("a reporter of feed {}", *feed.name);
            let reporters = feed.reporters.iter();
            judges.extend(reporters.map(|m| (what.clone(), m.address.clone())));
        }
        for milestone in &plan.milestones {
            judges.push((
                format!("the court of {}", *milestone.name),
                milestone.court.clone(),
            ));
            add_members("the court", &milestone.court, &mut judges);
        }
        let mut told = BTreeSet::new();
        for (what, party) in judges {
            let Some(address) = identity(plan, &party) else {
                continue;
            };
            let Some((grant, place)) = holders.get(&address) else {
                continue;
            };
            if !told.insert((what.clone(), address)) {
                continue;
            }
            let message = format!("{what}, {}, holds grant {grant}", *party);
            let remedy = format!(
                "Who is paid decides nothing: replace one of the two (grant in {}:{}).",
                place.file, place.line
            );
            self.problems.add("E072", &party.place, message, remedy);
        }
    }

    /// E073.
    fn sinks(&mut self) {
        let plan = self.plan;
        let holders = holders(plan);
        for (what, sink) in [
            ("the sink", &plan.vault.sink),
            ("the bond sink", &plan.bond_sink),
        ] {
            let SinkTo::Account(party) = &sink.value else {
                continue;
            };
            let Some(address) = identity(plan, party) else {
                continue;
            };
            if let Some((grant, _)) = holders.get(&address) {
                let message = format!("{what} {party} holds grant {grant}");
                let remedy = "Burn, or name an account without a grant.";
                self.problems.add("E073", &sink.place, message, remedy);
            }
        }
        let SinkTo::Account(party) = &plan.bond_sink.value else {
            return;
        };
        let address = identity(plan, party);
        for milestone in &plan.milestones {
            if address.is_some() && identity(plan, &milestone.court) == address {
                let message = format!("the bond sink {party} is the court of {}", *milestone.name);
                let remedy = "A court must not be paid by its verdicts: burn, or name another.";
                self.problems
                    .add("E073", &plan.bond_sink.place, message, remedy);
                return;
            }
        }
    }
}
