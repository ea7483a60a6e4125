//! `[stake]` and `[governance]`: what the contracts take, and who stops whom.

use milegate_core::governance::Class;
use milegate_core::governance::limits::LONGEST_GUARDIAN;

use super::Judge;
use super::identity::{holders, identity, keys_of};
use crate::plan::{Governance, Guardian, Stake, WitnessKind};
use crate::text::{duration_words, instant_words};

const DAY: u64 = 86_400;

impl Judge<'_> {
    /// E078, E081, E082, W122, W123, W124, W130, W131, and what spans are asked everywhere.
    pub(super) fn governed(&mut self) {
        let plan = self.plan;
        if let Some(stake) = &plan.stake
            && !self.broken("stake")
        {
            self.stake(stake);
        }
        let unread = |section: &String| section.starts_with("governance");
        if plan.broken.iter().any(unread) {
            return;
        }
        let Some(governance) = &plan.governance else {
            return;
        };
        self.rules(governance);
        self.costs(governance);
        if let Some(guardian) = &governance.guardian {
            self.guardian(guardian);
        }
        self.in_time_to_cancel(governance);
        self.in_time_to_attest(governance);
        self.bound_while_voting(governance);
    }

    /// E040, E082.
    fn stake(&mut self, stake: &Stake) {
        let words = |amount| self.amounts.words(amount);
        let (weight, least) = (&stake.tokens_per_weight, &stake.min_bond);
        let mut found = Vec::new();
        if **weight == 0 {
            let message = "the stake: no tokens weigh 1".to_owned();
            found.push(("E040", weight, message, "Write what is meant.".to_owned()));
        } else {
            if **least < **weight {
                let message = format!(
                    "the least stake, {}, weighs nothing: {} weigh 1",
                    words(**least),
                    words(**weight)
                );
                let remedy = format!("Raise min_bond to {} at least.", words(**weight));
                found.push(("E082", least, message, remedy));
            }
            let supply = *self.plan.asset.total_supply;
            if stake.terms().check_supply(supply.into()).is_err() {
                let message = format!(
                    "the supply of {} weighs more than 64 bits at {} a weight",
                    words(supply),
                    words(**weight)
                );
                let enough = (supply >> 64).saturating_add(1);
                let remedy = format!("Raise tokens_per_weight to {} at least.", words(enough));
                found.push(("E082", weight, message, remedy));
            }
        }
        for (code, at, message, remedy) in found {
            self.problems.add(code, &at.place, message, remedy);
        }
        let range = milegate_core::stake::MIN_UNBONDING..=milegate_core::stake::MAX_UNBONDING;
        if !range.contains(&*stake.unbonding) {
            let message = format!(
                "unbonding takes {}, not a day to a year",
                duration_words(*stake.unbonding)
            );
            let remedy = "Who votes has something to lose, and is let go within a lifetime.";
            self.problems
                .add("E082", &stake.unbonding.place, message, remedy);
        }
    }

    /// W123, W124.
    fn costs(&mut self, governance: &Governance) {
        if *governance.deposit == 0 {
            let message = "a proposal costs nothing, so anybody can wear voters down";
            let remedy = "Ask for a deposit; it comes back unless voters call the proposal an \
                          abuse.";
            self.problems
                .add("W123", &governance.deposit.place, message, remedy);
        }
        if *governance.cool_down == 0 {
            let message = "what has failed can be proposed again at once";
            let remedy = "Write cool_down = \"14d\", or leave it out.";
            self.problems
                .add("W124", &governance.cool_down.place, message, remedy);
        }
    }

    /// E081, W117.
    fn guardian(&mut self, guardian: &Guardian) {
        let plan = self.plan;
        let (who, expires) = (&guardian.address, &guardian.expires);
        let birth = self.options.deploying;
        let birth = birth.unwrap_or_else(|| plan.start.saturating_sub(DAY));
        let last = birth.saturating_add(LONGEST_GUARDIAN);
        if **expires <= *plan.start {
            let message = format!(
                "the guardian expires on {}, not after the start {}",
                instant_words(**expires),
                instant_words(*plan.start)
            );
            let remedy = "Move the expiry, or leave the guardian out.";
            self.problems.add("E081", &expires.place, message, remedy);
        } else if **expires > last {
            let message = format!(
                "the guardian expires on {}, more than {} after the birth of the contract on {}",
                instant_words(**expires),
                duration_words(LONGEST_GUARDIAN),
                instant_words(birth)
            );
            let remedy = format!("Let him expire by {}.", instant_words(last));
            self.problems.add("E081", &expires.place, message, remedy);
        }
        let Some(group) = keys_of(plan, who) else {
            return;
        };
        let mut behind: Vec<String> = group.keys.into_iter().map(|(key, _)| key).collect();
        behind.extend(identity(plan, who));
        let holders = holders(plan);
        if let Some((grant, _)) = behind.iter().find_map(|key| holders.get(key)) {
            let message = format!("the guardian, {}, holds grant {grant}", **who);
            let remedy = "Who is paid decides nothing: name somebody else.";
            self.problems.add("E081", &who.place, message, remedy);
        }
        if super::people::keys(plan, who) == Some(1) {
            let message = format!(
                "who cancels proposals, {}, is one key, as far as the plan says",
                **who
            );
            let remedy = "Name a [multisig.NAME], or { address = \"...\", keys = \"3 of 5\" }.";
            self.problems.add("W117", &who.place, message, remedy);
        }
    }

    /// W130: whoever votes still has at stake what the vote is about when it ends.
    fn bound_while_voting(&mut self, governance: &Governance) {
        let Some(stake) = &self.plan.stake else {
            return;
        };
        let longest = Class::ALL
            .into_iter()
            .max_by_key(|class| governance.of(*class).voting.seconds);
        let Some(class) = longest else { return };
        let voting = &governance.of(class).voting;
        if *stake.unbonding < voting.seconds {
            let message = format!(
                "unbonding takes {}, a vote of class {} up to {}: who voted can be gone before it \
                 ends",
                duration_words(*stake.unbonding),
                class.word(),
                duration_words(voting.seconds)
            );
            let remedy = "Let unbonding take as long as the longest vote, or longer.";
            self.problems
                .add("W130", &stake.unbonding.place, message, remedy);
        }
    }

    /// W131: a fact on the last day can still be attested by a vote.
    fn in_time_to_attest(&mut self, governance: &Governance) {
        let plan = self.plan;
        let vote = governance.of(Class::Attest).executable();
        for milestone in &plan.milestones {
            let voted = milestone.leaves.iter().any(|leaf| {
                let kind = plan.witness(leaf).map(|witness| &witness.kind);
                matches!(kind, Some(WitnessKind::Authority { address }) if plan.is_governance(address))
            });
            let last_call = &milestone.last_call;
            if !voted || (vote.seconds < last_call.seconds && vote.blocks < last_call.blocks) {
                continue;
            }
            let message = format!(
                "{}: a vote that attests takes {} (voting and delay of attest), evidence is taken \
                 for {} after the deadline",
                *milestone.name,
                crate::text::span_words(vote),
                crate::text::span_words(**last_call)
            );
            let remedy = "Lengthen last_call, or shorten the vote.";
            self.problems.add("W131", &last_call.place, message, remedy);
        }
    }

    /// W122.
    fn in_time_to_cancel(&mut self, governance: &Governance) {
        let plan = self.plan;
        let cancels = plan.vault.governance.as_ref();
        if !cancels.is_some_and(|party| plan.is_governance(party)) {
            return;
        }
        let vote = governance.of(Class::Spend).executable();
        for category in &plan.categories {
            let Some(leavers) = &category.leavers else {
                continue;
            };
            let notice = &leavers.notice;
            if notice.seconds > vote.seconds && notice.blocks > vote.blocks {
                continue;
            }
            let message = format!(
                "{}: a termination waits {}, a vote that could cancel it takes {} (voting and delay \
                 of spend)",
                *category.name,
                crate::text::span_words(**notice),
                crate::text::span_words(vote)
            );
            let remedy = format!(
                "Make the notice longer than that, by the days in which people see it and open the \
                 vote: more than {}.",
                crate::text::span_text(vote)
            );
            self.problems.add("W122", &notice.place, message, remedy);
        }
    }
}
