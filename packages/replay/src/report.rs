//! Everything about one milestone, checked and not.

use std::fmt::Write;

use cosmwasm_std::{Addr, Empty};
use cw_storage_plus::Map;
use milegate_api::milestones::raw::TERMS_KEY;
use milegate_api::milestones::{AttestationResponse, AttestationsResponse, QueryMsg};
use milegate_api::packed::Packed;
use milegate_core::milestone::{Stage, State, Terms, WitnessKind};
use milegate_core::{Conclusion, Point, utc};
use milegate_report::{Block, ChainView, Tx, ViewError, query};
use serde::Serialize;

use crate::events;
use crate::feeds::Feeds;
use crate::life::{Life, Made};
use crate::papers::{Paper, Papers, Standing};
use crate::weights::weight;

/// A milestone, replayed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replayed {
    /// The milestone.
    pub milestone: String,
    /// Its contract.
    pub contract: String,
    /// The block it was asked at.
    pub block: Block,
    /// What the contract says has become of it.
    pub stated: String,
    /// What its log and the core say.
    pub recomputed: String,
    /// Documents behind its attestations, in their order.
    pub papers: Vec<Paper>,
    /// Documents that do not fit the milestone's schema.
    pub faults: Vec<Fault>,
    /// What was checked and is so.
    pub checked: Vec<String>,
    /// What could not be checked.
    pub unchecked: Vec<String>,
    /// What contradicts what.
    pub contradictions: Vec<String>,
}

/// What does not fit in a document that is the one that was attested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Number of the attestation.
    pub sequence: u64,
    /// Where in the document, as a JSON pointer; empty for all of it.
    pub at: String,
    /// What.
    pub what: String,
}

/// Why a milestone cannot be replayed.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The chain.
    #[error(transparent)]
    View(#[from] ViewError),
    /// No such milestone.
    #[error("{contract} has no milestone {milestone}")]
    Unknown {
        /// The contract.
        contract: String,
        /// The milestone.
        milestone: String,
    },
    /// The log begins after the milestone's.
    #[error(
        "the node's log does not reach back to the birth of {contract}: ask a node that keeps all transactions"
    )]
    Pruned {
        /// The contract.
        contract: String,
    },
}

/// Lives through a milestone again, and compares.
pub fn replay(
    view: &dyn ChainView,
    contract: &Addr,
    milestone: &str,
    papers: &Papers,
) -> Result<Replayed, ReplayError> {
    let block = view.block()?;
    let terms = terms_of(view, contract, milestone)?;
    let stated = record(view, contract, "state", milestone)?;
    let stated = stated.ok_or_else(|| unknown(contract, milestone))?;
    let stated = State::unpack(&mut stated.as_slice())
        .ok_or_else(|| ViewError::malformed("state", "it does not unpack"))?;
    let txs = view.transactions()?;
    if !born(&txs, contract) {
        return Err(ReplayError::Pruned {
            contract: contract.to_string(),
        });
    }

    let log = events::of(&txs, contract.as_str(), milestone);
    let feeds = Feeds::new(view, &txs);
    let (life, contradiction) = Life::live(&terms, &feeds, &log);
    let mut replayed = Replayed {
        milestone: milestone.into(),
        contract: contract.to_string(),
        stated: stage_words(&stated),
        recomputed: stage_words(&life.state),
        papers: vec![],
        faults: vec![],
        checked: vec![],
        unchecked: vec![],
        contradictions: contradiction.iter().map(ToString::to_string).collect(),
        block,
    };
    if contradiction.is_none() {
        let now = Point {
            time: replayed.block.time,
            height: replayed.block.height,
        };
        replayed.log(log.len(), &terms, &life, now);
        replayed.compare(&stated, &life);
        for witness in &terms.witnesses {
            let kept = kept(view, contract, milestone, &witness.name)?;
            replayed.attestations(&witness.name, &kept, &life);
        }
    }
    replayed.conclusion(record(view, contract, "conclusion", milestone)?, &stated)?;
    for made in &life.made {
        replayed.weight(view, &terms, made);
        replayed.paper(&terms, made, papers);
    }
    replayed.count(&life);
    let found = feeds.found();
    replayed.checked.extend(found.checked);
    replayed.unchecked.extend(found.unchecked);
    replayed.contradictions.extend(found.contradictions);
    Ok(replayed)
}

