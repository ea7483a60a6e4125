use cosmwasm_std::{Uint64, Uint128};
use thiserror::Error;

use super::{Choice, Class, End, Shortfall, Status};
use crate::Point;

/// Why a proposal refuses a message.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Ballots are taken while the voting runs.
    #[error("the voting was over at {end}; it is {now}")]
    VotingOver {
        /// When it was over.
        end: Point,
        /// The block.
        now: Point,
    },
    /// After the tail nothing about the result changes.
    #[error("the result has been fixed since {end}; it is {now}")]
    ResultFixed {
        /// When the tail was over.
        end: Point,
        /// The block.
        now: Point,
    },
    /// An end is final.
    #[error("the proposal was {end}")]
    Ended {
        /// How it ended, and when.
        end: End,
    },
    /// A ballot answers what is asked.
    #[error("`{choice}` is no choice in a proposal of class {class}")]
    WrongChoice {
        /// The class.
        class: Class,
        /// What was chosen.
        choice: Choice,
    },
    /// Who had no power when the proposal opened does not matter to it.
    #[error("no voting power when the proposal opened")]
    NoPower {},
    /// Who gains does not vote.
    #[error("an interested voter")]
    Interested {},
    /// Who has been proven to gain does not vote.
    #[error("the voter has been recused")]
    Recused {},
    /// Each voter counts once.
    #[error("already voted `{choice}`")]
    AlreadyVoted {
        /// The ballot that counts.
        choice: Choice,
    },
    /// Members never have more power than there is.
    #[error("more power than the total of {total}")]
    OutOfElectorate {
        /// All power when the proposal opened.
        total: Uint64,
    },
    /// There is nothing in it to be interested in.
    #[error("nobody is recused from a proposal of class {class} that opens no grant")]
    NobodyRecused {
        /// The class.
        class: Class,
    },
    /// A proof shows an interest.
    #[error("the voter is not interested")]
    NotInterested {},
    /// Only who was recused comes back.
    #[error("the voter has not been recused")]
    NotProven {},
    /// Only who has given up what he would gain comes back.
    #[error("the voter is still interested")]
    StillInterested {},
    /// The quorum's base is fixed when the voting ends.
    #[error("the voter was recused before the voting was over at {end}; it is {now}")]
    ProvenInVoting {
        /// When the voting was over.
        end: Point,
        /// The block.
        now: Point,
    },
    /// A passed proposal waits for its delay.
    #[error("not executable before {from}; it is {now}")]
    TooEarly {
        /// The first point at which it is, if it passes.
        from: Point,
        /// The block.
        now: Point,
    },
    /// Only what has passed is executed.
    #[error("the proposal has not passed: {why}")]
    NotPassed {
        /// The condition that was not met.
        why: Shortfall,
    },
    /// A signal is an answer, not an act.
    #[error("a signal has nothing to execute; its answer is option {option}")]
    NothingToExecute {
        /// The answer.
        option: u8,
    },
    /// An old proposal is not run years later.
    #[error("the window for executing it was over at {end}; it is {now}")]
    WindowOver {
        /// When it was over.
        end: Point,
        /// The block.
        now: Point,
    },
    /// A guardian ends by himself.
    #[error("the guardian expired at {expires}; it is {now}")]
    GuardianExpired {
        /// When, Unix seconds.
        expires: u64,
        /// Block time.
        now: u64,
    },
    /// Justice is not the guardian's.
    #[error("the guardian cannot cancel a dispute")]
    CancelsDispute {},
    /// A guardian can be removed.
    #[error("the guardian cannot cancel a change of the guardian")]
    CancelsGuardian {},
    /// What is over needs no cancelling.
    #[error("the proposal is over")]
    NothingToCancel {},
    /// Nothing that holders are barred from is voted on before they are known.
    #[error("holders are known from {start} on, when vaults are sealed; it is {now}")]
    BeforeStart {
        /// First instant at which it may open, Unix seconds.
        start: u64,
        /// Block time.
        now: u64,
    },
    /// A proposal costs exactly its deposit.
    #[error("the deposit is {deposit}, sent {sent}")]
    WrongDeposit {
        /// What it costs.
        deposit: Uint128,
        /// What was sent.
        sent: Uint128,
    },
    /// Nobody fills the list by himself.
    #[error("the proposer has {count} proposals in suspense, the most are {most}")]
    TooMany {
        /// How many he has.
        count: u32,
        /// How many he may have.
        most: u32,
    },
    /// One content is voted on once at a time.
    #[error("a proposal of the same content is running")]
    Running {},
    /// Voters are not worn down by repetition.
    #[error("the same content is refused until {until}; it is {now}")]
    CoolsDown {
        /// The first instant at which it may be proposed again, Unix seconds.
        until: u64,
        /// Block time.
        now: u64,
    },
    /// A large payment follows a question that the community has answered.
    #[error(
        "{amount} {denom} are paid, {most} need no signal: cite one that has been answered{}",
        cited.map_or(String::new(), |status| format!(", the one cited is {status}"))
    )]
    Uncited {
        /// What is paid.
        denom: String,
        /// How much of it.
        amount: Uint128,
        /// How much of it may be paid without.
        most: Uint128,
        /// Where the one that was cited stands, if one was.
        cited: Option<Status>,
    },
    /// Deposits are not the community's to spend.
    #[error("{amount} are paid, {free} are held above the deposits of {held}")]
    HeldDeposits {
        /// What is paid, in the deposit's denom.
        amount: Uint128,
        /// What the contract has, deposits aside.
        free: Uint128,
        /// Deposits of proposals in suspense.
        held: Uint128,
    },
    /// A figure leaves the range of its type.
    #[error("{figure} is out of range")]
    OutOfRange {
        /// The figure.
        figure: &'static str,
    },
}
