//! The fewest keys behind a gate, without a vote and beside one.

use milegate_core::milestone::OnSilence;

use super::court::policy_holds;
use super::facts::{AssertedFact, GateKeys};
use super::identity::{KeyGroup, keys_of, keys_of_witness};
use super::keys::{fewest, fewest_to_stop, voting};
use super::vote_facts::VoteKeys;
use crate::plan::{Milestone, Plan, WitnessKind};
use crate::text::Amounts;

/// Attestors and the court of a milestone.
struct Behind<'a> {
    milestone: &'a Milestone,
    attestors: Vec<KeyGroup>,
    court: KeyGroup,
}

pub fn gate(plan: &Plan, milestone: &Milestone) -> Option<GateKeys> {
    let leaves = milestone.leaves.iter();
    let behind = Behind {
        milestone,
        attestors: leaves
            .map(|leaf| keys_of_witness(plan, leaf))
            .collect::<Option<_>>()?,
        court: keys_of(plan, &milestone.court)?,
    };
    Some(GateKeys {
        milestone: milestone.name.value.clone(),
        policy: milestone.policy_text.value.clone(),
        open: behind.open(false),
        never_opened: behind.never_opened(),
        asserted: behind.asserted(plan),
        open_against_objection: behind.open_against_objection(false),
        // A vote stands against whoever is silent.
        stop: behind.stop(true),
        never_stopped: behind.never_stopped(),
        stop_by_court: behind.stop_by_court(),
        window: milestone.window.seconds,
        window_blocks: milestone.window.blocks,
        bond: *milestone.bond,
        bond_words: Amounts::of_bonds(plan).words(*milestone.bond),
        recused: is_recused(plan, milestone),
        votes: behind.votes(),
    })
}

/// Whether every court and authority is a vote from which the interested are barred.
fn is_recused(plan: &Plan, milestone: &Milestone) -> bool {
    let leaves = milestone.leaves.iter();
    let mut witnesses = leaves.filter_map(|leaf| plan.witness(leaf));
    let barred = witnesses.all(|witness| match &witness.kind {
        WitnessKind::Committee { .. } | WitnessKind::Assertion { .. } | WitnessKind::State(_) => {
            true
        }
        // Who reports is asked for no grant.
        WitnessKind::Feed(_) => false,
        WitnessKind::Authority { address } => plan.is_governance(address),
    });
    barred && plan.is_governance(&milestone.court)
}

fn alone(reached: &[bool]) -> bool {
    reached.last().copied().unwrap_or(false)
}

impl Behind<'_> {
    fn silence_strikes(&self) -> bool {
        self.milestone.on_silence == OnSilence::Falls
    }

    fn works(&self) -> impl Fn(&[bool]) -> bool + '_ {
        |reached| policy_holds(self.milestone, reached)
    }

    /// Attestors, and the court behind them.
    fn all(&self) -> Vec<KeyGroup> {
        let court = std::iter::once(&self.court);
        self.attestors.iter().chain(court).cloned().collect()
    }

    /// The fewest keys that satisfy the policy, if votes attest or do not.
    fn open(&self, attests: bool) -> Option<u64> {
        let works = self.works();
        fewest(&self.attestors, &voting(&self.attestors, attests, &works))
    }

    /// Whether the policy is false though every key says it is true, and no vote.
    fn never_opened(&self) -> bool {
        let keys = self.attestors.iter().map(KeyGroup::all_speak);
        !self.works()(&keys.collect::<Vec<_>>())
    }

    /// Whether the policy can be true though every key is silent, beside a vote that is not.
    fn never_stopped(&self) -> bool {
        let keys = self
            .attestors
            .iter()
            .map(|group| group.vote || group.stands_alone());
        self.works()(&keys.collect::<Vec<_>>())
    }

    /// The assertions without which it would take more keys to open it.
    fn asserted(&self, plan: &Plan) -> Vec<AssertedFact> {
        let open = self.open(false);
        let leaves = self.milestone.leaves.iter().enumerate();
        let each = leaves.filter_map(|(index, leaf)| {
            let WitnessKind::Assertion { bond } = &plan.witness(leaf)?.kind else {
                return None;
            };
            let mut attestors = self.attestors.clone();
            *attestors.get_mut(index)? = KeyGroup::nobody();
            let works = self.works();
            let without = fewest(&attestors, &voting(&attestors, false, &works));
            (without != open).then(|| AssertedFact {
                witness: leaf.value.clone(),
                bond: **bond,
                bond_words: Amounts::of_bonds(plan).words(**bond),
            })
        });
        each.collect()
    }

    fn stop(&self, attests: bool) -> Option<u64> {
        let works = self.works();
        fewest_to_stop(&self.attestors, &voting(&self.attestors, attests, &works))
    }

    /// A silent court strikes what is challenged, so it must speak; or lets it stand, and must be
    /// kept silent: its blocking keys, counted as if none attests.
    fn open_against_objection(&self, votes: bool) -> Option<u64> {
        if self.silence_strikes() {
            let groups = self.all();
            let both = |reached: &[bool]| self.works()(reached) && alone(reached);
            return fewest(&groups, &voting(&groups, votes, &both));
        }
        let silent = match self.court.vote {
            true => Some(0),
            false => fewest_to_stop(std::slice::from_ref(&self.court), &alone),
        };
        self.open(votes)
            .zip(silent)
            .map(|(open, silent)| open.saturating_add(silent))
    }

    fn stop_by_court(&self) -> Option<u64> {
        if self.court.vote {
            return None;
        }
        let court = std::slice::from_ref(&self.court);
        let speak = fewest(court, &alone);
        match self.silence_strikes() {
            true => speak.min(fewest_to_stop(court, &alone)),
            false => speak,
        }
    }

    fn votes(&self) -> Option<VoteKeys> {
        let attests = self.attestors.iter().any(|group| group.vote);
        let judges = self.court.vote;
        if !attests && !judges {
            return None;
        }
        // Every key there is, and no vote.
        let keys: Vec<bool> = self.attestors.iter().map(|group| !group.vote).collect();
        let opens_by_vote_only = !self.works()(&keys);
        Some(VoteKeys {
            attests,
            judges,
            silence_strikes: self.silence_strikes(),
            opens_by_vote_only,
            overrules_by_vote_only: opens_by_vote_only || (judges && self.silence_strikes()),
            open: self.open(true),
            open_against_objection: self.open_against_objection(true),
            stop: self.stop(false),
        })
    }
}
