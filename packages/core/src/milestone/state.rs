//! What changes while a milestone lives. Its size and the cost of every message depend on the
//! number of leaves alone, never on the number of attestations.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint64, Uint128};

use super::bonds::out_of_range;
use super::{Refusal, Terms, WitnessKind};
use crate::{Conclusion, Point};

/// Members of a committee who must attest, whatever the weight of one of them.
pub const COMMITTEE_MEMBERS: u32 = 2;

/// Assertions to one leaf that may be struck; after the last of them it takes none.
pub const STRUCK_ASSERTIONS: u8 = 3;

/// How many attestations, and what they weigh. An authority's one attestation weighs 1.
#[cw_serde]
#[derive(Copy, Eq, Default)]
pub struct Tally {
    /// How many.
    pub members: u32,
    /// Their weight.
    pub weight: Uint64,
}

impl Tally {
    pub(super) fn plus(self, weight: Uint64) -> Result<Tally, Refusal> {
        Ok(Tally {
            members: self
                .members
                .checked_add(1)
                .ok_or_else(|| out_of_range("the number of members"))?,
            weight: self
                .weight
                .checked_add(weight)
                .map_err(|_| out_of_range("the weight"))?,
        })
    }

    pub(super) fn minus(self, other: Tally) -> Result<Tally, Refusal> {
        Ok(Tally {
            members: self
                .members
                .checked_sub(other.members)
                .ok_or_else(|| out_of_range("the number of members"))?,
            weight: self
                .weight
                .checked_sub(other.weight)
                .map_err(|_| out_of_range("the weight"))?,
        })
    }
}

/// One attestor's latest attestation to one leaf.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Attestation {
    /// Its number among all attestations to the milestone, from 1.
    pub sequence: u64,
    /// Round it was made in.
    pub round: u32,
    /// When the fact held, Unix seconds.
    pub as_of: u64,
    /// When it was made.
    pub made: Point,
    /// Its weight.
    pub weight: Uint64,
    /// Whether it was retracted or recused.
    pub removed: bool,
    /// Round in which its attestor last retracted, if he ever did.
    pub retracted_in: Option<u32>,
    /// The `as_of` of its attestor's last struck attestation before this one.
    pub struck_as_of: Option<u64>,
}

/// A stretch of a leaf's attestations that was struck: those numbered above `from`, up to `to`.
///
/// Strikes of one leaf never overlap, so the first one that ends at or after an attestation is the
/// only one that can have struck it.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Strike {
    /// The last number before the stretch.
    pub from: u64,
    /// The last number of the stretch.
    pub to: u64,
}

impl Strike {
    /// Whether it struck that attestation.
    pub const fn struck(&self, attestation: &Attestation) -> bool {
        !attestation.removed && self.from < attestation.sequence && attestation.sequence <= self.to
    }
}

/// The bond behind the assertion that stands at a leaf.
#[cw_serde]
#[derive(Eq)]
pub struct Pledge {
    /// Whose assertion it is.
    pub asserter: Addr,
    /// What he loses if it is struck.
    pub bond: Uint128,
}

/// One leaf of the policy, as it stands.
#[cw_serde]
#[derive(Eq, Default)]
pub struct Leaf {
    /// Block of the first attestation of a committee's sitting; its height fixes the weights.
    pub sitting: Option<Point>,
    /// Attestations that stand.
    pub standing: Tally,
    /// Those of them that a running challenge disputes.
    pub challenged: Tally,
    /// Attestations numbered up to this one have been struck or dropped.
    pub floor: u64,
    /// The bond behind a standing assertion, until it is released.
    pub pledge: Option<Pledge>,
    /// Assertions that were struck.
    pub struck: u8,
}

impl Leaf {
    /// What the next assertion costs if the first costs `first`; none once too many were struck.
    pub fn assertion_bond(&self, first: Uint128) -> Option<Uint128> {
        let alive = self.struck < STRUCK_ASSERTIONS;

        alive.then(|| first.saturating_mul(Uint128::new(1 << self.struck)))
    }

