//! The documents behind attestations.

use cosmwasm_std::Addr;
use milegate_core::milestone::{Terms, WitnessKind};
use milegate_core::utc;

use super::words::name_of;
use super::{Fault, Replayed};
use crate::life::{Life, Made};
use crate::papers::{Paper, Papers, Standing};

impl Replayed {
    /// Whether the document of an attestation is the one that was attested.
    pub(super) fn paper(&mut self, terms: &Terms<Addr>, made: &Made, papers: &Papers) {
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
    pub(super) fn document(&mut self, made: &Made, name: &str, document: &[u8]) {
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
    pub(super) fn count(&mut self, life: &Life) {
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
}