/// The contracts whose history a replay reads: the milestones, and the oracles that it names.
pub fn contracts(
    view: &dyn ChainView,
    contract: &Addr,
    milestone: &str,
) -> Result<Vec<String>, ReplayError> {
    let terms = terms_of(view, contract, milestone)?;
    let mut all = vec![contract.to_string()];
    for witness in terms.witnesses {
        if let WitnessKind::Feed { oracle, .. } = witness.kind {
            all.push(oracle.into_string());
        }
    }
    all.sort();
    all.dedup();
    Ok(all)
}

fn unknown(contract: &Addr, milestone: &str) -> ReplayError {
    ReplayError::Unknown {
        contract: contract.to_string(),
        milestone: milestone.into(),
    }
}

fn terms_of(
    view: &dyn ChainView,
    contract: &Addr,
    milestone: &str,
) -> Result<Terms<Addr>, ReplayError> {
    let terms = record(view, contract, TERMS_KEY, milestone)?;
    let terms = terms.ok_or_else(|| unknown(contract, milestone))?;
    let terms = serde_json::from_slice(&terms).map_err(|e| ViewError::malformed("terms", e))?;
    Ok(terms)
}

/// Whether the log has the contract's first event.
fn born(txs: &[Tx], contract: &Addr) -> bool {
    txs.iter().flat_map(|tx| &tx.events).any(|event| {
        event.ty == "wasm-milestones_created"
            && event.get("_contract_address") == Some(contract.as_str())
    })
}

fn record(
    view: &dyn ChainView,
    contract: &Addr,
    namespace: &'static str,
    milestone: &str,
) -> Result<Option<Vec<u8>>, ViewError> {
    let map: Map<&str, Empty> = Map::new(namespace);
    view.raw(contract, &map.key(milestone))
}

/// The latest attestation of each attestor to a leaf, as the contract keeps it.
fn kept(
    view: &dyn ChainView,
    contract: &Addr,
    milestone: &str,
    witness: &str,
) -> Result<Vec<AttestationResponse>, ViewError> {
    let mut all = vec![];
    let mut start_after = None;
    loop {
        let question = QueryMsg::Attestations {
            milestone: milestone.into(),
            witness: witness.into(),
            start_after,
            limit: Some(30),
        };
        let page: AttestationsResponse = query(view, contract, &question)?;
        let Some(last) = page.attestations.last() else {
            return Ok(all);
        };
        start_after = Some(last.attestor.to_string());
        all.extend(page.attestations);
    }
}

impl Replayed {
    /// Whether nothing contradicts anything.
    pub fn holds(&self) -> bool {
        self.contradictions.is_empty()
    }

    fn log(&mut self, events: usize, terms: &Terms<Addr>, life: &Life, now: Point) {
        self.checked.push(format!(
            "{events} events of the log follow from each other by the rules: rounds, dates, bonds, strikes"
        ));
        if now.reached(life.state.decided_at(terms, now))
            && !matches!(life.state.stage, Stage::Ended { .. })
        {
            self.unchecked
                .push("time has decided, and nobody has sent `conclude`".into());
        }
    }

    fn compare(&mut self, stated: &State, life: &Life) {
        if *stated == life.state {
            let what =
                "the contract's record is what they come to: stage, round, bonds, bounty, leaves";
            self.checked.push(what.into());
            return;
        }
        let (stage, came) = (self.stated.clone(), self.recomputed.clone());
        self.contradictions.push(match stage == came {
            true => format!(
                "the contract states {stated:?}, its log comes to {:?}",
                life.state
            ),
            false => format!("the contract states {stage}, its log comes to {came}"),
        });
    }

