//! Everything about one milestone, checked and not.

use cosmwasm_std::Addr;
use milegate_api::packed::Packed;
use milegate_core::Point;
use milegate_core::milestone::{State, WitnessKind};
use milegate_report::{Block, ChainView, ViewError};
use serde::Serialize;

use crate::error::ReplayError;
use crate::events;
use crate::feeds::Feeds;
use crate::life::Life;
use crate::papers::{Paper, Papers};

mod compare;
mod documents;
mod records;
mod words;

use records::{born, kept, record, terms_of, unknown};
use words::stage_words;

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
            replayed.attestations(&witness.name, &kept, &life, now);
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

impl Replayed {
    /// Whether nothing contradicts anything.
    pub fn holds(&self) -> bool {
        self.contradictions.is_empty()
    }
}
