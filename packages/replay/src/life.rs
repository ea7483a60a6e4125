//! A milestone's life, lived again with the core.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, HexBinary, Uint64, Uint128};
use milegate_api::milestones::Event as Told;
use milegate_core::milestone::{
    Attestation, Attestor, Claim, Evidence, Outcome, Previous, Refusal, Seen, State, Strike, Terms,
    Transition, Verdict, Watch, WitnessKind,
};

use crate::events::{Logged, is};

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    pub fn live(terms: &'a Terms<Addr>, log: &[Logged]) -> (Self, Option<Contradiction>) {
        let mut life = Life {
            terms,
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

    fn attested(&mut self, act: &Logged) -> Lived {
        let (witness, attestor) = (act.text("witness"), Addr::unchecked(act.text("attestor")));
        let kind = self.kind(witness)?;
        if let WitnessKind::Authority { address } = kind
            && *address != attestor
        {
            return Err(format!("the authority of {witness} is {address}"));
        }
        let schema = act.text("schema");
        if schema != self.terms.schema {
            return Err(format!("its schema is {schema}, not {}", self.terms.schema));
        }
        let sent = match kind {
            WitnessKind::Assertion { bond } => {
                let leaf = self.state.leaf(self.terms, witness);
                let bond = leaf.and_then(|leaf| leaf.assertion_bond(*bond));
                bond.unwrap_or_default()
            }
            _ => Uint128::zero(),
        };
        let sitting = self.state.sitting(self.terms, act.at, witness).height;
        let voice = Attestor {
            address: &attestor,
            weight: Uint64::new(act.number("weight")),
            sent,
        };
        let claim = Claim {
            round: act.number("round"),
            as_of: act.number("as_of"),
            valid_until: u64::MAX,
        };
        let previous = self.previous(witness, attestor.as_str());
        let attested = self
            .state
            .attest(self.terms, act.at, witness, voice, claim, previous)
            .map_err(words)?;
        self.attests(act, witness, attestor.as_str(), sitting, attested)
    }

    /// Writes an attestation down, and says what it tells.
    fn attests(
        &mut self,
        act: &Logged,
        witness: &str,
        attestor: &str,
        sitting: u64,
        (transition, attestation): (Transition, Attestation),
    ) -> Lived {
        let evidence = Evidence {
            schema: act.text("schema").into(),
            uri: act.text("uri").into(),
            digest: HexBinary::from_hex(act.text("digest")).unwrap_or_default(),
            metric: act.text("metric").into(),
            value: act.text("value").into(),
        };
        self.latest
            .insert((witness.into(), attestor.into()), attestation);
        self.made.push(Made {
            witness: witness.into(),
            attestor: attestor.into(),
            sitting,
            attestation,
            evidence: evidence.clone(),
        });
        let told = Told::Attested {
            milestone: self.terms.name.clone(),
            round: attestation.round,
            witness: witness.into(),
            attestor: attestor.into(),
            sequence: attestation.sequence,
            as_of: attestation.as_of,
            weight: attestation.weight.u64(),
            sitting,
            schema: evidence.schema,
            uri: evidence.uri,
            digest: evidence.digest.to_hex(),
            metric: evidence.metric,
            value: evidence.value,
        };
        Ok(self.becomes(transition, Some(told)))
    }

    fn observed(&mut self, act: &Logged, rest: &[Logged]) -> Lived {
        let witness = act.text("witness");
        let WitnessKind::State { contract, .. } = self.kind(witness)? else {
            return Err(format!("{witness} is not observed"));
        };
        let contract = contract.to_string();
        let seen = match (act.name.as_str(), act.text("holds")) {
            ("suspended", _) => Seen::OtherCode,
            (_, "true") => Seen::True,
            _ => Seen::False,
        };
        let watch = self.watches.get(witness).copied().unwrap_or_default();
        let previous = self.previous(witness, &contract);
        let observed = self
            .state
            .observe(self.terms, act.at, witness, seen, watch, previous)
            .map_err(words)?;
        self.watches.insert(witness.into(), observed.watch);
        let milestone = self.terms.name.clone();
        let mut told = vec![match seen {
            Seen::OtherCode => Told::Suspended {
                milestone,
                witness: witness.into(),
                contract: contract.clone(),
                code_id: act.number("code_id"),
            },
            Seen::True | Seen::False => Told::Observed {
                milestone,
                witness: witness.into(),
                holds: seen == Seen::True,
                observations: observed.watch.hold.map_or(0, |hold| hold.observations),
            },
        }];
        if let Some(attested) = observed.attested {
            // What was put forward stands in the event that follows.
            let follows = |event: &&Logged| event.name == "attested" && event.tx == act.tx;
            let made = rest.iter().find(follows).unwrap_or(act);
            let height = act.at.height;
            told.extend(self.attests(made, witness, &contract, height, attested)?);
        }
        Ok(told)
    }

    fn removed(&mut self, act: &Logged) -> Lived {
        let (witness, attestor) = (act.text("witness"), act.text("attestor"));
        let key = (witness.to_string(), attestor.to_string());
        let attestation = self.latest.get(&key).copied();
        let attestation = attestation.ok_or("nobody has attested that")?;
        let round = self.state.round;
        let retracted = act.name == "retracted";
        let removed = match retracted {
            true => {
                let round = act.number("round");
                self.state
                    .retract(self.terms, act.at, witness, round, &attestation)
            }
            false => self.state.recuse(self.terms, act.at, witness, &attestation),
        };
        let (transition, attestation) = removed.map_err(words)?;
        self.latest.insert(key, attestation);
        let (milestone, witness, attestor) = (
            self.terms.name.clone(),
            witness.to_string(),
            attestor.to_string(),
        );
        let sequence = attestation.sequence;
        let told = match retracted {
            true => Told::Retracted {
                milestone,
                round,
                witness,
                attestor,
                sequence,
            },
            false => Told::Recused {
                milestone,
                round,
                witness,
                attestor,
                sequence,
                vault: act.text("vault").into(),
            },
        };
        Ok(self.becomes(transition, Some(told)))
    }

    fn challenged(&mut self, act: &Logged) -> Lived {
        let (round, bond) = (act.number("round"), Uint128::new(act.number("bond")));
        let challenger = Addr::unchecked(act.text("challenger"));
        let name = challenger.to_string();
        let transition = self
            .state
            .challenge(self.terms, act.at, round, challenger, bond)
            .map_err(words)?;
        let told = Told::Challenged {
            milestone: self.terms.name.clone(),
            round,
            challenger: name,
            bond,
        };
        Ok(self.becomes(transition, Some(told)))
    }

    fn settled(&mut self, act: &Logged) -> Lived {
        let verdict = match act.text("verdict") {
            "stands" => Verdict::Stands,
            "false" => Verdict::False,
            other => return Err(format!("`{other}` is no verdict")),
        };
        let round = act.number("round");
        let transition = self
            .state
            .settle(self.terms, act.at, round, verdict)
            .map_err(words)?;
        let told = Told::Settled {
            milestone: self.terms.name.clone(),
            round,
            verdict: verdict.word().into(),
        };
        Ok(self.becomes(transition, Some(told)))
    }

    fn bounty_added(&mut self, act: &Logged) -> Lived {
        let amount = Uint128::new(act.number("amount"));
        let transition = self
            .state
            .add_bounty(self.terms, act.at, amount)
            .map_err(words)?;
        let told = Told::BountyAdded {
            milestone: self.terms.name.clone(),
            sender: act.text("sender").into(),
            amount,
            bounty: transition.state.bounty,
        };
        Ok(self.becomes(transition, Some(told)))
    }

    /// What no message names was done by `conclude`.
    fn concluded(&mut self, act: &Logged) -> Lived {
        let transition = self.state.conclude(self.terms, act.at).map_err(words)?;
        Ok(self.becomes(transition, None))
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

    /// The latest attestation of each attestor to a leaf, and whether it stands.
    pub fn latest(&self, witness: &str) -> Vec<(&Made, &Attestation, bool)> {
        let leaf = self.state.leaf(self.terms, witness);
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

fn words(refusal: Refusal) -> String {
    refusal.to_string()
}

fn event_words(told: &Told) -> String {
    cosmwasm_std::Event::from(told.clone())
        .ty
        .trim_start_matches("milestones_")
        .to_string()
}
