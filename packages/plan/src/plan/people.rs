use super::{FeedLeaf, StateLeaf};
use crate::party::Party;
use crate::place::At;

/// A named address.
#[derive(Clone, Debug)]
pub struct Address {
    /// Its name; others write `@name`.
    pub name: At<String>,
    /// What it stands for.
    pub party: At<Party>,
    /// Keys needed and keys there are, if the address is a multisig of its own.
    pub keys: Option<(u64, u64)>,
}

/// A multisig that the plan creates: a cw4 group and a cw3 contract, both without admin.
#[derive(Clone, Debug)]
pub struct Multisig {
    /// Its name; others write `@name`.
    pub name: At<String>,
    /// Who votes.
    pub members: Vec<Member>,
    /// Weight that passes a proposal.
    pub threshold: At<u64>,
    /// Weight the author counts on, as in "3 of 5".
    pub of: Option<u64>,
    /// Seconds a proposal may be voted on.
    pub voting_period: At<u64>,
}

/// A member of a group.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub address: At<Party>,
    /// Voting weight.
    pub weight: At<u64>,
}

/// Somebody who can testify.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Its name.
    pub name: At<String>,
    /// Who it is.
    pub kind: WitnessKind,
}

/// Who a witness is.
#[derive(Clone, Debug)]
pub enum WitnessKind {
    /// A cw4 group that the plan creates.
    Committee {
        /// Who sits in it.
        members: Vec<Member>,
        /// Weight that must attest.
        threshold: At<u64>,
        /// Weight the author counts on, as in "4 of 7".
        of: Option<u64>,
        /// Blocks a seat must be old.
        seat_age: At<u64>,
    },
    /// One address.
    Authority {
        /// Whose message counts.
        address: At<Party>,
    },
    /// Anyone, with a bond.
    Assertion {
        /// What the first one costs, base units of the denom of bonds.
        bond: At<u128>,
    },
    /// What another contract answers.
    State(Box<StateLeaf>),
    /// What a feed comes to.
    Feed(FeedLeaf),
}
