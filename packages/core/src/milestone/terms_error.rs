use cosmwasm_std::Uint128;
use thiserror::Error;

use super::{MAX_BOND, Measure};

/// Why terms, or evidence, are refused.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum TermsError {
    /// Names are short and plain.
    #[error("name `{name}` is not 1 to 32 characters of a-z, 0-9, `-`, `_` and `.`")]
    Name {
        /// The name.
        name: String,
    },
    /// A text is neither empty nor endless.
    #[error("{field} has {bytes} bytes, not 1 to {most}")]
    Text {
        /// Which text.
        field: &'static str,
        /// Its length.
        bytes: usize,
        /// The longest it may be.
        most: usize,
    },
    /// A digest is a SHA-256.
    #[error("{field} has {bytes} bytes, not 32")]
    Digest {
        /// Which digest.
        field: &'static str,
        /// Its length.
        bytes: usize,
    },
    /// Evidence follows the milestone's schema.
    #[error("the evidence follows `{given}`, not `{schema}`")]
    Schema {
        /// The evidence's schema.
        given: String,
        /// The milestone's.
        schema: String,
    },
    /// A milestone takes some time, and not for ever.
    #[error("start {start}, deadline {deadline}: not in order, or not before the year 2200")]
    Dates {
        /// First instant of the fact.
        start: u64,
        /// Last instant of the fact.
        deadline: u64,
    },
    /// Every span is at least one second and one block, and at most 100 years.
    #[error("{field} of {seconds} s and {blocks} blocks is not 1 s and 1 block to 100 years")]
    Span {
        /// Which span.
        field: &'static str,
        /// Its seconds.
        seconds: u64,
        /// Its blocks.
        blocks: u64,
    },
    /// A challenge costs something, and a sum its doublings fit into.
    #[error("a bond of {bond} is not 1 to {MAX_BOND}")]
    Bond {
        /// The bond.
        bond: Uint128,
    },
    /// A milestone has a few witnesses.
    #[error("{count} witnesses, not 1 to 8")]
    Witnesses {
        /// How many.
        count: usize,
    },
    /// A name means one thing.
    #[error("`{name}` is named twice")]
    Duplicate {
        /// The name.
        name: String,
    },
    /// One report counts once, so an address is one authority at most.
    #[error("witnesses `{first}` and `{second}` are the same authority")]
    SameAuthority {
        /// One leaf.
        first: String,
        /// The other leaf.
        second: String,
    },
    /// A threshold of nothing is no threshold.
    #[error("committee `{witness}` has threshold 0")]
    Threshold {
        /// The leaf.
        witness: String,
    },
    /// A seat's age has a limit, as a span has.
    #[error("committee `{witness}` has seat age {seat_age}, above 100 years of blocks")]
    SeatAge {
        /// The leaf.
        witness: String,
        /// The seat age, in blocks.
        seat_age: u64,
    },
    /// A state leaf asks something, and not without end.
    #[error("{count} checks of an answer, not 1 to 8")]
    Checks {
        /// How many.
        count: usize,
    },
    /// A check can be asked.
    #[error("`{check}` needs a pointer that begins with `/`, and for an order a decimal number")]
    Check {
        /// The check.
        check: String,
    },
    /// Observations of a hold are spread over it.
    #[error(
        "state `{witness}`: {observations} observations, {spacing} s apart, do not fill half of \
         {held} s, or do not fit into it"
    )]
    Spread {
        /// The leaf.
        witness: String,
        /// The hold, in seconds.
        held: u64,
        /// Observations, at least 2.
        observations: u32,
        /// Seconds between them.
        spacing: u64,
    },
    /// A feed's window has values.
    #[error(
        "feed `{witness}` asks for {observations} values, not 1 to {periods}, its window's periods"
    )]
    FeedObservations {
        /// The leaf.
        witness: String,
        /// Periods that must have a value.
        observations: u32,
        /// The window's periods.
        periods: u32,
    },
    /// A gap can be too long.
    #[error(
        "feed `{witness}`: a gap of {max_gap} periods is never too long in a window of {periods}"
    )]
    FeedGap {
        /// The leaf.
        witness: String,
        /// The longest gap.
        max_gap: u32,
        /// The window's periods.
        periods: u32,
    },
    /// A target is asked for, and can be met.
    #[error("feed `{witness}`: a {measure} of {target} is not 1 to {most}")]
    Target {
        /// The leaf.
        witness: String,
        /// What is asked of the window.
        measure: Measure,
        /// What it must come to.
        target: Uint128,
        /// What it can come to.
        most: Uint128,
    },
    /// An oracle knows of one least value of a window, the registered one.
    #[error(
        "feed `{witness}`: a minimum of {target} is not the registered least, {}",
        least.map_or("none".to_string(), |least| least.to_string())
    )]
    FeedLeast {
        /// The leaf.
        witness: String,
        /// The minimum that is asked.
        target: Uint128,
        /// What the window registered.
        least: Option<Uint128>,
    },
    /// A policy names witnesses that exist.
    #[error("the policy names `{name}`, which is no witness")]
    UnknownLeaf {
        /// The name.
        name: String,
    },
    /// Every witness matters.
    #[error("the policy does not name witness `{name}`")]
    UnusedWitness {
        /// The name.
        name: String,
    },
    /// A policy can be read.
    #[error("the policy has {depth} levels, more than 4")]
    Depth {
        /// Its levels.
        depth: usize,
    },
    /// A branching needs as many branches as it counts, and counts some.
    #[error("a policy counts {count} of {branches} branches")]
    Count {
        /// How many must hold.
        count: usize,
        /// How many there are.
        branches: usize,
    },
    /// What anyone may say, nobody's silence makes true.
    #[error("assertions alone satisfy the policy, so a silent court must not mean `stands`")]
    AssertionsSuffice {},
    /// Who judges a milestone cannot, with anyone's help, bring it about.
    #[error("the court {court} and assertions alone satisfy the policy")]
    CourtAndAssertions {
        /// The court.
        court: String,
    },
    /// Who judges a milestone cannot bring it about.
    #[error("the court {court} alone satisfies the policy")]
    CourtSuffices {
        /// The court.
        court: String,
    },
}
