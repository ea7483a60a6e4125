//! A milestone in a box: terms with small spans, a clock, attestors by name, and a ghost that keeps
//! every attestation ever made in a list and judges each by walking it.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_core::milestone::{
    Attestation, Attestor, Claim, OnSilence, Outcome, Policy, Previous, Refusal, Stage, State,
    Strike, Terms, Transition, Verdict, Witness, WitnessKind,
};
use milegate_core::oracle::Reading;
use milegate_core::{Conclusion, Point, Span};

pub const START: u64 = 10;
pub const DEADLINE: u64 = 20;
pub const WINDOW: u64 = 4;
pub const LAST_CALL: u64 = 5;
pub const COURT: u64 = 3;
pub const FRESHNESS: u64 = 6;
pub const BOND: u128 = 101;

pub fn span(length: u64) -> Span {
    Span {
        seconds: length,
        blocks: length,
    }
}

pub fn leaf(name: &str) -> Policy {
    Policy::Witness { name: name.into() }
}

pub fn committee(name: &str, threshold: u64) -> Witness<Addr> {
    Witness {
        name: name.into(),
        kind: WitnessKind::Committee {
            group: Addr::unchecked("group"),
            threshold: threshold.into(),
            seat_age: 2,
        },
    }
}

pub fn authority(name: &str) -> Witness<Addr> {
    Witness {
        name: name.into(),
        kind: WitnessKind::Authority {
            address: Addr::unchecked(name),
        },
    }
}

pub fn assertion(name: &str, bond: u128) -> Witness<Addr> {
    Witness {
        name: name.into(),
        kind: WitnessKind::Assertion { bond: bond.into() },
    }
}

/// `any of (panel, board)`: a committee of threshold 2, and an authority.
pub fn terms() -> Terms<Addr> {
    Terms {
        name: "listing".into(),
        statement: "it is listed".into(),
        schema: "listing/1".into(),
        witnesses: vec![committee("panel", 2), authority("board")],
        policy: Policy::Any {
            of: vec![leaf("panel"), leaf("board")],
        },
        start: START,
        deadline: DEADLINE,
        window: span(WINDOW),
        last_call: span(LAST_CALL),
        court_limit: span(COURT),
        freshness: span(FRESHNESS),
        court: Addr::unchecked("court"),
        bond: BOND.into(),
        on_silence: OnSilence::Falls,
    }
}

/// What became of one attestation, by the ghost's own count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    Stands,
    Struck,
    Dropped,
    Removed,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Ghost {
    pub witness: String,
    pub attestor: String,
    pub attestation: Attestation,
    pub challenged: bool,
    pub fate: Fate,
}

#[derive(Debug, Clone, PartialEq)]
pub struct World {
    pub terms: Terms<Addr>,
    pub state: State,
    pub now: Point,
    pub latest: BTreeMap<(String, String), Attestation>,
    pub strikes: Vec<(String, Strike)>,
    pub ghosts: Vec<Ghost>,
    /// Since when the policy has been satisfied without a break, by the ghost's count.
    pub satisfied_since: Option<Point>,
}

pub type Done = Result<Vec<Outcome>, Refusal>;

impl World {
    pub fn new(terms: Terms<Addr>) -> Self {
        World {
            state: State::new(&terms),
            terms,
            now: Point {
                time: START,
                height: START,
            },
            latest: BTreeMap::new(),
            strikes: vec![],
            ghosts: vec![],
            satisfied_since: None,
        }
    }

    /// To an instant, one block a second.
    pub fn at(mut self, time: u64) -> Self {
        self.now = Point { time, height: time };
        self
    }

    pub fn wait(&mut self, seconds: u64) {
        self.now.time += seconds;
        self.now.height += seconds;
    }

    pub fn attest(&mut self, witness: &str, attestor: &str) -> Done {
        let as_of = self.now.time.min(self.terms.deadline);
        self.attest_as_of(witness, attestor, as_of)
    }

    pub fn attest_as_of(&mut self, witness: &str, attestor: &str, as_of: u64) -> Done {
        let claim = Claim {
            round: self.state.round,
            as_of,
            valid_until: self.now.time,
        };
        self.attest_claim(witness, attestor, 1, claim)
    }

