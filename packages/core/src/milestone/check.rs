//! What terms and evidence must be, before anything depends on them.

use std::fmt::Display;

use cosmwasm_std::{HexBinary, Uint128};

use super::feed::check_feed;
use super::{Evidence, MAX_BOND, OnSilence, Policy, Terms, TermsError, WitnessKind, limits};
use crate::Span;

impl<A: PartialEq + Display> Terms<A> {
    /// Checks everything about the terms that can be checked without a chain.
    pub fn check(&self) -> Result<(), TermsError> {
        check_name(&self.name)?;
        check_text("the statement", &self.statement, limits::STATEMENT)?;
        check_text("the schema", &self.schema, limits::TEXT)?;
        if self.start >= self.deadline || self.deadline >= limits::YEAR_2200 {
            return Err(TermsError::Dates {
                start: self.start,
                deadline: self.deadline,
            });
        }
        check_span("the window", self.window)?;
        check_span("the last call", self.last_call)?;
        check_span("the court's limit", self.court_limit)?;
        check_span("the freshness", self.freshness)?;
        check_bond(self.bond)?;

        self.check_witnesses()?;
        self.check_policy()?;
        self.check_court()
    }

    fn check_witnesses(&self) -> Result<(), TermsError> {
        let count = self.witnesses.len();
        if count == 0 || count > limits::WITNESSES {
            return Err(TermsError::Witnesses { count });
        }

        for witness in &self.witnesses {
            check_name(&witness.name)?;
            match &witness.kind {
                WitnessKind::Committee { threshold, .. } if threshold.is_zero() => {
                    return Err(TermsError::Threshold {
                        witness: witness.name.clone(),
                    });
                }
                WitnessKind::Committee { seat_age, .. } if *seat_age > limits::BLOCKS => {
                    return Err(TermsError::SeatAge {
                        witness: witness.name.clone(),
                        seat_age: *seat_age,
                    });
                }
                WitnessKind::Authority { address } => {
                    self.check_authority(&witness.name, address)?
                }
                WitnessKind::Committee { .. } => {}
                WitnessKind::Assertion { bond } => check_bond(*bond)?,
                WitnessKind::State { .. } => check_state(&witness.name, &witness.kind)?,
                WitnessKind::Feed { .. } => check_feed(&witness.name, &witness.kind)?,
            }
        }

        check_distinct(self.witnesses.iter().map(|witness| witness.name.as_str()))
    }

    fn check_authority(&self, name: &str, address: &A) -> Result<(), TermsError> {
        let same = |kind: &WitnessKind<A>| matches!(kind, WitnessKind::Authority { address: other } if other == address);
        let first = self.witnesses.iter().find(|witness| same(&witness.kind));

        match first {
            Some(first) if first.name != name => Err(TermsError::SameAuthority {
                first: first.name.clone(),
                second: name.to_string(),
            }),
            _ => Ok(()),
        }
    }

    fn check_policy(&self) -> Result<(), TermsError> {
        let depth = self.policy.depth();
        if depth > limits::DEPTH {
            return Err(TermsError::Depth { depth });
        }
        check_counts(&self.policy)?;

        let names = self.policy.names();
        if let Some(name) = names.iter().find(|name| self.leaf(name).is_none()) {
            return Err(TermsError::UnknownLeaf {
                name: name.to_string(),
            });
        }
        let unused = |name: &str| !names.contains(&name);
        if let Some(witness) = self.witnesses.iter().find(|witness| unused(&witness.name)) {
            return Err(TermsError::UnusedWitness {
                name: witness.name.clone(),
            });
        }

        check_distinct(names.into_iter())
    }

    /// With the court's own leaves true and all others false, the policy must be false; with the
    /// assertions true as well it must be, too. With assertions alone it may be true, unless a silent
    /// court means that it stands.
    fn check_court(&self) -> Result<(), TermsError> {
        let kind = |name: &str| self.leaf(name).map(|(_, witness)| &witness.kind);
        let own = |name: &str| kind(name).is_some_and(|kind| kind.decider() == Some(&self.court));
        let said = |name: &str| matches!(kind(name), Some(WitnessKind::Assertion { .. }));
        let court = || self.court.to_string();
        if self.policy.holds(&own) {
            return Err(TermsError::CourtSuffices { court: court() });
        }
        if self.on_silence == OnSilence::Stands && self.policy.holds(&said) {
            return Err(TermsError::AssertionsSuffice {});
        }
        let has_leaf = self.policy.names().into_iter().any(own);
        if has_leaf && self.policy.holds(&|name| own(name) || said(name)) {
            return Err(TermsError::CourtAndAssertions { court: court() });
        }

        Ok(())
    }

