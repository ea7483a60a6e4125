//! What people do with stakes and votes in a scenario, as the file writes it.

use serde::{Deserialize, Serialize};

use crate::deed::Deed;

/// What somebody does with a stake or a vote. Without `by`, anyone does it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Motion {
    /// Somebody bonds tokens.
    Stake {
        /// Who.
        by: String,
        /// How much, in whole symbols.
        amount: u64,
    },
    /// Somebody takes tokens out of a stake.
    Unbond {
        /// Who.
        by: String,
        /// How much, in whole symbols.
        amount: u64,
    },
    /// Somebody is paid what was unbonded and is due.
    WithdrawStake {
        /// Who.
        by: String,
    },
    /// Somebody puts messages to the vote.
    Propose {
        /// Who.
        by: String,
        /// What it is about.
        title: String,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        description: String,
        /// What it would do.
        messages: Vec<Deed>,
        /// The signal that a large payment follows.
        #[serde(skip_serializing_if = "Option::is_none")]
        cites: Option<u64>,
    },
    /// Somebody asks a question.
    Ask {
        /// Who.
        by: String,
        /// The question.
        title: String,
        /// What voters should know.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        description: String,
        /// The answers.
        options: Vec<String>,
    },
    /// Somebody has the governance settle a dispute.
    Dispute {
        /// The milestone.
        milestone: String,
        /// Who.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<String>,
        /// Whether he also challenges it, with the bond.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        challenge: bool,
    },
    /// Somebody votes.
    Vote {
        /// The proposal.
        proposal: u64,
        /// Who.
        by: Voters,
        /// `yes`, `no`, `abstain`, `veto`, or an answer to a signal.
        vote: String,
    },
    /// Somebody shows that a voter is interested.
    Prove {
        /// The proposal.
        proposal: u64,
        /// Whom.
        voter: String,
        /// Who.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// Somebody has a proof undone.
    Readmit {
        /// The proposal.
        proposal: u64,
        /// Whose.
        voter: String,
        /// Who.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// Somebody has a proposal run.
    Execute {
        /// The proposal.
        proposal: u64,
        /// Who.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// Somebody has a proposal's deposit released.
    Close {
        /// The proposal.
        proposal: u64,
        /// Who.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// The guardian stops a proposal.
    CancelProposal {
        /// The proposal.
        proposal: u64,
        /// Who; without it, the guardian.
        #[serde(skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
    /// Somebody takes payments of proposals.
    AcceptPayments {
        /// Who.
        by: String,
    },
    /// Somebody sends somebody tokens.
    Give {
        /// Who.
        by: String,
        /// To whom.
        to: String,
        /// How much of the vault's asset, in whole symbols.
        amount: u64,
    },
    /// Somebody sends a contract a message as it is.
    Send {
        /// Who.
        by: String,
        /// The contract: `@vault`, `@milestones`, `@governance`, `@stake`, or another name.
        contract: String,
        /// The message; a text that is a known `@name` becomes its address.
        message: toml::Table,
        /// Coins of the bond denom that go with it, in whole symbols.
        #[serde(default)]
        funds: u64,
    },
}

impl Motion {
    /// What each is called in the file.
    pub const NAMES: [&str; 15] = [
        "stake",
        "unbond",
        "withdraw-stake",
        "propose",
        "ask",
        "dispute",
        "vote",
        "prove",
        "readmit",
        "execute",
        "close",
        "cancel-proposal",
        "accept-payments",
        "give",
        "send",
    ];
}

/// One voter, or several who say the same.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Voters {
    /// One.
    One(String),
    /// Several, in this order.
    Many(Vec<String>),
}

impl Voters {
    /// Their names.
    pub fn names(&self) -> &[String] {
        match self {
            Voters::One(name) => std::slice::from_ref(name),
            Voters::Many(names) => names,
        }
    }
}
