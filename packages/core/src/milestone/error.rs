use cosmwasm_std::{Addr, Uint128};
use thiserror::Error;

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
