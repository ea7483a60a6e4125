use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, HexBinary, Uint64, Uint128};
use milegate_core::Point;
use milegate_core::governance::{Choice, Outcome, Period, Rules, Share, Status, Tally, Terms};

use super::{CodePin, Guardian, Suite, Token};
use crate::common::{NextStep, PlanRef};

/// Wiring, rules and guardian of a governance.
#[cw_serde]
pub struct ConfigResponse {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// The cw4 contract whose members vote.
    pub source: Addr,
    /// The token that power is made of.
    pub token: Option<Token<Addr>>,
    /// Milestones that can be attested by vote, and the vaults whose holders are interested.
    pub suites: Vec<Suite<Addr>>,
    /// From when on holders are known, Unix seconds.
    pub start: u64,
    /// Rules of every class.
    pub rules: Rules,
    /// Native denom of deposits.
    pub deposit_denom: String,
    /// Who may cancel proposals, expired or not.
    pub guardian: Option<Guardian<Addr>>,
    /// Proposals opened so far; they are numbered from 1.
    pub proposals: u64,
}

/// A milestone that a proposal names.
#[cw_serde]
pub struct Named {
    /// Its contract.
    pub milestones: Addr,
    /// Its name.
    pub milestone: String,
}

/// What a proposal asks.
#[cw_serde]
pub enum Asked {
    /// To run messages.
    Messages {
        /// SHA-256 of their JSON, fixed when it opened.
        hash: HexBinary,
        /// The code of every code id in them.
        pins: Vec<CodePin>,
        /// The signal that is cited.
        cites: Option<u64>,
    },
    /// A question.
    Signal {
        /// The answers to choose from.
        options: Vec<String>,
    },
    /// To settle a dispute.
    Dispute {
        /// The round that is disputed.
        round: u32,
    },
}

/// Where a proposal stands.
#[cw_serde]
pub struct TallyResponse {
    /// Its number.
    pub id: u64,
    /// What it is about.
    pub title: String,
    /// Who opened it.
    pub proposer: Addr,
    /// What it asks.
    pub asked: Asked,
    /// What was fixed when it opened: class, rule, electorate.
    pub terms: Terms,
    /// Milestones it names, whose holders must not vote.
    pub milestones: Vec<Named>,
    /// Ballots and recused power.
    pub tally: Tally,
    /// Power behind each option of a signal.
    pub options: Vec<Uint64>,
    /// Where it stands.
    pub status: Status,
    /// What the ballots come to, so far or for good.
    pub outcome: Outcome,
    /// The largest share of the ballots that insiders could have had: everything that grants of the
    /// listed vaults have paid out by this block, in the token that power is made of, as if all of it
    /// had voted. None if power does not come from a token.
    pub insiders: Option<Share>,
    /// First point after the voting.
    pub voting_ends: Point,
    /// First point at which the result is fixed.
    pub tail_ends: Point,
    /// First point at which it may be executed, if it passes.
    pub executable: Point,
    /// First point at which it no longer may.
    pub expires: Point,
    /// What it cost the proposer.
    pub deposit: Uint128,
    /// Whether it is out of suspense: its deposit has been released. A dispute has none.
    pub closed: bool,
    /// Where it stands and why, in words.
    pub words: String,
    /// Who can do what next and by when.
    pub next: Vec<NextStep>,
}

/// One voter on one proposal.
#[cw_serde]
pub struct BallotResponse {
    /// Who.
    pub voter: Addr,
    /// What he weighed when it opened.
    pub power: Uint64,
    /// What he said, if he voted.
    pub ballot: Option<Choice>,
    /// When he was proven to be interested, if he was: his ballot does not count.
    pub proven: Option<Period>,
}

/// Voters of a proposal, by address.
#[cw_serde]
pub struct BallotsResponse {
    /// The voters.
    pub ballots: Vec<BallotResponse>,
}

/// The balance against deposits.
#[cw_serde]
pub struct DepositsResponse {
    /// Denom of deposits.
    pub denom: String,
    /// Bank balance.
    pub balance: Uint128,
    /// Deposits of proposals in suspense.
    pub held: Uint128,
    /// What proposals may pay of it.
    pub free: Uint128,
}

/// Whether an address has accepted payments.
#[cw_serde]
pub struct PayeeResponse {
    /// Whether it has.
    pub accepts: bool,
}
