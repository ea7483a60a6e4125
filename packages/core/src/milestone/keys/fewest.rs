use cosmwasm_schema::cw_serde;

use super::{KeyGroup, alone, fewest, fewest_to_stop, voting};
use crate::milestone::{OnSilence, Policy};

/// Who is behind a milestone: its attestors and its court.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    /// Names of the leaves.
    pub leaves: Vec<String>,
    /// Who is behind each.
    pub attestors: Vec<KeyGroup>,
    /// What an assertion costs, in words, where a leaf is one.
    pub bonds: Vec<Option<String>>,
    /// Who judges.
    pub court: KeyGroup,
    /// What a silent court means.
    pub on_silence: OnSilence,
}

/// The fewest distinct keys behind a gate, without any vote. None: too many overlapping groups to
/// tell, or no number of keys is enough.
#[cw_serde]
#[derive(Eq)]
pub struct Fewest {
    /// Keys that can open it falsely if nobody objects.
    pub open: Option<u64>,
    /// Whether no number of keys can.
    pub never_opened: bool,
    /// What so few keys assert besides, and what it costs them if it is struck.
    pub asserted: Vec<Asserted>,
    /// Keys that can open it falsely though somebody objects: attestors and the court.
    pub open_against_objection: Option<u64>,
    /// Keys that can stop it by attesting nothing, or by changing a contract that is asked.
    pub stop: Option<u64>,
    /// Whether no number of keys can.
    pub never_stopped: bool,
    /// Keys of the court that, with a challenger's bond, can strike every attestation.
    pub stop_by_court: Option<u64>,
    /// What keys come to beside a vote, if a governance is a witness or the court.
    pub votes: Option<VoteKeys>,
}

/// An assertion on which a false opening by few keys rests.
#[cw_serde]
#[derive(Eq)]
pub struct Asserted {
    /// The witness.
    pub witness: String,
    /// Its bond, in words.
    pub bond: String,
}

/// What keys come to where a governance votes on a milestone.
#[cw_serde]
#[derive(Eq)]
pub struct VoteKeys {
    /// Whether it is one of the witnesses.
    pub attests: bool,
    /// Whether it is the court.
    pub judges: bool,
    /// Whether a court that does not come to a verdict strikes what was attested.
    pub silence_strikes: bool,
    /// Whether no number of keys opens it without a vote.
    pub opens_by_vote_only: bool,
    /// The same if somebody objects.
    pub overrules_by_vote_only: bool,
    /// Keys that open it falsely beside a vote that attests.
    pub open: Option<u64>,
    /// Keys that open it though somebody objects, beside votes for it.
    pub open_against_objection: Option<u64>,
    /// Keys that stop it by attesting nothing, if no vote attests either.
    pub stop: Option<u64>,
}

impl Behind {
    /// How few keys can do what to a policy over these leaves.
    pub fn fewest(&self, policy: &Policy) -> Fewest {
        let works = |reached: &[bool]| self.holds(policy, reached);
        // Every key there is, and no vote.
        let keys: Vec<bool> = self.attestors.iter().map(|group| !group.vote).collect();
        let spoken: Vec<bool> = self.attestors.iter().map(KeyGroup::all_speak).collect();
        let silent: Vec<bool> = self
            .attestors
            .iter()
            .map(|group| group.vote || group.stands_alone())
            .collect();
        Fewest {
            open: self.open(&works, false),
            never_opened: !works(&spoken),
            asserted: self.asserted(&works),
            open_against_objection: self.open_against_objection(&works, false),
            // A vote stands against whoever is silent.
            stop: self.stop(&works, true),
            never_stopped: works(&silent),
            stop_by_court: self.stop_by_court(),
            votes: self.votes(&works, !works(&keys)),
        }
    }

    fn holds(&self, policy: &Policy, reached: &[bool]) -> bool {
        policy.holds(&|name| {
            let position = self.leaves.iter().position(|leaf| leaf == name);
            position
                .and_then(|position| reached.get(position))
                .copied()
                .unwrap_or(false)
        })
    }

    fn silence_strikes(&self) -> bool {
        self.on_silence == OnSilence::Falls
    }

    /// The fewest keys that satisfy the policy, if votes attest or do not.
    fn open(&self, works: &dyn Fn(&[bool]) -> bool, attests: bool) -> Option<u64> {
        fewest(&self.attestors, &voting(&self.attestors, attests, works))
    }

    fn stop(&self, works: &dyn Fn(&[bool]) -> bool, attests: bool) -> Option<u64> {
        fewest_to_stop(&self.attestors, &voting(&self.attestors, attests, works))
    }

    /// The assertions without which it would take more keys to open it.
    fn asserted(&self, works: &dyn Fn(&[bool]) -> bool) -> Vec<Asserted> {
        let open = self.open(works, false);
        let leaves = self.leaves.iter().zip(&self.bonds).enumerate();
        let each = leaves.filter_map(|(index, (leaf, bond))| {
            let bond = bond.clone()?;
            let mut attestors = self.attestors.clone();
            *attestors.get_mut(index)? = KeyGroup::nobody();
            let without = fewest(&attestors, &voting(&attestors, false, works));
            (without != open).then(|| Asserted {
                witness: leaf.clone(),
                bond,
            })
        });
        each.collect()
    }

    /// A silent court strikes what is challenged, so it must speak; or lets it stand, and must be
    /// kept silent: its blocking keys, counted as if none attests.
    fn open_against_objection(&self, works: &dyn Fn(&[bool]) -> bool, votes: bool) -> Option<u64> {
        if self.silence_strikes() {
            let court = std::iter::once(&self.court);
            let groups: Vec<KeyGroup> = self.attestors.iter().chain(court).cloned().collect();
            let both = |reached: &[bool]| works(reached) && alone(reached);
            return fewest(&groups, &voting(&groups, votes, &both));
        }
        let silent = match self.court.vote {
            true => Some(0),
            false => fewest_to_stop(std::slice::from_ref(&self.court), &alone),
        };
        self.open(works, votes)
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

    fn votes(&self, works: &dyn Fn(&[bool]) -> bool, opens_by_vote_only: bool) -> Option<VoteKeys> {
        let attests = self.attestors.iter().any(|group| group.vote);
        let judges = self.court.vote;
        if !attests && !judges {
            return None;
        }
        Some(VoteKeys {
            attests,
            judges,
            silence_strikes: self.silence_strikes(),
            opens_by_vote_only,
            overrules_by_vote_only: opens_by_vote_only || (judges && self.silence_strikes()),
            open: self.open(works, true),
            open_against_objection: self.open_against_objection(works, true),
            stop: self.stop(works, false),
        })
    }
}
