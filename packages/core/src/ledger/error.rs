use cosmwasm_std::{Uint64, Uint128};
use thiserror::Error;

/// A rule of the ledger that was broken, with the values that broke it.
#[derive(Error, Clone, Debug, PartialEq, Eq)]
pub enum LedgerError {
    /// A schedule with no tranche, or with more than a claim can afford.
    #[error("a schedule has 1 to {max} tranches, not {tranches}")]
    TrancheCount {
        /// How many it has.
        tranches: usize,
        /// How many it may have.
        max: usize,
    },
    /// A tranche that carries nothing.
    #[error("tranche {tranche} has no weight")]
    NoWeight {
        /// Position, from 0.
        tranche: usize,
    },
    /// The weights do not make up a lot.
    #[error("the weights sum to {sum}, the lot is {lot}")]
    WeightsAreNotALot {
        /// What they sum to.
        sum: Uint128,
        /// What they should.
        lot: Uint64,
    },
    /// A duration that is not 1 second to 100 years.
    #[error("a duration is 1 to {max} seconds, not {seconds}")]
    Duration {
        /// The duration.
        seconds: u64,
        /// The longest one.
        max: u64,
    },
    /// A cliff after the end of its curve.
    #[error("a cliff of {cliff} seconds is past the end of {duration}")]
    CliffPastEnd {
        /// The cliff.
        cliff: u64,
        /// Length of its curve.
        duration: u64,
    },
    /// A wait that is too short, or that its blocks would end at once or never.
    #[error(
        "a wait is at least {least} seconds and 1 to 2^32 - 1 blocks, not {seconds} and {blocks}"
    )]
    Wait {
        /// Its seconds.
        seconds: u64,
        /// Its blocks.
        blocks: u64,
        /// The fewest seconds.
        least: u64,
    },
    /// Steps without a step.
    #[error("a curve by steps has at least one step")]
    NoSteps {},
    /// An instant in the year 2200 or later.
    #[error("instant {at} is not before {limit}, the year 2200")]
    Instant {
        /// The instant, Unix seconds.
        at: u64,
        /// The first one refused.
        limit: u64,
    },
    /// A name that is not 1 to 32 of `a-z`, `0-9`, `-`, `_`, `.`.
    #[error("'{name}' is no name: 1 to 32 of a-z, 0-9, '-', '_', '.'")]
    Name {
        /// The name.
        name: String,
    },
    /// A missed tranche that would wait for the milestone that was missed.
    #[error("tranche {tranche} rolls from milestone {milestone} to itself")]
    RollsToItself {
        /// Position, from 0.
        tranche: usize,
        /// The milestone.
        milestone: String,
    },
    /// A vault that counts in lots of nothing.
    #[error("a lot has at least one base unit")]
    NoLot {},
    /// A grant of nothing.
    #[error("a grant has at least one lot")]
    NoLots {},
    /// Only a schedule with service can be terminated.
    #[error("a schedule without service cannot be terminated")]
    NoService {},
    /// The grant was terminated or renounced before.
    #[error("the grant no longer serves")]
    NotServing {},
    /// The grant was renounced before.
    #[error("the grant is renounced")]
    Renounced {},
    /// Lots may join a schedule only while nothing of it has vested and some of it can.
    #[error("no lots can join a schedule of which {vested} of {lot} has vested and {dead} is lost")]
    NotAssignable {
        /// Vested per lot, base units.
        vested: Uint64,
        /// Forfeited per lot, base units.
        dead: Uint64,
        /// Base units per lot.
        lot: Uint64,
    },
    /// A sum or product past its width. The limits on terms exclude it.
    #[error("a figure exceeds its width")]
    Overflow {},
}
