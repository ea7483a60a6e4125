//! Judges a plan that has been read: every rule at once, then its facts.

mod addresses;
mod amounts;
mod caps;
mod changes;
mod contracts;
mod court;
mod dates;
mod evidence;
mod facts;
mod feeds;
mod figures;
mod gates;
mod governance;
mod guards;
mod holders;
mod identity;
mod measured;
mod names;
mod people;
mod places;
mod policies;
mod powers;
mod render;
mod rules;
mod states;
mod stretch;
mod used;
mod vote_facts;
mod votes;

use serde::Serialize;

use crate::plan::Plan;
use crate::problem::{CODES, Problems};
use crate::text::Amounts;

pub use facts::{
    Behind, ByCalendar, Facts, FeedFact, GateKeys, GuardFact, IfMissedAmounts, LeaversFact,
    ReserveFact, StateFact, TokenFact,
};
pub use vote_facts::{ClassFact, GovernanceFact, StakeFact};

pub(crate) use figures::{ended_by, facts, granted_under, part_of};
pub(crate) use gates::gate;
pub(crate) use identity::identity;
pub(crate) use votes::Insiders;

/// How a plan is judged.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckOptions {
    /// Unix seconds, if the plan is about to be deployed to a chain: dates must lie ahead and
    /// addresses be real.
    pub deploying: Option<u64>,
}

/// What a check found.
#[derive(Clone, Debug, Serialize)]
pub struct Checked {
    /// Name of the plan.
    pub plan: String,
    /// The plan's digest, hex.
    pub digest: String,
    /// Every problem.
    pub problems: Problems,
    /// What the plan comes to; none while it has errors.
    pub facts: Option<Facts>,
}

impl Checked {
    /// Whether the plan can be deployed.
    pub fn is_clean(&self) -> bool {
        self.problems.errors() == 0
    }
}

/// A plan being judged.
struct Judge<'a> {
    plan: &'a Plan,
    options: CheckOptions,
    amounts: Amounts,
    problems: Problems,
}

impl Judge<'_> {
    /// Whether the text of a section could not be read in full, so that its sums mean nothing.
    fn broken(&self, section: &str) -> bool {
        self.plan.broken.contains(section)
    }
}

/// Judges a plan.
pub fn check(plan: &Plan, options: CheckOptions) -> Checked {
    let mut judge = Judge {
        plan,
        options,
        amounts: Amounts::of(plan),
        problems: Problems::default(),
    };
    judge.names();
    judge.addresses();
    judge.amounts();
    judge.dates();
    judge.powers();
    judge.hired_and_dismissed();
    judge.contracts_can_act();
    judge.governed();
    judge.policies();
    judge.evidence();
    judge.insiders_vote();
    judge.used();
    let readable = plan.broken.is_empty();
    if readable {
        judge.guards();
    }
    if readable && judge.problems.errors() == 0 {
        judge.contracts();
    }
    judge.allow();

    let problems = judge.problems.sorted();
    let clean = readable && problems.errors() == 0;
    Checked {
        plan: plan.name.value.clone(),
        digest: plan.digest().to_hex(),
        facts: clean.then(|| facts(plan)).flatten(),
        problems,
    }
}

impl Judge<'_> {
    /// Marks warnings that the plan allows; an entry that allows nothing is one itself.
    fn allow(&mut self) {
        for code in &self.plan.allow {
            let known = CODES
                .iter()
                .any(|info| info.code == **code && info.code.starts_with('W'));
            let mut occurs = false;
            for problem in self
                .problems
                .0
                .iter_mut()
                .filter(|problem| problem.code == **code)
            {
                problem.allowed = known;
                occurs = true;
            }
            if !known {
                let message = format!("`{}` is no warning that could be allowed", **code);
                self.problems.add(
                    "W112",
                    &code.place,
                    message,
                    "See docs/codes.md; remove it.",
                );
            } else if !occurs {
                let message = format!("{} is allowed, but nothing warns of it", **code);
                self.problems
                    .add("W112", &code.place, message, "Remove it.");
            }
        }
    }
}