    /// What the contract keeps of a leaf's attestations must be what was made.
    fn attestations(&mut self, witness: &str, kept: &[AttestationResponse], life: &Life) {
        let made = life.latest(witness);
        if kept.len() != made.len() {
            let (kept, made) = (kept.len(), made.len());
            self.contradictions.push(format!(
                "{witness}: the contract keeps {kept} attestations, its log has {made}"
            ));
        }
        for (made, attestation, standing) in made {
            let mine = kept
                .iter()
                .find(|kept| kept.attestor.as_str() == made.attestor);
            let same = mine.is_some_and(|kept| {
                kept.evidence == made.evidence
                    && kept.standing == standing
                    && kept.round == attestation.round
                    && kept.as_of == attestation.as_of
                    && kept.made == attestation.made
                    && kept.weight == attestation.weight
            });
            if !same {
                let name = name_of(made);
                self.contradictions
                    .push(format!("{name} is not what the contract keeps of it"));
            }
        }
    }

    /// What others read must be what the milestone's own record says.
    fn conclusion(&mut self, read: Option<Vec<u8>>, stated: &State) -> Result<(), ViewError> {
        let read: Option<Conclusion> = match read {
            Some(bytes) => Some(
                serde_json::from_slice(&bytes)
                    .map_err(|e| ViewError::malformed("conclusion", e))?,
            ),
            None => None,
        };
        let own = match stated.stage {
            Stage::Ended { conclusion } => Some(conclusion),
            _ => None,
        };
        if read != own {
            self.contradictions.push(format!(
                "others read the conclusion {read:?}, the milestone's record has {own:?}"
            ));
        }
        Ok(())
    }

    fn weight(&mut self, view: &dyn ChainView, terms: &Terms<Addr>, made: &Made) {
        let name = name_of(made);
        match weight(view, terms, made) {
            Ok(None) => {}
            Ok(Some(weight)) if weight == made.attestation.weight.u64() => {}
            Ok(Some(weight)) => self.contradictions.push(format!(
                "{name} weighs {}, its group says {weight} at height {}",
                made.attestation.weight, made.sitting
            )),
            Err(error) => self
                .unchecked
                .push(format!("the weight of {name}: {error}")),
        }
    }

    fn paper(&mut self, terms: &Terms<Addr>, made: &Made, papers: &Papers) {
        let name = name_of(made);
        let kind = terms.leaf(&made.witness).map(|(_, leaf)| &leaf.kind);
        if let Some(WitnessKind::Feed { .. }) = kind {
            return;
        }
        if let Some(WitnessKind::State { contract, .. }) = kind {
            let when = utc(made.attestation.as_of);
            self.unchecked.push(format!(
                "{name}: that {contract} answered so until {when} stands in no record that remains"
            ));
            return;
        }
        let (standing, document) = papers.look(&made.evidence);
        if let Some(document) = document {
            self.document(made, &name, &document);
        }
        match &standing {
            Standing::Verified { .. } => {}
            Standing::Differs { at, found } => self.contradictions.push(format!(
                "the document of {name} at {at} has SHA-256 {found}, {} was attested",
                made.evidence.digest.to_hex()
            )),
            Standing::Missing { reason } => self.unchecked.push(format!(
                "the document of {name}, {}: {reason}",
                made.evidence.uri
            )),
        }
        self.papers.push(Paper {
            witness: made.witness.clone(),
            attestor: made.attestor.clone(),
            sequence: made.attestation.sequence,
            schema: made.evidence.schema.clone(),
            uri: made.evidence.uri.clone(),
            digest: made.evidence.digest.to_hex(),
            standing,
        });
    }

