//! What each message to a milestone does, by the core.

use cosmwasm_std::{Addr, HexBinary, Uint64, Uint128};
use milegate_api::milestones::Event as Told;
use milegate_api::oracle::raw;
use milegate_core::milestone::{
    Attestation, Attestor, Claim, Evidence, Refusal, Seen, Transition, Verdict, WitnessKind,
};

use super::{Life, Lived, Made};
use crate::events::Logged;

impl Life<'_> {
    pub(super) fn attested(&mut self, act: &Logged) -> Lived {
        let (witness, attestor) = (act.text("witness"), Addr::unchecked(act.text("attestor")));
        let kind = self.kind(witness)?;
        if let WitnessKind::Feed { oracle, .. } = kind {
            return self.window(act, witness, kind, oracle);
        }
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
        let attestor = attestor.as_str();
        self.attests(witness, attestor, sitting, put_forward(act), attested)
    }

    /// Writes an attestation down, and says what it tells.
    fn attests(
        &mut self,
        witness: &str,
        attestor: &str,
        sitting: u64,
        evidence: Evidence,
        (transition, attestation): (Transition, Attestation),
    ) -> Lived {
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

    pub(super) fn observed(&mut self, act: &Logged, rest: &[Logged]) -> Lived {
        let witness = act.text("witness");
        let WitnessKind::State {
            contract, checksum, ..
        } = self.kind(witness)?
        else {
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
            let evidence = Evidence {
                schema: "milegate/state/1".into(),
                uri: contract.clone(),
                digest: checksum.clone(),
                ..put_forward(made)
            };
            told.extend(self.attests(witness, &contract, height, evidence, attested)?);
        }
        Ok(told)
    }

    /// A feed leaf attests by its window, made again; what it puts forward follows from it.
    fn window(
        &mut self,
        act: &Logged,
        witness: &str,
        kind: &WitnessKind<Addr>,
        oracle: &Addr,
    ) -> Lived {
        let reading = self.feeds.reading(kind, act.at.time)?;
        let previous = self.previous(witness, oracle.as_str());
        let attested = self
            .state
            .observe_feed(self.terms, act.at, witness, reading, previous)
            .map_err(words)?;
        let (
            WitnessKind::Feed {
                measure, target, ..
            },
            Some(reading),
        ) = (kind, reading)
        else {
            return Err("there is no window".into());
        };
        let evidence = Evidence {
            schema: "milegate/feed/1".into(),
            uri: oracle.to_string(),
            digest: raw::digest(&reading),
            metric: kind.asks(),
            value: measure.value(&reading, *target),
        };
        let height = act.at.height;
        self.attests(witness, oracle.as_str(), height, evidence, attested)
    }

    pub(super) fn removed(&mut self, act: &Logged) -> Lived {
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

    pub(super) fn challenged(&mut self, act: &Logged) -> Lived {
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

    pub(super) fn settled(&mut self, act: &Logged) -> Lived {
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

    pub(super) fn bounty_added(&mut self, act: &Logged) -> Lived {
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
    pub(super) fn concluded(&mut self, act: &Logged) -> Lived {
        let transition = self.state.conclude(self.terms, act.at).map_err(words)?;
        Ok(self.becomes(transition, None))
    }
}

/// What an attestor put forward.
fn put_forward(act: &Logged) -> Evidence {
    Evidence {
        schema: act.text("schema").into(),
        uri: act.text("uri").into(),
        digest: HexBinary::from_hex(act.text("digest")).unwrap_or_default(),
        metric: act.text("metric").into(),
        value: act.text("value").into(),
    }
}

fn words(refusal: Refusal) -> String {
    refusal.to_string()
}