    /// Checks the form of evidence put forward for this milestone.
    pub fn check_evidence(&self, evidence: &Evidence) -> Result<(), TermsError> {
        if evidence.schema != self.schema {
            return Err(TermsError::Schema {
                given: evidence.schema.clone(),
                schema: self.schema.clone(),
            });
        }
        check_text("the URI", &evidence.uri, limits::URI)?;
        check_text("the metric", &evidence.metric, limits::TEXT)?;
        check_text("the value", &evidence.value, limits::TEXT)?;

        check_digest("the evidence's digest", &evidence.digest)
    }
}

/// A digest must be a SHA-256.
pub fn check_digest(field: &'static str, digest: &HexBinary) -> Result<(), TermsError> {
    let bytes = digest.len();
    if bytes != limits::DIGEST {
        return Err(TermsError::Digest { field, bytes });
    }

    Ok(())
}

/// A name is short and plain.
pub(crate) fn check_name(name: &str) -> Result<(), TermsError> {
    let plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
    if name.is_empty() || name.len() > limits::NAME || !name.bytes().all(plain) {
        return Err(TermsError::Name {
            name: name.to_string(),
        });
    }

    Ok(())
}

/// A text must have 1 to `most` bytes.
pub fn check_text(field: &'static str, text: &str, most: usize) -> Result<(), TermsError> {
    let bytes = text.len();
    if bytes == 0 || bytes > most {
        return Err(TermsError::Text { field, bytes, most });
    }

    Ok(())
}

fn check_bond(bond: Uint128) -> Result<(), TermsError> {
    if bond.is_zero() || bond > Uint128::new(MAX_BOND) {
        return Err(TermsError::Bond { bond });
    }

    Ok(())
}

fn check_span(field: &'static str, span: Span) -> Result<(), TermsError> {
    let seconds = 1..=limits::SECONDS;
    let blocks = 1..=limits::BLOCKS;
    if !seconds.contains(&span.seconds) || !blocks.contains(&span.blocks) {
        return Err(TermsError::Span {
            field,
            seconds: span.seconds,
            blocks: span.blocks,
        });
    }

    Ok(())
}

/// Names in a list must differ.
pub fn check_distinct<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), TermsError> {
    let mut seen = vec![];
    for name in names {
        if seen.contains(&name) {
            return Err(TermsError::Duplicate {
                name: name.to_string(),
            });
        }
        seen.push(name);
    }

    Ok(())
}

/// A state leaf can be asked, compared, and held with its observations spread over the time.
fn check_state<A>(witness: &str, kind: &WitnessKind<A>) -> Result<(), TermsError> {
    let WitnessKind::State {
        checksum,
        query,
        checks,
        held,
        observations,
        spacing,
        ..
    } = kind
    else {
        return Ok(());
    };
    check_digest("the code's checksum", checksum)?;
    check_text("the query", query, limits::QUERY)?;
    let count = checks.len();
    if count == 0 || count > limits::CHECKS {
        return Err(TermsError::Checks { count });
    }
    for check in checks {
        check_text("a pointer", &check.pointer, limits::TEXT)?;
        check_text("a target", &check.target, limits::TEXT)?;
        if !check.is_sound() {
            return Err(TermsError::Check {
                check: check.to_string(),
            });
        }
    }

    // With n observations there are n - 1 distances: they fit into the time, and fill half of it.
    let least = u64::from(observations.saturating_sub(1)).saturating_mul(*spacing);
    let spread = least <= *held && least >= *held / 2;
    if *held == 0 || *held > limits::SECONDS || *observations < 2 || *spacing == 0 || !spread {
        return Err(TermsError::Spread {
            witness: witness.to_string(),
            held: *held,
            observations: *observations,
            spacing: *spacing,
        });
    }

    Ok(())
}

fn check_counts(policy: &Policy) -> Result<(), TermsError> {
    let (count, of) = match policy {
        Policy::Witness { .. } => return Ok(()),
        Policy::All { of } => (of.len(), of),
        Policy::Any { of } => (1, of),
        Policy::AtLeast { count, of } => (usize::from(*count), of),
    };
    if count == 0 || count > of.len() {
        return Err(TermsError::Count {
            count,
            branches: of.len(),
        });
    }

    of.iter().try_for_each(check_counts)
}
