//! A milestone's life, lived again with the core.

mod acts;

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use milegate_api::milestones::Event as Told;
use milegate_core::Point;
use milegate_core::milestone::{
    Attestation, Evidence, Outcome, Previous, State, Strike, Terms, Transition, Watch, WitnessKind,
};

use crate::events::{Logged, is};
use crate::feeds::Feeds;

/// What contradicts the log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("height {height}: {what}")]
pub struct Contradiction {
    /// The block.
    pub height: u64,
    /// What the log says, and what should be there.
    pub what: String,
}

/// An attestation, as it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The leaf.
    pub witness: String,
    /// Who.
    pub attestor: String,
    /// Where the leaf's weights were read.
    pub sitting: u64,
    /// The attestation.
    pub attestation: Attestation,
    /// What was put forward.
    pub evidence: Evidence,
}

/// What a life comes to.
pub struct Life<'a> {
    terms: &'a Terms<Addr>,
    feeds: &'a Feeds<'a>,
    /// After the last event.
    pub state: State,
    /// Every attestation that was made, in order.
    pub made: Vec<Made>,
    /// The latest of each attestor to each leaf.
    latest: BTreeMap<(String, String), Attestation>,
    strikes: BTreeMap<String, Vec<Strike>>,
    watches: BTreeMap<String, Watch>,
}

/// What a message to the milestone should have told.
type Lived = Result<Vec<Told>, String>;

impl<'a> Life<'a> {
    /// Lives through the log, until it contradicts itself.
    pub fn live(
        terms: &'a Terms<Addr>,
        feeds: &'a Feeds<'a>,
        log: &[Logged],
    ) -> (Self, Option<Contradiction>) {
        let mut life = Life {
            terms,
            feeds,
            state: State::new(terms),
            made: vec![],
            latest: BTreeMap::new(),
            strikes: BTreeMap::new(),
            watches: BTreeMap::new(),
        };
        let mut rest = log;
        while let Some(first) = rest.first() {
            match life.message(rest) {
                Ok(read) => rest = rest.get(read..).unwrap_or_default(),
                Err(what) => {
                    let height = first.at.height;
                    return (life, Some(Contradiction { height, what }));
                }
            }
        }
        (life, None)
    }

    /// The events of one message; how many there were.
    fn message(&mut self, rest: &[Logged]) -> Result<usize, String> {
        let dropped = |event: &&Logged| event.name == "sitting_dropped";
        let act = rest.iter().find(|event| !dropped(event));
        let Some(act) = act.or(rest.first()) else {
            return Ok(0);
        };
        let lived = match act.name.as_str() {
            "attested" => self.attested(act),
            "observed" | "suspended" => self.observed(act, rest),
            "retracted" | "recused" => self.removed(act),
            "challenged" => self.challenged(act),
            "settled" => self.settled(act),
            "bounty_added" => self.bounty_added(act),
            _ => self.concluded(act),
        };
        let told = lived.map_err(|refusal| {
            format!("the log says {}, which is refused: {refusal}", act.words())
        })?;
        for (place, told) in told.iter().enumerate() {
            let logged = rest.get(place).filter(|event| event.tx == act.tx);
            let says = logged.map_or("nothing".into(), Logged::words);
            let agrees = logged.map_or_else(|| Err(event_words(told)), |event| is(event, told));
            agrees.map_err(|should| format!("the log says {says}, it should say {should}"))?;
        }
        Ok(told.len().max(1))
    }

    fn becomes(&mut self, transition: Transition, act: Option<Told>) -> Vec<Told> {
        let told = |outcome: &Outcome| Told::of(&self.terms.name, outcome);
        let before = transition.before.iter().map(told);
        let after = transition.after.iter().map(told);
        let all = before.chain(act).chain(after).collect();
        for outcome in &transition.after {
            if let Outcome::Struck { witness, strike } = outcome {
                self.strikes
                    .entry(witness.clone())
                    .or_default()
                    .push(*strike);
            }
        }
        self.state = transition.state;
        all
    }

    /// The latest attestation of each attestor to a leaf, and whether it stands: a sitting that took
    /// too long is dropped before the log says so.
    pub fn latest(&self, witness: &str, now: Point) -> Vec<(&Made, &Attestation, bool)> {
        let (state, _) = self.state.refreshed(self.terms, now);
        let leaf = state.leaf(self.terms, witness);
        let mine = self.latest.iter().filter(|((leaf, _), _)| leaf == witness);
        mine.filter_map(|(_, attestation)| {
            let number = attestation.sequence;
            let made = self
                .made
                .iter()
                .find(|made| made.attestation.sequence == number)?;
            let stands = leaf.is_some_and(|leaf| leaf.stands(attestation));
            Some((made, attestation, stands))
        })
        .collect()
    }

    fn kind(&self, witness: &str) -> Result<&'a WitnessKind<Addr>, String> {
        let leaf = self.terms.leaf(witness);
        leaf.map(|(_, leaf)| &leaf.kind)
            .ok_or_else(|| format!("there is no leaf {witness}"))
    }

    fn previous(&self, witness: &str, attestor: &str) -> Option<Previous> {
        let key = (witness.to_string(), attestor.to_string());
        let attestation = *self.latest.get(&key)?;
        let strikes = self.strikes.get(witness).map_or(&[][..], Vec::as_slice);
        let mut after = strikes
            .iter()
            .filter(|strike| strike.to >= attestation.sequence);
        Some(Previous {
            attestation,
            strike: after.next().copied(),
        })
    }
}

fn event_words(told: &Told) -> String {
    cosmwasm_std::Event::from(told.clone())
        .ty
        .trim_start_matches("milestones_")
        .to_string()
}
