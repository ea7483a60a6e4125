use thiserror::Error;

use super::limits::{
    FEWEST_OPTIONS, KINDS, LEAST_ELECTORATE, LONGEST, LONGEST_COOL_DOWN, MILESTONES,
    MOST_ELECTORATE, MOST_OPTIONS, MOST_PROPOSALS, SHORTEST, UNCITED,
};
use super::{Class, Share};
use crate::Span;

/// Why rules, or the content of a proposal, are refused.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum RuleError {
    /// A share is neither so small that nobody is needed nor so large that nobody suffices.
    #[error("{class}: {field} of {share} is not {least} to {most}")]
    Share {
        /// The class whose rule it is.
        class: Class,
        /// Which share.
        field: &'static str,
        /// The share.
        share: Share,
        /// The least it may be.
        least: Share,
        /// The most it may be.
        most: Share,
    },
    /// A period gives people time, and ends.
    #[error(
        "{class}: {field} of {} s and {} blocks is not {least} s and {} blocks to {} s and {} blocks",
        span.seconds, span.blocks, SHORTEST.blocks, LONGEST.seconds, LONGEST.blocks
    )]
    Span {
        /// The class whose rule it is.
        class: Class,
        /// Which period.
        field: &'static str,
        /// The period.
        span: Span,
        /// The fewest seconds.
        least: u64,
    },
    /// Nothing is executed before its result is fixed.
    #[error(
        "{class}: the tail of {} s and {} blocks is longer than the delay of {} s and {} blocks",
        tail.seconds, tail.blocks, delay.seconds, delay.blocks
    )]
    TailPastDelay {
        /// The class whose rule it is.
        class: Class,
        /// The tail.
        tail: Span,
        /// The delay.
        delay: Span,
    },
    /// A dispute is decided by the majority, and "stands" needs what a testimony needs.
    #[error(
        "dispute: threshold {threshold} is not 50.00 %, or floor {floor} not attest's {attest}"
    )]
    Dispute {
        /// Its threshold.
        threshold: Share,
        /// Its floor.
        floor: Share,
        /// The floor of `attest`.
        attest: Share,
    },
    /// The least electorate is a meaningful part of the supply, and within reach.
    #[error("an electorate of {share} is not {LEAST_ELECTORATE} to {MOST_ELECTORATE}")]
    Electorate {
        /// The share.
        share: Share,
    },
    /// A proposer may propose, but not without end.
    #[error("{count} proposals in suspense are not 1 to {MOST_PROPOSALS}")]
    Proposals {
        /// The cap.
        count: u32,
    },
    /// Content can be proposed again some day.
    #[error("a cool-down of {seconds} s is longer than {LONGEST_COOL_DOWN} s")]
    CoolDown {
        /// The cool-down, in seconds.
        seconds: u64,
    },
    /// Each denom has one limit, and the list ends.
    #[error("{count} denoms paid without citation are not at most {UNCITED}, each once")]
    Uncited {
        /// How many are listed.
        count: usize,
    },
    /// A vote reads whether its voter is interested in each milestone.
    #[error("{count} milestones are named, not at most {MILESTONES}")]
    Milestones {
        /// How many.
        count: usize,
    },
    /// Rules replace those that they were measured against.
    #[error("rules of revision {new} do not follow revision {current}")]
    Revision {
        /// Of the rules in force.
        current: u32,
        /// Of those that would replace them.
        new: u32,
    },
    /// A signal is a choice that fits on a ballot.
    #[error("{count} options are not {FEWEST_OPTIONS} to {MOST_OPTIONS}")]
    Options {
        /// How many.
        count: u8,
    },
    /// A proposal does something, and not more than can be read.
    #[error("the messages do {count} things, not 1 to {KINDS}")]
    Kinds {
        /// How many.
        count: usize,
    },
    /// The guardian cannot cancel his own removal, so nothing may hide behind it.
    #[error("a change of the guardian comes with {count} things, not alone")]
    GuardianNotAlone {
        /// How many things the messages do.
        count: usize,
    },
    /// A dispute is settled by its own vote, in its own way.
    #[error("disputes are settled by dispute proposals, not by a message")]
    SettleByMessage {},
    /// A proposal does not vote, prove or execute.
    #[error("a proposal cannot act on proposals")]
    OnItself {},
    /// Until the start nothing that recuses somebody can be decided.
    #[error("a start at {start} is after {most}")]
    Start {
        /// The start, Unix seconds.
        start: u64,
        /// The last instant allowed, Unix seconds.
        most: u64,
    },
    /// A guardian ends by himself.
    #[error("a guardian until {expires} is not after {now} and at most {most}")]
    Guardian {
        /// When he would expire, Unix seconds.
        expires: u64,
        /// Block time.
        now: u64,
        /// The last instant allowed, Unix seconds.
        most: u64,
    },
}