    /// Whether an attestation to this leaf counts.
    pub const fn stands(&self, attestation: &Attestation) -> bool {
        !attestation.removed && attestation.sequence > self.floor
    }

    /// Whether the leaf's attestations suffice for a witness of that kind.
    pub fn holds<A>(&self, kind: &WitnessKind<A>) -> bool {
        match kind {
            WitnessKind::Committee { threshold, .. } => {
                self.standing.members >= COMMITTEE_MEMBERS && self.standing.weight >= *threshold
            }
            WitnessKind::Authority { .. }
            | WitnessKind::Assertion { .. }
            | WitnessKind::State { .. }
            | WitnessKind::Feed { .. } => self.standing.members > 0,
        }
    }

    /// A sitting of which nothing stands is over: the next attestation begins another.
    pub(super) fn close_empty_sitting(&mut self) {
        if self.standing.members == 0 {
            self.sitting = None;
        }
    }
}

/// A running challenge.
#[cw_serde]
#[derive(Eq)]
pub struct Challenge {
    /// Who challenged.
    pub challenger: Addr,
    /// What it cost him.
    pub bond: Uint128,
    /// When.
    pub at: Point,
    /// Number of the last attestation before it.
    pub mark: u64,
}

/// Where a milestone is in its life.
#[cw_serde]
#[derive(Eq)]
pub enum Stage {
    /// The policy is not satisfied.
    Open {},
    /// The policy is satisfied; anyone may challenge.
    Pending {
        /// Since when.
        since: Point,
    },
    /// A challenge waits for the court.
    Disputed {
        /// When the policy was satisfied.
        since: Point,
        /// The challenge.
        challenge: Challenge,
    },
    /// It has ended.
    Ended {
        /// How.
        conclusion: Conclusion,
    },
}

/// The state of a milestone.
#[cw_serde]
#[derive(Eq)]
pub struct State {
    /// Where it is.
    pub stage: Stage,
    /// The running round, from 1; every fall begins another.
    pub round: u32,
    /// Falls after the deadline; the third ends it.
    pub late_falls: u8,
    /// When the last call began, if it has. It runs on through a challenge window.
    pub last_call: Option<Point>,
    /// What a challenge costs.
    pub bond: Uint128,
    /// What a successful challenger may earn above his bond.
    pub bounty: Uint128,
    /// Attestations made so far.
    pub made: u64,
    /// The leaves, in the order of the terms' witnesses.
    pub leaves: Vec<Leaf>,
}

impl State {
    /// A milestone about which nothing has been said.
    pub fn new<A>(terms: &Terms<A>) -> Self {
        State {
            stage: Stage::Open {},
            round: 1,
            late_falls: 0,
            last_call: None,
            bond: terms.bond,
            bounty: Uint128::zero(),
            made: 0,
            leaves: vec![Leaf::default(); terms.witnesses.len()],
        }
    }

    /// The leaf of that name.
    pub fn leaf<A>(&self, terms: &Terms<A>, name: &str) -> Option<&Leaf> {
        let (place, _) = terms.leaf(name)?;

        self.leaves.get(place)
    }

    /// Whether the leaf of that name holds.
    pub fn leaf_holds<A>(&self, terms: &Terms<A>, name: &str) -> bool {
        terms
            .leaf(name)
            .and_then(|(place, witness)| Some((self.leaves.get(place)?, witness)))
            .is_some_and(|(leaf, witness)| leaf.holds(&witness.kind))
    }

    /// Whether the policy is satisfied.
    pub fn satisfied<A>(&self, terms: &Terms<A>) -> bool {
        terms.policy.holds(&|name| self.leaf_holds(terms, name))
    }

    /// Names of the leaves that could still help to satisfy the policy.
    pub fn lacking<'a, A>(&self, terms: &'a Terms<A>) -> Vec<&'a str> {
        terms.policy.lacking(&|name| self.leaf_holds(terms, name))
    }
}