    pub fn attest_claim(
        &mut self,
        witness: &str,
        attestor: &str,
        weight: u64,
        claim: Claim,
    ) -> Done {
        let sent = self.price(witness);
        self.attest_sending(witness, attestor, weight, claim, sent)
    }

    /// What it costs to attest.
    pub fn price(&self, witness: &str) -> u128 {
        let Some((place, witness)) = self.terms.leaf(witness) else {
            return 0;
        };
        match &witness.kind {
            WitnessKind::Assertion { bond } => self.state.leaves[place]
                .assertion_bond(*bond)
                .map_or(0, |bond| bond.u128()),
            _ => 0,
        }
    }

    pub fn attest_sending(
        &mut self,
        witness: &str,
        attestor: &str,
        weight: u64,
        claim: Claim,
        sent: u128,
    ) -> Done {
        let key = (witness.to_string(), attestor.to_string());
        let previous = self.latest.get(&key).map(|attestation| Previous {
            attestation: *attestation,
            strike: self.strike_at(witness, attestation.sequence),
        });
        let address = Addr::unchecked(attestor);
        let voice = Attestor {
            address: &address,
            weight: Uint64::new(weight),
            sent: sent.into(),
        };
        let (transition, attestation) =
            self.state
                .attest(&self.terms, self.now, witness, voice, claim, previous)?;

        Ok(self.attested(key, transition, attestation))
    }

    /// Somebody looks at a feed leaf, whose oracle says this.
    pub fn observe(&mut self, witness: &str, reading: Option<Reading>) -> Done {
        let key = (witness.to_string(), "oracle".to_string());
        let previous = self.latest.get(&key).map(|attestation| Previous {
            attestation: *attestation,
            strike: self.strike_at(witness, attestation.sequence),
        });
        let (transition, attestation) =
            self.state
                .observe_feed(&self.terms, self.now, witness, reading, previous)?;
        Ok(self.attested(key, transition, attestation))
    }

    /// An attestation enters the books.
    fn attested(
        &mut self,
        key: (String, String),
        transition: Transition,
        attestation: Attestation,
    ) -> Vec<Outcome> {
        self.drop_stale(&transition);
        let (witness, attestor) = key.clone();
        self.latest.insert(key, attestation);
        self.ghosts.push(Ghost {
            witness,
            attestor,
            attestation,
            challenged: false,
            fate: Fate::Stands,
        });
        self.take(transition)
    }

    pub fn retract(&mut self, witness: &str, attestor: &str) -> Done {
        let attestation = self.found(witness, attestor)?;
        let (transition, attestation) = self.state.retract(
            &self.terms,
            self.now,
            witness,
            self.state.round,
            &attestation,
        )?;
        Ok(self.removed(witness, attestor, transition, attestation))
    }

    pub fn recuse(&mut self, witness: &str, attestor: &str) -> Done {
        let attestation = self.found(witness, attestor)?;
        let (transition, attestation) =
            self.state
                .recuse(&self.terms, self.now, witness, &attestation)?;
        Ok(self.removed(witness, attestor, transition, attestation))
    }

    pub fn challenge(&mut self) -> Done {
        let transition = self.state.challenge(
            &self.terms,
            self.now,
            self.state.round,
            Addr::unchecked("challenger"),
            self.state.bond,
        )?;
        self.drop_stale(&transition);
        let holding: Vec<_> = self
            .terms
            .witnesses
            .iter()
            .filter(|witness| self.holds(&witness.name))
            .map(|witness| witness.name.clone())
            .collect();
        for ghost in &mut self.ghosts {
            ghost.challenged = ghost.fate == Fate::Stands && holding.contains(&ghost.witness);
        }
        Ok(self.take(transition))
    }

    pub fn settle(&mut self, verdict: Verdict) -> Done {
        let transition = self
            .state
            .settle(&self.terms, self.now, self.state.round, verdict)?;
        self.drop_stale(&transition);
        Ok(self.take(transition))
    }

    pub fn conclude(&mut self) -> Done {
        let transition = self.state.conclude(&self.terms, self.now)?;
        self.drop_stale(&transition);
        Ok(self.take(transition))
    }

