use cosmwasm_schema::{QueryResponses, cw_serde};
use cosmwasm_std::{CosmosMsg, HexBinary, Uint128};
use cw_utils::Expiration;
use cw3::Vote;
use milegate_core::governance::Rules;

// Named only in the schema, which Wasm leaves out.
#[cfg(not(target_arch = "wasm32"))]
use super::response::*;
use crate::common::{Denom, PlanRef};
#[cfg(not(target_arch = "wasm32"))]
use cw_utils::ThresholdResponse;
#[cfg(not(target_arch = "wasm32"))]
use cw3::{
    ProposalListResponse, ProposalResponse, VoteListResponse, VoteResponse, VoterListResponse,
    VoterResponse,
};

/// Birth of a governance. Errors: rules outside the bounds in the code, a power source without
/// history or under somebody's control, a guardian who never expires.
#[cw_serde]
pub struct InstantiateMsg {
    /// The plan it comes from.
    pub plan: PlanRef,
    /// The cw4 contract whose members vote. It must answer members and total at a height, keep its
    /// total under the raw keys of cw4, and obey nobody but this governance.
    pub source: String,
    /// The token that power is made of, so that the least electorate has a meaning. None if power
    /// does not come from a token.
    pub token: Option<Token<String>>,
    /// Milestones that can be attested by vote, and the vaults whose holders are interested, by
    /// (predicted) address.
    pub suites: Vec<Suite<String>>,
    /// When the first milestones start, Unix seconds, at most two years ahead: by then their vaults
    /// are sealed or can never be, so holders are known. Nothing that recuses somebody opens before.
    pub start: u64,
    /// Rules of every class, revision 1.
    pub rules: Rules,
    /// Native denom of deposits.
    pub deposit_denom: String,
    /// Who may cancel proposals for a time, if anyone may.
    pub guardian: Option<Guardian<String>>,
}

/// A token, and how much of it is power. `A` is `String` in messages, `Addr` once validated.
#[cw_serde]
#[schemars(rename = "Token")]
pub struct Token<A> {
    /// Which.
    pub denom: Denom<A>,
    /// Base units that weigh 1 when staked, at least 1.
    pub tokens_per_weight: Uint128,
}

/// Milestones, and the vaults that follow them. `A` is `String` in messages, `Addr` once validated.
#[cw_serde]
#[schemars(rename = "Suite")]
pub struct Suite<A> {
    /// The contract of the milestones.
    pub milestones: A,
    /// Vaults whose holders are interested in them.
    pub vaults: Vec<A>,
}

/// Who may cancel proposals, and until when. `A` is `String` in messages, `Addr` once validated.
#[cw_serde]
#[schemars(rename = "Guardian")]
pub struct Guardian<A> {
    /// Who.
    pub address: A,
    /// First instant at which he no longer may, Unix seconds; at most two years ahead.
    pub expires: u64,
}

/// The code behind a code id, for everybody who votes on it.
#[cw_serde]
pub struct CodePin {
    /// The chain's number of the code.
    pub code_id: u64,
    /// SHA-256 of its Wasm, 32 bytes, hex.
    pub checksum: HexBinary,
}