    /// Whether a document fits its schema, and says what its attestor says.
    fn document(&mut self, made: &Made, name: &str, document: &[u8]) {
        let evidence = &made.evidence;
        match milegate_evidence::validate(&evidence.schema, document) {
            Err(unknown) => {
                let what = format!("the form of the document of {name}: {unknown}");
                self.unchecked.push(what);
            }
            Ok(Err(problems)) => {
                let fault = |problem: milegate_evidence::Problem| Fault {
                    sequence: made.attestation.sequence,
                    at: problem.at,
                    what: problem.words,
                };
                self.faults.extend(problems.into_iter().map(fault));
            }
            Ok(Ok(says)) => {
                let as_of = i64::try_from(made.attestation.as_of).unwrap_or(i64::MAX);
                let same = says.milestone == self.milestone
                    && says.metric == evidence.metric
                    && says.value == evidence.value
                    && says.as_of == as_of;
                if !same {
                    self.contradictions.push(format!(
                        "the document of {name} says {} {} of {} at {}, attested was {} {} at {}",
                        says.metric,
                        says.value,
                        says.milestone,
                        says.as_of,
                        evidence.metric,
                        evidence.value,
                        made.attestation.as_of
                    ));
                }
            }
        }
    }

    /// How much of it was looked at, and what nobody can look at.
    fn count(&mut self, life: &Life) {
        let verified = |paper: &&Paper| matches!(paper.standing, Standing::Verified { .. });
        let verified = self.papers.iter().filter(verified).count();
        let all = self.papers.len();
        if all > 0 {
            self.checked.push(format!(
                "{verified} of {all} documents are the ones that were attested"
            ));
            self.unchecked
                .push("that what the documents say is true".into());
        }
        if !life.made.is_empty() {
            self.unchecked.push(
                "who was interested in it when he attested: the audit of each vault, `milegate report`, says that"
                    .into(),
            );
        }
    }

    /// A line for each document that does not fit, however often it was put forward.
    fn fault_lines(&self) -> Vec<String> {
        let of = |paper: &Paper| {
            let mine = self
                .faults
                .iter()
                .filter(|fault| fault.sequence == paper.sequence);
            mine.collect::<Vec<_>>()
        };
        let mut told: Vec<&str> = vec![];
        let mut lines = vec![];
        for paper in &self.papers {
            let faults = of(paper);
            let Some(first) = faults
                .first()
                .filter(|_| !told.contains(&paper.digest.as_str()))
            else {
                continue;
            };
            told.push(&paper.digest);
            lines.push(format!(
                "{}: {} faults, the first of them {}{}",
                paper.uri,
                faults.len(),
                match first.at.as_str() {
                    "" => String::new(),
                    at => format!("at {at}: "),
                },
                first.what
            ));
        }
        lines
    }

    /// For people.
    pub fn words(&self) -> String {
        let mut out = String::new();
        // Writing to a text does not fail.
        let _ = writeln!(
            out,
            "milestone {} of {} on {} at height {}, {}\n  stated      {}\n  recomputed  {}",
            self.milestone,
            self.contract,
            self.block.chain_id,
            self.block.height,
            utc(self.block.time),
            self.stated,
            self.recomputed
        );
        let faults = self.fault_lines();
        for (title, lines) in [
            ("checked", &self.checked),
            ("documents that do not fit their schema", &faults),
            ("not checked", &self.unchecked),
            ("contradictions", &self.contradictions),
        ] {
            if lines.is_empty() {
                continue;
            }
            let _ = writeln!(out, "{title}");
            for line in lines {
                let _ = writeln!(out, "  - {line}");
            }
        }
        out
    }
}

fn name_of(made: &Made) -> String {
    let (number, witness) = (made.attestation.sequence, &made.witness);
    format!("attestation {number} ({witness}, {})", made.attestor)
}

fn stage_words(state: &State) -> String {
    match &state.stage {
        Stage::Open {} => format!("open, round {}", state.round),
        Stage::Pending { since } => {
            format!("pending since {}, round {}", utc(since.time), state.round)
        }
        Stage::Disputed { challenge, .. } => format!(
            "disputed since {} by {}, round {}",
            utc(challenge.at.time),
            challenge.challenger,
            state.round
        ),
        Stage::Ended {
            conclusion: Conclusion::Reached { at },
        } => format!("reached at {}", utc(*at)),
        Stage::Ended {
            conclusion: Conclusion::Missed { at },
        } => format!("missed at {}", utc(*at)),
    }
}
