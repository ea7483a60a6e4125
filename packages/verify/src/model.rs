use cosmwasm_std::Addr;
use milegate_report::Block;
use serde::Serialize;

/// What was found of a deployment at one block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// The vault.
    pub vault: Addr,
    /// Name of its plan, as the vault says.
    pub plan: String,
    /// Digest of its plan, hex, as the vault says.
    pub plan_digest: String,
    /// The block.
    pub block: Block,
    /// Whether the chain is inside a process.
    pub simulated: bool,
    /// Whether it was looked at before funding.
    pub staged: bool,
    /// Every fact, in the order of [`FACTS`](crate::FACTS).
    pub facts: Vec<Fact>,
    /// How many hold.
    pub passed: usize,
    /// How many do not.
    pub failed: usize,
    /// How many could not be looked at.
    pub not_checked: usize,
    /// Everybody who can do something alone.
    pub powers: Vec<Alone>,
}

impl Verification {
    /// A fact by name.
    pub fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.fact == name)
    }
}

/// A fact and how it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Its name.
    pub fact: &'static str,
    /// What it says.
    pub claim: &'static str,
    /// Whether it holds.
    pub outcome: Outcome,
    /// The values behind that: what contradicts it, or what it rests on, or why it was not checked.
    pub values: Vec<String>,
}

/// Whether a fact holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It does.
    Pass,
    /// It does not.
    Fail,
    /// It could not be looked at.
    NotChecked,
}

/// What somebody can do alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alone {
    /// As what.
    pub role: String,
    /// Who.
    pub who: Addr,
    /// What the plan calls it, if a plan is at hand.
    pub name: Option<String>,
    /// Whether it acts by vote, without those who gain by it.
    pub by_vote: bool,
    /// What it can do.
    pub may: String,
    /// Until when, Unix seconds.
    pub until: Option<u64>,
    /// How long others have to object, and how.
    pub objection: String,
}
