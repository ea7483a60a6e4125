use cosmwasm_std::{Addr, HexBinary, StdError, Uint128};
use cw2::VersionError;
use milegate_api::funds::FundsError;
use milegate_core::governance::{Refusal, RuleError};
use milegate_core::milestone::TermsError;
use thiserror::Error;

/// Why a message is refused.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Storage, a query or a malformed address.
    #[error(transparent)]
    Std(#[from] StdError),
    /// What was sent along.
    #[error(transparent)]
    Funds(#[from] FundsError),
    /// A rule of proposals.
    #[error(transparent)]
    Refusal(#[from] Refusal),
    /// Bounds of rules and contents.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// The form of a text or a digest.
    #[error(transparent)]
    Form(#[from] TermsError),
    /// A migration to other or older code.
    #[error(transparent)]
    Version(#[from] VersionError),

    /// No proposal has the number.
    #[error("no proposal {id}")]
    UnknownProposal {
        /// The number.
        id: u64,
    },
    /// Periods are those of the class.
    #[error("`earliest` and `latest` are decided by the class of the proposal: leave them out")]
    PeriodChosen {},
    /// A text is bounded.
    #[error("{what} of {bytes} bytes is longer than {most}")]
    TooLong {
        /// Which text.
        what: &'static str,
        /// Its length.
        bytes: usize,
        /// The longest.
        most: usize,
    },
    /// Answers differ, and each says something.
    #[error("option {option} is empty, too long or given twice")]
    Option {
        /// Which, from 0.
        option: usize,
    },
    /// A member of the governance itself only.
    #[error("only the governance itself may send this, by a proposal; the sender is {sender}")]
    NotItself {
        /// Who sent it.
        sender: Addr,
    },
    /// Nobody else cancels.
    #[error("{sender} is not the guardian")]
    NotGuardian {
        /// Who sent it.
        sender: Addr,
    },
    /// Tokens go to people who are there.
    #[error("{payee} has not accepted payments: let it send `accept_payments` first")]
    PayeeSilent {
        /// Who would be paid.
        payee: Addr,
    },
    /// Once is enough.
    #[error("{payee} accepts payments already")]
    AlreadyAccepts {
        /// Who.
        payee: Addr,
    },
    /// Evidence is about the past.
    #[error("evidence of {as_of} is dated ahead; it is {now}")]
    DatedAhead {
        /// The date, Unix seconds.
        as_of: u64,
        /// Block time.
        now: u64,
    },
    /// Voters see what code they vote on.
    #[error("code {code_id} is not pinned: add its checksum to `pins`")]
    NotPinned {
        /// The code.
        code_id: u64,
    },
    /// A pin says what the chain says.
    #[error("code {code_id} has checksum {checksum}, pinned {pinned}")]
    WrongPin {
        /// The code.
        code_id: u64,
        /// What the chain says.
        checksum: HexBinary,
        /// What was pinned.
        pinned: HexBinary,
    },
    /// A pin belongs to a message.
    #[error("no message uses code {code_id}, which is pinned")]
    IdlePin {
        /// The code.
        code_id: u64,
    },
    /// What was voted on is what runs.
    #[error("{contract} ran code {proposed} when this was proposed, and runs {code_id}")]
    CodeChanged {
        /// The contract.
        contract: Addr,
        /// The code it ran.
        proposed: u64,
        /// The code it runs.
        code_id: u64,
    },
    /// Only what is disputed is settled.
    #[error("milestone {milestone} is not disputed")]
    NotDisputed {
        /// The milestone.
        milestone: String,
    },
    /// Only the court settles.
    #[error("{court} is the court of milestone {milestone}")]
    OtherCourt {
        /// The milestone.
        milestone: String,
        /// Its court.
        court: Addr,
    },
    /// One proposal settles a dispute.
    #[error("proposal {id} settles round {round} of milestone {milestone}")]
    DisputeOpen {
        /// The milestone.
        milestone: String,
        /// The round.
        round: u32,
        /// The proposal.
        id: u64,
    },
    /// There is no such milestone.
    #[error("{milestones} is not listed, or has no milestone {milestone}")]
    UnknownMilestone {
        /// The contract.
        milestones: Addr,
        /// The milestone.
        milestone: String,
    },
    /// A suspense ends once, when the result is known.
    #[error(
        "proposal {id} is {status}, closed: {closed}; a proposal is closed once, when its result is known"
    )]
    NotToClose {
        /// The proposal.
        id: u64,
        /// Where it stands.
        status: String,
        /// Whether it was closed before.
        closed: bool,
    },
    /// Lists end.
    #[error("{count} {what} are more than {most}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many.
        count: usize,
        /// The most.
        most: usize,
    },
    /// An address is listed once.
    #[error("{address} is listed twice")]
    Twice {
        /// Which.
        address: Addr,
    },
    /// Power is known at every past height.
    #[error("{source_address} cannot be a power source: {why}")]
    Source {
        /// The power source.
        source_address: Addr,
        /// What it cannot do, or who controls it.
        why: String,
    },
    /// Holders of a vault that is not listed could vote on their own unlock.
    #[error("vault {vault} follows milestones {milestones} and is not listed with them")]
    VaultMissing {
        /// The milestones.
        milestones: Addr,
        /// The vault.
        vault: Addr,
    },
    /// A vault that is sealed later gets holders later.
    #[error("vault {vault} is not sealed")]
    NotSealed {
        /// The vault.
        vault: Addr,
    },
    /// Whoever can change what a vault says decides who may vote.
    #[error("{admin} can change the code of {contract}")]
    SuiteAdmin {
        /// The contract.
        contract: Addr,
        /// Its contract admin.
        admin: String,
    },
    /// Proposals cost what people have.
    #[error("a deposit of {deposit} is more than {most}, a hundredth of what exists")]
    DepositOutOfReach {
        /// The deposit.
        deposit: Uint128,
        /// The largest.
        most: Uint128,
    },
    /// A token weighs something.
    #[error("tokens_per_weight is 0")]
    Weightless {},
    /// Rules begin at one.
    #[error("the first rules have revision 1, not {revision}")]
    FirstRevision {
        /// Their revision.
        revision: u32,
    },
}
