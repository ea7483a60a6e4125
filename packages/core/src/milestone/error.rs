use cosmwasm_std::{Addr, Uint128};
use thiserror::Error;

use super::Measure;
use crate::{Conclusion, Point};

/// Why a milestone refuses a message.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It names no leaf of the policy.
    #[error("no witness is called `{witness}`")]
    UnknownWitness {
        /// The name it gives.
        witness: String,
    },
    /// A conclusion is final.
    #[error("the milestone has ended: {conclusion}")]
    Ended {
        /// How it ended.
        conclusion: Conclusion,
    },
    /// A message counts in the round it was meant for.
    #[error("the message is for round {named}, the running round is {running}")]
    WrongRound {
        /// The round it names.
        named: u32,
        /// The running one.
        running: u32,
    },
    /// A message that waited too long is not what its sender meant any more.
    #[error("valid until {valid_until}, and it is {now}")]
    Expired {
        /// Last instant of its validity.
        valid_until: u64,
        /// Block time.
        now: u64,
    },
    /// The fact must lie between the start and the deadline, and not in the future.
    #[error("as of {as_of} is not between {earliest} and {latest}")]
    AsOfOutside {
        /// When the fact is said to have held.
        as_of: u64,
        /// The milestone's start.
        earliest: u64,
        /// The earlier of the deadline and the block time.
        latest: u64,
    },
    /// What a court has struck cannot be put forward again.
    #[error("as of {as_of} is not after {struck_as_of}, the date of what was struck")]
    NotNewer {
        /// When the fact is said to have held.
        as_of: u64,
        /// The date of the attestor's last struck attestation.
        struck_as_of: u64,
    },
    /// One report counts once.
    #[error("an attestation of round {round} stands already")]
    AlreadyStands {
        /// The round it was made in.
        round: u32,
    },
    /// Only a seat with weight, held long enough, can attest.
    #[error("no weight at block {sitting} and {seat_age} blocks earlier")]
    NoWeight {
        /// Height of the sitting.
        sitting: u64,
        /// Blocks for which a seat must have been held.
        seat_age: u64,
    },
    /// Nobody's word counts at a leaf that is observed.
    #[error("witness `{witness}` is observed, nobody attests, retracts or is recused")]
    Observed {
        /// The leaf.
        witness: String,
    },
    /// Only what is on a chain can be observed.
    #[error("witness `{witness}` is nothing to observe")]
    NotObserved {
        /// The leaf.
        witness: String,
    },
    /// What another code answers is another fact.
    #[error("suspended for good at {since}: the contract runs other code")]
    Suspended {
        /// Since when.
        since: u64,
    },
    /// True observations are spread over the hold.
    #[error("the next true observation counts from {from}; it is {now}")]
    TooSoon {
        /// From when on.
        from: u64,
        /// Block time.
        now: u64,
    },
    /// A window is observed when there was time for it.
    #[error("window {window} of `{feed}` has no reading: it is younger than its length")]
    NoReading {
        /// The feed.
        feed: String,
        /// The window.
        window: u8,
    },
    /// An oracle that changes its code does not change what was agreed.
    #[error("the reading is of {periods} periods, and {registered} are registered")]
    OtherWindow {
        /// The reading's.
        periods: u32,
        /// The terms'.
        registered: u32,
    },
    /// Nobody chooses which window is observed: it is the latest.
    #[error(
        "a further period is over since {stale}; it is {now}: send `advance` to the oracle first"
    )]
    StaleReading {
        /// Since when.
        stale: u64,
        /// Block time.
        now: u64,
    },
    /// A fact lies after the start, and so does the whole of a window.
    #[error("the window begins at {from}, before {start}, the milestone's start")]
    WindowBeforeStart {
        /// First instant of the window.
        from: u64,
        /// The milestone's start.
        start: u64,
    },
    /// What a court has struck is no part of another window.
    #[error("the window begins at {from}, not after {struck_as_of}, the date of what was struck")]
    WindowNotNewer {
        /// First instant of the window.
        from: u64,
        /// The date of the leaf's last struck attestation.
        struck_as_of: u64,
    },
    /// Silence counts against a milestone.
    #[error(
        "only the last {unbroken} of the window's {periods} periods are without a gap of more than \
         {max_gap}"
    )]
    Gap {
        /// The longest gap.
        max_gap: u32,
        /// Periods without a longer one, up to the last.
        unbroken: u32,
        /// The window's periods.
        periods: u32,
    },
    /// Few values are no proof.
    #[error("{observations} periods of the window have a value, and {needed} must")]
    TooFewValues {
        /// How many have.
        observations: u32,
        /// How many must.
        needed: u32,
    },
    /// A mean or a sum comes to its target.
    #[error("a {measure} of {value} is below {target}")]
    BelowTarget {
        /// What is asked of the window.
        measure: Measure,
        /// What it comes to: a mean as the sum and how many values it has.
        value: String,
        /// What it must come to.
        target: Uint128,
    },
    /// A minimum comes to its target.
    #[error("only the last {held} of the window's {periods} periods have no value below {target}")]
    BelowMinimum {
        /// What no value may be below.
        target: Uint128,
        /// Periods without such a value, up to the last.
        held: u32,
        /// The window's periods.
        periods: u32,
    },
    /// An order is one of numbers.
    #[error("`{check}` cannot be asked of `{value}`, which is no number")]
    NoNumber {
        /// The check.
        check: String,
        /// What was found.
        value: String,
    },
    /// An assertion leaf holds one assertion at a time.
    #[error("an assertion of {asserter} stands already")]
    OneAssertion {
        /// Whose.
        asserter: Addr,
    },
    /// An assertion costs exactly its bond.
    #[error("an assertion costs {bond}, sent {sent}")]
    WrongAssertionBond {
        /// What it costs.
        bond: Uint128,
        /// What was sent.
        sent: Uint128,
    },
    /// A leaf at which three assertions were struck takes no more.
    #[error("witness `{witness}` takes no more assertions: three were struck")]
    Dead {
        /// The leaf.
        witness: String,
    },
    /// Who could take his assertion back would risk nothing.
    #[error("an assertion cannot be taken back")]
    AssertionStays {},
    /// There is nothing to take back.
    #[error("no attestation stands")]
    NothingStands {},
    /// An attestor takes back once a round.
    #[error("already retracted in round {round}")]
    AlreadyRetracted {
        /// The running round.
        round: u32,
    },
    /// The last call takes no more evidence.
    #[error("the last call was over at {end}; it is {now}")]
    LastCallOver {
        /// When it was over.
        end: Point,
        /// The block.
        now: Point,
    },
    /// After the window nothing is disputed.
    #[error("the window was over at {end}; it is {now}")]
    WindowOver {
        /// When it was over.
        end: Point,
        /// The block.
        now: Point,
    },
    /// The window runs in full, whatever the court thinks.
    #[error("the window is not over before {end}; it is {now}")]
    WindowRuns {
        /// When it will be over.
        end: Point,
        /// The block.
        now: Point,
    },
    /// The court has let its time pass.
    #[error("the court's limit was over at {end}; it is {now}")]
    CourtLimitOver {
        /// When it was over.
        end: Point,
        /// The block.
        now: Point,
    },
    /// Only a satisfied policy can be challenged, and by one challenger at a time.
    #[error("there is nothing to challenge: the milestone is not pending")]
    NotPending {},
    /// There is no dispute to settle.
    #[error("there is no dispute")]
    NotDisputed {},
    /// A challenge costs exactly the bond.
    #[error("a challenge costs {bond}, sent {sent}")]
    WrongBond {
        /// What it costs.
        bond: Uint128,
        /// What was sent.
        sent: Uint128,
    },
    /// A bounty is an amount.
    #[error("a bounty of nothing")]
    EmptyBounty {},
    /// Time has decided nothing.
    #[error("time has decided nothing before {end}; it is {now}")]
    NothingDecided {
        /// When it will have.
        end: Point,
        /// The block.
        now: Point,
    },
    /// A figure leaves the range of its type.
    #[error("{figure} is out of range")]
    OutOfRange {
        /// The figure.
        figure: &'static str,
    },
}
