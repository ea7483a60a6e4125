//! The facts, one function each: a claim that people rely on, and how it is looked at.

mod admins;
mod code;
mod digests;
mod feeds;
mod grants;
mod money;
mod people;
mod phase;
mod terms;
mod token;
mod windows;
mod wiring;

pub use windows::words;

use crate::finding::Finding;
use crate::model::Fact;
use crate::site::Site;

/// How a fact is found.
type Judge = fn(&Site<'_>, &mut Finding);

/// Every fact: its name, what it says, how it is looked at.
const ALL: &[(&str, &str, Judge)] = &[
    ("code", "every contract runs released code", code::code),
    (
        "immutable",
        "nobody can change the code of vault, milestones and stake",
        admins::immutable,
    ),
    (
        "upgrades",
        "code that can change, changes by vote",
        admins::upgrades,
    ),
    (
        "groups",
        "nobody but governance can change groups and multisigs",
        admins::groups,
    ),
    (
        "token",
        "nobody but governance, or whom the plan names, has power over the asset",
        token::token,
    ),
    ("wiring", "the contracts name each other", wiring::wiring),
    (
        "court",
        "every court is a contract or a module of the chain",
        wiring::court,
    ),
    (
        "feeds",
        "oracles measure what milestones ask for",
        feeds::feeds,
    ),
    (
        "windows",
        "there is time to object, and votes fit into it",
        windows::windows,
    ),
    (
        "independence",
        "who testifies and who judges holds no grant",
        people::independence,
    ),
    ("solvency", "what is owed is there", money::solvency),
    (
        "phase",
        "the vault is where it should be in its life",
        phase::phase,
    ),
    (
        "plan-digest",
        "every contract was born from the same plan",
        digests::plan,
    ),
    (
        "seal-digest",
        "the digest over terms and grants can be computed again",
        digests::seal,
    ),
    (
        "addresses",
        "every contract stands where plan, code and creator put it",
        digests::addresses,
    ),
    ("terms", "terms are those of the plan", terms::terms),
    (
        "members",
        "groups have the members of the plan",
        terms::members,
    ),
    ("grants", "grants are those of the plan", grants::grants),
];

/// Names of all facts, in their order.
pub const FACTS: &[&str] = &NAMES;

const NAMES: [&str; ALL.len()] = {
    let mut names = [""; ALL.len()];
    let mut at = 0;
    while at < ALL.len() {
        names[at] = ALL[at].0;
        at += 1;
    }
    names
};

/// Judges every fact.
pub fn all(site: &Site<'_>) -> Vec<Fact> {
    let judged = ALL.iter().map(|(fact, claim, judge)| {
        let mut finding = Finding::new(fact, claim);
        judge(site, &mut finding);
        finding.done()
    });
    judged.collect()
}