/// Nothing: a migration changes the code and never the state. Refused with anything in it.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// What a governance can be told. `propose`, `vote`, `execute` and `close` are those of cw3.
#[cw_serde]
#[allow(clippy::large_enum_variant)] // rules are read once; a box would show in every client
pub enum ExecuteMsg {
    /// Opens a proposal with messages. Its class follows from them and cannot be chosen.
    ///
    /// Who: anyone. Funds: exactly the deposit. Effect: messages, rule and electorate are fixed;
    /// ballots are taken from this block on. Event: `opened`. Errors: a bundle too large, a message
    /// that no proposal may carry, a payment to who has not accepted payments or too large without
    /// a citation, code that is not pinned, a contract that does not exist, evidence dated ahead,
    /// the same messages before they have cooled down, too many proposals in suspense.
    Propose {
        /// What it is about, in a line.
        title: String,
        /// Why.
        description: String,
        /// What will be done, in order; at most 32 acts, counting attached funds.
        msgs: Vec<CosmosMsg>,
        /// None: the periods are those of the class. Clients of cw3 send it.
        earliest: Option<Expiration>,
        /// None, as `earliest`.
        latest: Option<Expiration>,
        /// The signal that a large payment follows.
        cites: Option<u64>,
        /// The code of every code id in the messages.
        #[serde(default)]
        pins: Vec<CodePin>,
    },
    /// Opens a signal: a question to the community.
    ///
    /// Who: anyone. Funds: exactly the deposit. Event: `opened`. Errors: not 2 to 8 options, an
    /// option that is empty or twice; the same question before it has cooled down.
    Ask {
        /// The question, in a line.
        title: String,
        /// What voters should know.
        description: String,
        /// The answers to choose from.
        options: Vec<String>,
    },
    /// Opens the proposal that settles a dispute of which this governance is the court. Yes means
    /// that the challenged attestations are false, no that they stand.
    ///
    /// Who: anyone, once a round. Funds: none. Event: `opened`. Errors: not disputed, another
    /// court, opened before.
    Dispute {
        /// The contract of the milestone.
        milestones: String,
        /// The milestone.
        milestone: String,
    },
    /// Casts a ballot, which is final.
    ///
    /// Who: whoever had power when the proposal opened and is not interested. Funds: none. Event:
    /// `voted`. Errors: voting over, no power, interested, recused, voted before, a veto in a
    /// dispute, a signal (see `answer`).
    Vote {
        /// The proposal.
        proposal_id: u64,
        /// The ballot. A veto is a no that also asks for the deposit.
        vote: Vote,
    },
    /// Casts a ballot for one answer to a signal. `vote` takes an abstention.
    ///
    /// Who: whoever had power when the signal opened. Funds: none. Event: `voted`. Errors: as
    /// `vote`; not a signal, no such option.
    Answer {
        /// The signal.
        proposal_id: u64,
        /// The answer, from 0.
        option: u8,
    },
    /// Shows that a voter is interested. While the voting runs he is barred and his power leaves
    /// the quorum's base; in the tail his ballot is struck.
    ///
    /// Who: anyone. Funds: none. Event: `proven`. Errors: not interested at the opening, no power,
    /// nobody is recused, result fixed. A proof of what is known, or of who has not voted in the
    /// tail, does nothing.
    Prove {
        /// The proposal.
        proposal_id: u64,
        /// Whom it shows to be interested.
        voter: String,
    },
    /// Undoes a proof of who is no longer interested, in the period it was made in.
    ///
    /// Who: anyone. Funds: none. Event: `readmitted`. Errors: not proven, still interested, proven
    /// in the voting and it is over.
    Readmit {
        /// The proposal.
        proposal_id: u64,
        /// Who comes back.
        voter: String,
    },
    /// Runs what has passed, once.
    ///
    /// Who: anyone. Funds: none. When: after the delay, inside the window. Effect: the messages run
    /// in order; if one fails all is as before and it may be tried again. Event: `executed`. Errors:
    /// not passed, too early, too late, done before; a contract that it calls runs other code than
    /// when it was proposed; payments that would touch deposits.
    Execute {
        /// The proposal.
        proposal_id: u64,
    },
    /// Ends the suspense of a proposal whose result is known: the deposit goes back to the
    /// proposer, or to the community if the ballots say so.
    ///
    /// Who: anyone, once. Funds: none. Event: `closed`. Errors: result not known, closed before.
    Close {
        /// The proposal.
        proposal_id: u64,
    },
    /// Stops a proposal that has not been executed.
    ///
    /// Who: the guardian, until he expires. Funds: none. Event: `cancelled`. Errors: a dispute, a
    /// change of the guardian, a proposal that is over.
    Cancel {
        /// The proposal.
        proposal_id: u64,
    },
    /// Says that the sender exists and takes payments of proposals.
    ///
    /// Who: anyone, for itself. Funds: none. Event: `payments_accepted`. Errors: said before.
    AcceptPayments {},
    /// Replaces the rules.
    ///
    /// Who: the governance itself, by proposal. Event: `rules_set`. Errors: out of bounds, not the
    /// next revision, a higher deposit than a hundredth of what exists.
    SetRules {
        /// All of them, with the next revision.
        rules: Rules,
    },
    /// Appoints, replaces or removes the guardian.
    ///
    /// Who: the governance itself, by a proposal that does nothing else. Event: `guardian_set`.
    /// Errors: an expiry that has passed or is more than two years ahead.
    SetGuardian {
        /// The guardian, if there is to be one.
        guardian: Option<Guardian<String>>,
    },
    /// Adds milestones of later vaults, for good. Of class `code`: a vault says who may not vote.
    ///
    /// Who: the governance itself, by proposal. Event: `suite_added`. Errors: listed before, too
    /// many, a contract that is not there or has an admin, a vault whose records do not read.
    AddSuite {
        /// The milestones and their vaults.
        suite: Suite<String>,
    },
}

