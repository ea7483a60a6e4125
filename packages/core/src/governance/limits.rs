//! Bounds that no vote can change. With them nothing passes without votes, and nothing is out of
//! reach of voters who want it.

use super::{Class, Share};
use crate::Span;

/// A day, in seconds.
pub const DAY: u64 = 86_400;

/// The shortest voting, tail, delay and execution window. The blocks are a day of one block in 86
/// seconds: fewer would be over too soon after a halt, more would be too long for a slow chain.
pub const SHORTEST: Span = Span {
    seconds: DAY,
    blocks: 1_000,
};
/// The longest voting, tail, delay and execution window: 60 days, of ten blocks a second.
pub const LONGEST: Span = Span {
    seconds: 60 * DAY,
    blocks: 10 * 60 * DAY,
};

/// The least quorum: turnout as a share of the power not recused.
pub const LEAST_QUORUM: Share = Share::new(100);
/// The greatest quorum.
pub const MOST_QUORUM: Share = Share::new(7_500);
/// What yes must exceed, of yes and no, at least. A signal may do with less.
pub const LEAST_THRESHOLD: Share = Share::new(5_000);
/// What yes must exceed at most: one opponent in ten does not stop everything.
pub const MOST_THRESHOLD: Share = Share::new(9_000);
/// The greatest floor: yes as a share of all power.
pub const MOST_FLOOR: Share = Share::new(5_000);
/// The least share of a token's supply that must be in the electorate.
pub const LEAST_ELECTORATE: Share = Share::new(100);
/// The greatest share of a token's supply that must be in the electorate.
pub const MOST_ELECTORATE: Share = Share::new(5_000);

/// The longest cool-down of an identical proposal, in seconds: 90 days.
pub const LONGEST_COOL_DOWN: u64 = 90 * DAY;
/// The most proposals one proposer may have in suspense.
pub const MOST_PROPOSALS: u32 = 100;
/// How far ahead the start may be, before which nobody can be recused, in seconds: two years.
pub const LONGEST_START: u64 = 2 * 365 * DAY;
/// How far ahead a guardian may expire, in seconds: two years.
pub const LONGEST_GUARDIAN: u64 = 2 * 365 * DAY;
/// What the messages of one proposal may do, at most.
pub const KINDS: usize = 32;
/// The longest description, in bytes.
pub const DESCRIPTION: usize = 4_096;
/// The longest messages, in bytes of their JSON.
pub const MESSAGES: usize = 32_768;
/// The most suites of milestones and vaults.
pub const SUITES: usize = 8;
/// The most vaults of all suites: who is interested in any grant is asked of each.
pub const VAULTS: usize = 8;
/// The most denoms of which a payment needs no citation.
pub const UNCITED: usize = 16;
/// Milestones that one proposal may name: a vote reads whether its voter is interested in each.
pub const MILESTONES: usize = 4;
/// The fewest options of a signal.
pub const FEWEST_OPTIONS: u8 = 2;
/// The most options of a signal.
pub const MOST_OPTIONS: u8 = 8;

/// The least floor of a class (spec 4).
pub const fn least_floor(class: Class) -> Share {
    Share::new(match class {
        Class::Signal => 0,
        Class::Dispute | Class::Attest => 500,
        Class::Spend => 1_000,
        Class::Rules => 1_500,
        Class::Code => 2_500,
    })
}

/// The least delay of a class, in seconds: what can do more can be seen coming for longer.
pub const fn least_delay(class: Class) -> u64 {
    match class {
        Class::Signal | Class::Dispute => DAY,
        Class::Attest | Class::Spend => 2 * DAY,
        Class::Rules => 3 * DAY,
        Class::Code => 7 * DAY,
    }
}
