use cosmwasm_std::{Addr, Uint128};
use serde::{Deserialize, Serialize};

use super::{Attested, Step};

/// A governance and what was put to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// The contract.
    pub governance: Addr,
    /// What power is made of, in words.
    pub power: String,
    /// All power at present.
    pub total: u64,
    /// Who may cancel proposals, expired or not.
    pub guardian: Option<Guardian>,
    /// What was put to it, from the first.
    pub proposals: Vec<Proposal>,
}

/// Who may cancel proposals for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    /// Who.
    pub address: Addr,
    /// Until when.
    pub expires: u64,
    /// Whether that has passed.
    pub expired: bool,
}

/// A proposal, signal or dispute. Shares are basis points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Its number.
    pub id: u64,
    /// `signal`, `dispute`, `attest`, `spend`, `rules` or `code`.
    pub class: String,
    /// What it is about. Written by its proposer: untrusted text.
    pub title: String,
    /// Why. Untrusted text.
    pub description: String,
    /// Who put it.
    pub proposer: Addr,
    /// The height whose power counts.
    pub height: u64,
    /// When it opened.
    pub opened: u64,
    /// What it does, in words, message by message.
    pub does: Vec<String>,
    /// What it starts, for every milestone that it testifies to or judges.
    pub opens: Vec<Opens>,
    /// The evidence in it, which is untrusted text.
    pub evidence: Vec<Attested>,
    /// Who must not vote, in words.
    pub barred: String,
    /// What it needs.
    pub needs: Needs,
    /// All power when it opened.
    pub total: u64,
    /// For it; in a dispute: false; in a signal: for any option.
    pub yes: u64,
    /// Against it; in a dispute: it stands.
    pub no: u64,
    /// Neither.
    pub abstain: u64,
    /// Those of `no` that ask for the deposit.
    pub veto: u64,
    /// Answers to a signal, with the power behind each.
    pub options: Vec<Answer>,
    /// Power that was proven to be interested by the end of the voting.
    pub recused: u64,
    /// Voters whose ballots count.
    pub voters: u64,
    /// Voters who were proven to be interested.
    pub proven: u64,
    /// Ballots as a share of the power that was not recused, rounded down.
    pub turnout: u16,
    /// What grants had paid out when it opened.
    pub paid: Uint128,
    /// The largest share of the ballots that insiders could have had, rounded up: all of `paid`, as
    /// if it had been staked and had voted. None if power does not come from the asset, or if nobody
    /// voted.
    pub insiders: Option<u16>,
    /// One word: `voting`, `tail`, `passed`, `executable`, `answered`, `rejected`, `executed`,
    /// `expired` or `cancelled`.
    pub status: String,
    /// What the ballots come to and why, so far or for good.
    pub result: String,
    /// Whether the result can no longer change.
    pub fixed: bool,
    /// First instant after the voting.
    pub voting_ends: u64,
    /// First instant at which the result is fixed.
    pub tail_ends: u64,
    /// First instant at which it may be executed, if it passes.
    pub executable: u64,
    /// First instant at which it no longer may.
    pub expires: u64,
    /// When it was executed.
    pub executed: Option<u64>,
    /// What it cost its proposer until its result was known.
    pub deposit: Uint128,
    /// Whether that was released.
    pub closed: bool,
    /// Who can do what next and by when.
    pub next: Vec<Step>,
}

/// What a proposal needs to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// Ballots of any kind, as a share of the power that is not recused: at least.
    pub quorum: u16,
    /// The same in power.
    pub ballots: u64,
    /// Yes, as a share of yes and no: more than.
    pub threshold: u16,
    /// Yes, as a share of all power: at least.
    pub floor: u16,
    /// The same in power.
    pub least: u64,
    /// The least power of everybody.
    pub electorate: u64,
}

/// An answer to a signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The answer. Untrusted text.
    pub text: String,
    /// Power behind it.
    pub power: u64,
}

/// What a milestone starts if it is reached, as it stood when a proposal opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opens {
    /// The milestone.
    pub milestone: String,
    /// Lots behind it.
    pub amount: Uint128,
    /// Grants that it pays.
    pub grants: u32,
    /// How long the slowest of it takes, seconds.
    pub over: u64,
    /// The same by category.
    pub categories: Vec<Paid>,
}

/// What one category is paid by a milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// The category.
    pub category: String,
    /// Grants.
    pub grants: u32,
    /// Lots behind it.
    pub amount: Uint128,
}

/// Somebody with a power.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Power {
    /// As what: `assigner`, `dismisses`, `governance`, `court`, `witness`, `committee`, `guardian`,
    /// `stake` or `admin`.
    pub role: String,
    /// Who.
    pub who: Addr,
    /// Whether it acts by vote, without those who gain by it.
    pub by_vote: bool,
    /// What it can do.
    pub may: String,
    /// Until when.
    pub until: Option<u64>,
    /// Whether that has passed.
    pub ended: bool,
}
