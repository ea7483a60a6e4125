//! The rules that never bend, checked from outside: every rule with what was looked at and what
//! was wrong, worked out by this crate's own arithmetic.

mod decisions;
mod log_read;
mod polls;
mod replay;
mod rule_01;
mod rule_02;
mod rule_03;
mod rule_04;
mod rule_05;
mod rule_06;
mod rule_07;
mod rule_08;
mod rule_09;
mod rule_10;
mod rule_11;
mod stakes;
mod votes;

use cosmwasm_std::Addr;
use serde::{Deserialize, Serialize};

use crate::books::{self, Books};
use crate::snapshot::Snapshot;
use crate::view::{ChainView, ViewError};

/// The rules and what became of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// By number.
    pub rules: Vec<RuleResult>,
}

impl Audit {
    /// Whether every rule holds.
    pub fn pass(&self) -> bool {
        self.rules.iter().all(|r| r.pass)
    }
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleResult {
    /// Its number in the design.
    pub rule: u8,
    /// What it says, in a few words.
    pub name: String,
    /// Whether it holds.
    pub pass: bool,
    /// What was looked at, with values.
    pub facts: Vec<String>,
    /// What is wrong, with values; empty if it holds.
    pub failures: Vec<String>,
}

/// Failures that are written out; the rest is counted.
const WRITTEN: usize = 20;

impl RuleResult {
    pub(crate) fn new(rule: u8, name: &str) -> Self {
        RuleResult {
            rule,
            name: name.into(),
            pass: true,
            facts: vec![],
            failures: vec![],
        }
    }

    pub(crate) fn fact(&mut self, text: impl Into<String>) {
        self.facts.push(text.into());
    }

    /// Notes a failure unless `holds`.
    pub(crate) fn check(&mut self, holds: bool, failure: impl FnOnce() -> String) {
        if !holds {
            self.pass = false;
            self.failures.push(failure());
        }
    }

    /// Notes a failure unless both are the same.
    pub(crate) fn equal<T: PartialEq + std::fmt::Display>(&mut self, what: &str, is: T, due: T) {
        self.check(is == due, || format!("{what}: {is}, should be {due}"));
    }

    /// Notes what the events say that breaks this rule.
    pub(crate) fn faults(&mut self, books: &Books) {
        let number = self.rule;
        for (_, fault) in books.faults.iter().filter(|(rule, _)| *rule == number) {
            self.check(false, || fault.clone());
        }
    }

    fn shortened(mut self) -> Self {
        let rest = self.failures.len().saturating_sub(WRITTEN);
        if rest > 0 {
            self.failures.truncate(WRITTEN);
            self.failures.push(format!("and {rest} more"));
        }
        self
    }
}

/// Reads a vault and everything it names, and checks the rules. `refusals_checked` is how many
/// refused messages the driver saw leave storage byte-identical, if it looked.
pub fn audit(
    view: &dyn ChainView,
    vault: &Addr,
    refusals_checked: Option<u64>,
) -> Result<Audit, ViewError> {
    Ok(audit_snapshot(
        &Snapshot::read(view, vault)?,
        refusals_checked,
    ))
}

/// Checks the rules on a snapshot.
pub fn audit_snapshot(s: &Snapshot, refusals_checked: Option<u64>) -> Audit {
    let books = books::read(s);
    let rules = vec![
        rule_01::check(s, &books),
        rule_02::check(s, &books),
        rule_03::check(s, &books),
        rule_04::check(s),
        rule_05::check(s),
        rule_06::check(s, &books),
        rule_07::check(s),
        rule_08::check(s, refusals_checked),
        rule_09::check(s),
        rule_10::check(s, &books),
        rule_11::check(s),
    ];
    Audit {
        rules: rules.into_iter().map(RuleResult::shortened).collect(),
    }
}