/// What a governance can be asked: the queries of cw3, and its own. Lists are 10 long unless
/// `limit` says otherwise, 30 at most.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// cw3: the rule of testimonies (class `attest`), and all power at present. What holds for one
    /// proposal is in it.
    #[returns(ThresholdResponse)]
    Threshold {},
    /// cw3: one proposal. `open` until its result is fixed; `rejected` also if cancelled or expired.
    #[returns(ProposalResponse)]
    Proposal {
        /// Which.
        proposal_id: u64,
    },
    /// cw3: proposals, oldest first.
    #[returns(ProposalListResponse)]
    ListProposals {
        /// Number to start after.
        start_after: Option<u64>,
        /// How many.
        limit: Option<u32>,
    },
    /// cw3: proposals, newest first.
    #[returns(ProposalListResponse)]
    ReverseProposals {
        /// Number to start before.
        start_before: Option<u64>,
        /// How many.
        limit: Option<u32>,
    },
    /// cw3: a ballot that counts; none if there is none, or it was struck. An answer to a signal is
    /// a yes.
    #[returns(VoteResponse)]
    Vote {
        /// The proposal.
        proposal_id: u64,
        /// Whose.
        voter: String,
    },
    /// cw3: the ballots that count, by voter. A page of ballots that were all struck is empty; go
    /// by `ballots` to see them.
    #[returns(VoteListResponse)]
    ListVotes {
        /// The proposal.
        proposal_id: u64,
        /// Voter to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// cw3: what somebody weighs at present.
    #[returns(VoterResponse)]
    Voter {
        /// Who.
        address: String,
    },
    /// cw3: whoever weighs something at present, as the power source lists them.
    #[returns(VoterListResponse)]
    ListVoters {
        /// Voter to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// Wiring, rules, guardian.
    #[returns(ConfigResponse)]
    Config {},
    /// Where a proposal stands: terms, ballots, recused power, result, what can happen next.
    #[returns(TallyResponse)]
    Tally {
        /// The proposal.
        proposal_id: u64,
    },
    /// Everybody who voted or was proven, by voter.
    #[returns(BallotsResponse)]
    Ballots {
        /// The proposal.
        proposal_id: u64,
        /// Voter to start after.
        start_after: Option<String>,
        /// How many.
        limit: Option<u32>,
    },
    /// The balance against deposits of proposals in suspense.
    #[returns(DepositsResponse)]
    Deposits {},
    /// Whether an address has accepted payments.
    #[returns(PayeeResponse)]
    Payee {
        /// The address.
        address: String,
    },
}
