use cosmwasm_std::Uint128;
use serde::{Deserialize, Serialize};

/// One milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Its name.
    pub name: String,
    /// What must be true. Written by the plan's author: untrusted text.
    pub statement: String,
    /// Where it is.
    pub status: Status,
    /// The same in words.
    pub words: String,
    /// The running round.
    pub round: u32,
    /// The policy as an expression over its witnesses.
    pub policy: String,
    /// Its witnesses.
    pub leaves: Vec<Leaf>,
    /// The attestation made last: what was measured.
    pub latest: Option<Attested>,
    /// No evidence before.
    pub start: u64,
    /// Last instant of the fact.
    pub deadline: u64,
    /// The last instant at which it can end, halts of the chain apart.
    pub ends_by: u64,
    /// Challenge window, seconds.
    pub window: u64,
    /// Challenge window, blocks.
    pub window_blocks: u64,
    /// Amount behind it.
    pub amount: Uint128,
    /// Earliest instant at which any of it starts.
    pub earliest: Option<u64>,
    /// Latest instant at which its last unit is released if it is reached now.
    pub latest_release: Option<u64>,
    /// Amount forfeited if it is missed.
    pub forfeited_if_missed: Uint128,
    /// What a miss does, in words.
    pub if_missed: Vec<String>,
    /// What can happen next.
    pub next: Vec<Step>,
    /// What happened, in order.
    pub timeline: Vec<Moment>,
}

/// Where a milestone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum Status {
    /// The policy is not satisfied.
    Open,
    /// The policy is satisfied and may be challenged.
    Pending {
        /// Since when.
        since: u64,
    },
    /// Before the court.
    Disputed {
        /// When it was challenged.
        since: u64,
    },
    /// Reached.
    Reached {
        /// When.
        at: u64,
    },
    /// Missed.
    Missed {
        /// When.
        at: u64,
    },
}

impl Status {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Pending { .. } => "pending",
            Status::Disputed { .. } => "disputed",
            Status::Reached { .. } => "reached",
            Status::Missed { .. } => "missed",
        }
    }
}

/// One witness.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// Its name.
    pub witness: String,
    /// Who it is, in words.
    pub who: String,
    /// Whether its attestations suffice.
    pub holds: bool,
    /// What is missing, in words; empty if it holds.
    pub missing: String,
    /// Whether interested voters behind it are not recused by the suite.
    pub not_recused: bool,
}

/// An attestation with its evidence, which is untrusted text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attested {
    /// Who.
    pub attestor: String,
    /// For which witness.
    pub witness: String,
    /// When the fact held.
    pub as_of: u64,
    /// What was measured.
    pub metric: String,
    /// What it came to.
    pub value: String,
    /// Where the document is.
    pub uri: String,
    /// Its SHA-256, hex.
    pub digest: String,
}

/// One thing somebody can do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The message, or `wait`.
    pub action: String,
    /// Who.
    pub who: String,
    /// In one sentence.
    pub words: String,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Height.
    pub height: u64,
    /// Block time.
    pub time: u64,
    /// What.
    pub kind: EventKind,
    /// In words.
    pub words: String,
    /// The evidence, of an attestation.
    pub evidence: Option<Attested>,
}

/// What can happen to a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Somebody testified.
    Attested,
    /// Somebody took it back, or was recused.
    Withdrawn,
    /// The policy was satisfied.
    Pending,
    /// Somebody challenged.
    Challenged,
    /// The court spoke.
    Settled,
    /// Attestations were struck.
    Fell,
    /// The last call began.
    LastCall,
    /// A bounty was added.
    Bounty,
    /// Reached.
    Reached,
    /// Missed.
    Missed,
}
