//! How a fact comes about: what speaks for it, what against, or why it could not be looked at.

use std::fmt::Display;

use crate::model::{Fact, Outcome};

/// What was found of one fact so far.
pub struct Finding {
    fact: &'static str,
    claim: &'static str,
    rests_on: Vec<String>,
    against: Vec<String>,
    unseen: Vec<String>,
}

impl Finding {
    pub fn new(fact: &'static str, claim: &'static str) -> Self {
        Finding {
            fact,
            claim,
            rests_on: Vec::new(),
            against: Vec::new(),
            unseen: Vec::new(),
        }
    }

    /// A value that it rests on, or that belongs to the picture.
    pub fn note(&mut self, words: impl Into<String>) {
        self.rests_on.push(words.into());
    }

    /// A value that contradicts it.
    pub fn wrong(&mut self, words: impl Into<String>) {
        self.against.push(words.into());
    }

    /// Something that could not be looked at, and why.
    pub fn unseen(&mut self, why: impl Display) {
        self.unseen.push(format!("not checked: {why}"));
    }

    /// Notes `words` if `holds`, else counts `otherwise` against it.
    pub fn check(&mut self, holds: bool, words: impl Into<String>, otherwise: impl Into<String>) {
        match holds {
            true => self.note(words),
            false => self.wrong(otherwise),
        }
    }

    /// The fact. One contradiction is enough; without any, a fact of which nothing could be looked
    /// at is not checked.
    pub fn done(self) -> Fact {
        let (outcome, values) = if !self.against.is_empty() {
            (Outcome::Fail, [self.against, self.unseen].concat())
        } else if self.rests_on.is_empty() && !self.unseen.is_empty() {
            (Outcome::NotChecked, self.unseen)
        } else {
            (Outcome::Pass, [self.rests_on, self.unseen].concat())
        };
        Fact {
            fact: self.fact,
            claim: self.claim,
            outcome,
            values,
        }
    }
}
