//! Milestones that are voted on: votes in time, and who could be most of the voters.

use milegate_core::Span;
use milegate_core::governance::{Class, Share, limits};

use super::Judge;
use super::identity::{holders, identity};
use crate::place::Place;
use crate::plan::{Governance, Milestone, Plan, Source, WitnessKind};
use crate::text::{Amounts, span_text, span_words};

const DAY: u64 = 86_400;

/// What insiders could have of all the power there can be.
pub struct Insiders {
    /// Theirs ...
    pub part: u128,
    /// ... of so much.
    pub whole: u128,
}

impl Insiders {
    /// None if the plan does not know who votes.
    pub fn of(plan: &Plan, governance: &Governance) -> Option<Insiders> {
        let Source::Group(group) = &governance.source else {
            return Some(Insiders {
                part: plan.funds()?,
                whole: *plan.asset.total_supply,
            });
        };
        let name = identity(plan, group)?;
        let members = &plan.multisig(name.strip_prefix('@')?)?.members;
        let holders = holders(plan);
        let interested = members.iter().filter(|member| {
            identity(plan, &member.address).is_some_and(|address| holders.contains_key(&address))
        });
        Some(Insiders {
            part: interested.map(|member| u128::from(*member.weight)).sum(),
            whole: members
                .iter()
                .map(|member| u128::from(*member.weight))
                .sum(),
        })
    }

    /// What is not theirs.
    pub fn others(&self) -> u128 {
        self.whole.saturating_sub(self.part)
    }

    /// Whether they are most of it, though everybody else takes part.
    pub fn are_most(&self) -> bool {
        self.part > self.others()
    }

    /// Their share, rounded up to a hundredth of a percent.
    pub fn share(&self) -> Share {
        let most = u128::from(u64::MAX);
        let scale = self.whole.checked_div(most).unwrap_or(0).saturating_add(1);
        let narrow = |value: u128| {
            let scaled = value.checked_div(scale).unwrap_or(0);
            u64::try_from(scaled).unwrap_or(u64::MAX).into()
        };
        Share::at_most(narrow(self.part), narrow(self.whole))
    }
}

impl Judge<'_> {
    /// E076, E077: of a court that is the plan's governance.
    pub(super) fn court_votes(&mut self, milestone: &Milestone) {
        let plan = self.plan;
        let unread = |section: &String| section.starts_with("governance");
        let Some(governance) = &plan.governance else {
            return;
        };
        if plan.broken.iter().any(unread) {
            return;
        }
        let name = &*milestone.name;
        let rule = governance.of(Class::Dispute);
        let (ready, until) = (rule.executable(), rule.expires());
        let limit = &milestone.court_limit;
        if until.seconds > limit.seconds || until.blocks > limit.blocks {
            let message = format!(
                "{name}: a vote on a dispute is over {} after it opens (voting, delay, window), the \
                 court's limit is {}",
                span_words(until),
                span_words(**limit)
            );
            let remedy = format!(
                "Raise court_limit to {} at least, or shorten the periods of dispute.",
                span_text(until)
            );
            self.problems.add("E076", &limit.place, message, remedy);
        }
        let window = &milestone.window;
        if until.seconds <= window.seconds || until.blocks <= window.blocks {
            let message = format!(
                "{name}: a vote on a dispute is over {} after it opens, and may say \"stands\" only \
                 once the challenge window of {} is over",
                span_words(until),
                span_words(**window)
            );
            let days = window.seconds.saturating_sub(ready.seconds) / DAY;
            let blocks = window.blocks.saturating_sub(ready.blocks).saturating_add(1);
            let least = Span {
                seconds: days.saturating_add(1).saturating_mul(DAY),
                blocks: blocks.max(limits::SHORTEST.blocks),
            };
            let remedy = format!(
                "Raise the window of dispute to {} at least, or shorten the challenge window.",
                span_text(least)
            );
            self.problems.add("E077", &window.place, message, remedy);
        }
    }

    /// W121.
    pub(super) fn insiders_vote(&mut self) {
        let plan = self.plan;
        let Some(governance) = &plan.governance else {
            return;
        };
        let Some(insiders) = Insiders::of(plan, governance).filter(Insiders::are_most) else {
            return;
        };
        if !plan.broken.is_empty() {
            return;
        }
        let tried: Vec<&Milestone> = plan.milestones.iter().collect();
        let judged = tried.iter().filter(|each| plan.is_governance(&each.court));
        let attested = tried.iter().filter(|each| {
            let leaves = each.leaves.iter().filter_map(|leaf| plan.witness(leaf));
            leaves.into_iter().any(|witness| match &witness.kind {
                WitnessKind::Authority { address } => plan.is_governance(address),
                _ => false,
            })
        });
        let named = |milestones: Vec<&&Milestone>| -> Option<(String, Place)> {
            let place = milestones.first()?.name.place.clone();
            let names: Vec<&str> = milestones.iter().map(|each| each.name.as_str()).collect();
            Some((names.join(", "), place))
        };
        let court = named(judged.collect()).map(|found| (found, Class::Dispute));
        let authority = named(attested.collect()).map(|found| (found, Class::Attest));
        for ((names, place), class) in court.into_iter().chain(authority) {
            let does = match class {
                Class::Dispute => "judges disputes",
                _ => "testifies",
            };
            let message = format!(
                "{names}: governance {does}, and insiders could have {} of its power: {}",
                insiders.share(),
                figures(plan, governance, &insiders, class)
            );
            let remedy = match class {
                Class::Dispute => {
                    "Name a court of outsiders, or accept it with allow = [\"W121\"]."
                }
                _ => {
                    "Pair governance with another witness by `and`, or accept it with \
                     allow = [\"W121\"]."
                }
            };
            self.problems.add("W121", &place, message, remedy);
        }
    }
}

/// What insiders could do as voters: unproven, and proven.
fn figures(plan: &Plan, governance: &Governance, insiders: &Insiders, class: Class) -> String {
    let rule = governance.of(class);
    let units = |amount: u128| match governance.source {
        Source::Stake => Amounts::of(plan).words(amount),
        Source::Group(_) => format!("weight {amount}"),
    };
    let points = Share::WHOLE.basis_points();
    let rest = Share::new(points.saturating_sub(insiders.share().basis_points()));
    let reach = match rest < *rule.floor {
        true => "cannot reach",
        false => "need",
    };
    format!(
        "{} of {}. As long as nobody proves them they decide alone; once proven they are out of the \
         quorum, and the other {rest} {reach} {} of all, with a quorum of {} among themselves",
        units(insiders.part),
        units(insiders.whole),
        *rule.floor,
        *rule.quorum
    )
}