    pub fn add_bounty(&mut self, amount: u128) -> Done {
        let transition = self
            .state
            .add_bounty(&self.terms, self.now, Uint128::new(amount))?;
        self.drop_stale(&transition);
        Ok(self.take(transition))
    }

    pub fn conclusion(&self) -> Option<Conclusion> {
        match self.state.stage {
            Stage::Ended { conclusion } => Some(conclusion),
            _ => None,
        }
    }

    /// Leaves out what cannot matter any more: all but each attestor's latest attestation, and the
    /// strikes before it.
    pub fn forget(&mut self) {
        let latest = self.latest.clone();
        let last = |g: &Ghost| latest[&(g.witness.clone(), g.attestor.clone())].sequence;
        self.ghosts.retain(|g| g.attestation.sequence == last(g));
        let oldest = self.ghosts.iter().map(|g| g.attestation.sequence).min();
        self.strikes
            .retain(|(_, strike)| oldest.is_some_and(|oldest| strike.to >= oldest));
    }

    /// The ghost's judgement of a leaf: walks every attestation.
    pub fn holds(&self, witness: &str) -> bool {
        let standing = || {
            self.ghosts
                .iter()
                .filter(|ghost| ghost.witness == witness && ghost.fate == Fate::Stands)
        };
        let (_, leaf) = self.terms.leaf(witness).unwrap();
        match &leaf.kind {
            WitnessKind::Committee { threshold, .. } => {
                let weight: u64 = standing().map(|g| g.attestation.weight.u64()).sum();
                standing().count() >= 2 && weight >= threshold.u64()
            }
            _ => standing().count() > 0,
        }
    }

    pub fn strike_at(&self, witness: &str, sequence: u64) -> Option<Strike> {
        self.strikes
            .iter()
            .find(|(name, strike)| name == witness && strike.to >= sequence)
            .map(|(_, strike)| *strike)
    }

    fn found(&self, witness: &str, attestor: &str) -> Result<Attestation, Refusal> {
        self.latest
            .get(&(witness.to_string(), attestor.to_string()))
            .copied()
            .ok_or(Refusal::NothingStands {})
    }

    fn removed(
        &mut self,
        witness: &str,
        attestor: &str,
        transition: Transition,
        attestation: Attestation,
    ) -> Vec<Outcome> {
        self.drop_stale(&transition);
        self.latest
            .insert((witness.into(), attestor.into()), attestation);
        for ghost in &mut self.ghosts {
            if ghost.attestation.sequence == attestation.sequence {
                ghost.fate = Fate::Removed;
            }
        }
        self.take(transition)
    }

    fn drop_stale(&mut self, transition: &Transition) {
        for outcome in &transition.before {
            let Outcome::SittingDropped { witness, .. } = outcome else {
                panic!("{outcome:?} before a message");
            };
            for ghost in &mut self.ghosts {
                if ghost.witness == *witness && ghost.fate == Fate::Stands {
                    ghost.fate = Fate::Dropped;
                }
            }
        }
    }

    fn take(&mut self, transition: Transition) -> Vec<Outcome> {
        let struck: Vec<_> = transition
            .after
            .iter()
            .filter_map(|outcome| match outcome {
                Outcome::Struck { witness, strike } => Some((witness.clone(), *strike)),
                _ => None,
            })
            .collect();
        if !struck.is_empty() {
            for ghost in &mut self.ghosts {
                if ghost.challenged && ghost.fate == Fate::Stands {
                    ghost.fate = Fate::Struck;
                }
            }
        }
        self.strikes.extend(struck);
        let fell = |outcome: &Outcome| matches!(outcome, Outcome::Fell { .. });
        if transition.after.iter().any(fell) {
            self.satisfied_since = None;
            for ghost in &mut self.ghosts {
                ghost.challenged = false;
            }
        }
        self.state = transition.state;
        if !self.terms.policy.holds(&|name| self.holds(name)) {
            self.satisfied_since = None;
        } else if self.satisfied_since.is_none() {
            self.satisfied_since = Some(self.now);
        }
        transition.after
    }
}
