//! The machine: one method per message, from a state and the clock to the next state.
//!
//! A method either gives a whole new state and says what happened, or refuses and changes nothing.

use cosmwasm_std::{Addr, Uint128};

use super::bonds::add;
use super::{Refusal, Release, Returned, Stage, State, Strike, Terms, WitnessKind};
use crate::{Conclusion, Point};

/// What a message did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// The state after it.
    pub state: State,
    /// What it met and put in order first: stale sittings.
    pub before: Vec<Outcome>,
    /// What followed from it, in order.
    pub after: Vec<Outcome>,
}

/// One change that a message brought about besides its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A committee took too long; its attestations no longer stand.
    SittingDropped {
        /// The leaf.
        witness: String,
        /// When the sitting began.
        began: Point,
    },
    /// The last call begins.
    LastCall {
        /// When.
        since: Point,
    },
    /// The policy is satisfied; the challenge window begins.
    Pending {
        /// The round.
        round: u32,
        /// When.
        since: Point,
    },
    /// An assertion has a bond behind it.
    Pledged {
        /// The leaf.
        witness: String,
        /// Whose assertion it is.
        asserter: Addr,
        /// The bond.
        bond: Uint128,
    },
    /// A challenge is over, and its bond divided.
    BondReleased(Release),
    /// An assertion is over, or undisputed for good: its bond is released.
    AssertionReturned(Returned),
    /// A silent court makes the next challenge dearer.
    BondRaised {
        /// What it costs.
        bond: Uint128,
    },
    /// Attestations to a leaf no longer stand, and cannot be repeated with the same date.
    Struck {
        /// The leaf.
        witness: String,
        /// Which.
        strike: Strike,
    },
    /// The policy is no longer taken as satisfied; another round begins.
    Fell {
        /// The round that begins.
        round: u32,
        /// Falls after the deadline.
        late_falls: u8,
    },
    /// The milestone has ended.
    Ended {
        /// How.
        conclusion: Conclusion,
    },
    /// What is left of the bounty goes to the sink.
    BountyLost {
        /// How much.
        amount: Uint128,
    },
}

impl State {
    /// The state as every message finds it, and what that changed: an open milestone drops the
    /// sittings that took too long. Queries show this state.
    pub fn refreshed(&self, terms: &Terms<Addr>, now: Point) -> (State, Vec<Outcome>) {
        let mut state = self.clone();
        let mut dropped = vec![];
        if state.stage != (Stage::Open {}) {
            return (state, dropped);
        }

        for (leaf, witness) in state.leaves.iter_mut().zip(&terms.witnesses) {
            let Some(began) = leaf
                .sitting
                .filter(|began| began.past(terms.freshness, now))
            else {
                continue;
            };

            leaf.sitting = None;
            leaf.standing = Default::default();
            leaf.floor = state.made;
            dropped.push(Outcome::SittingDropped {
                witness: witness.name.clone(),
                began,
            });
        }

        (state, dropped)
    }

    /// Adds to what a successful challenger earns.
    pub fn add_bounty(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        amount: Uint128,
    ) -> Result<Transition, Refusal> {
        let (mut state, before) = self.refreshed(terms, now);
        state.ensure_live()?;
        if amount.is_zero() {
            return Err(Refusal::EmptyBounty {});
        }

        state.bounty = add("the bounty", state.bounty, amount)?;

        Ok(Transition {
            state,
            before,
            after: vec![],
        })
    }

    pub(super) fn ensure_live(&self) -> Result<(), Refusal> {
        match self.stage {
            Stage::Ended { conclusion } => Err(Refusal::Ended { conclusion }),
            _ => Ok(()),
        }
    }

    pub(super) fn ensure_round(&self, named: u32) -> Result<(), Refusal> {
        if named != self.round {
            return Err(Refusal::WrongRound {
                named,
                running: self.round,
            });
        }

        Ok(())
    }

    /// Attestations come and go until the window, or the court's limit, is over.
    pub(super) fn ensure_undecided(&self, terms: &Terms<Addr>, now: Point) -> Result<(), Refusal> {
        match self.stage {
            Stage::Open {} => Ok(()),
            Stage::Pending { since } => before(since.after(terms.window), now, |end, now| {
                Refusal::WindowOver { end, now }
            }),
            Stage::Disputed { since, .. } => before(
                since.after(terms.window.then(terms.court_limit)),
                now,
                |end, now| Refusal::CourtLimitOver { end, now },
            ),
            Stage::Ended { conclusion } => Err(Refusal::Ended { conclusion }),
        }
    }

    /// Makes an open milestone pending if its policy is satisfied.
    pub(super) fn settle_stage(
        &mut self,
        terms: &Terms<Addr>,
        now: Point,
        after: &mut Vec<Outcome>,
    ) {
        if self.stage == (Stage::Open {}) && self.satisfied(terms) {
            self.stage = Stage::Pending { since: now };
            after.push(Outcome::Pending {
                round: self.round,
                since: now,
            });
        }
    }

    pub(super) fn call_last(&mut self, now: Point, after: &mut Vec<Outcome>) {
        self.last_call = Some(now);
        after.push(Outcome::LastCall { since: now });
    }
}

impl<A> WitnessKind<A> {
    /// The one address that decides whether the leaf is true, if there is one.
    pub const fn decider(&self) -> Option<&A> {
        match self {
            WitnessKind::Authority { address } => Some(address),
            WitnessKind::State { contract, .. } => Some(contract),
            WitnessKind::Feed { oracle, .. } => Some(oracle),
            WitnessKind::Committee { .. } | WitnessKind::Assertion { .. } => None,
        }
    }

    pub(super) const fn sits(&self) -> bool {
        matches!(self, WitnessKind::Committee { .. })
    }

    /// Whether it is nobody's word: observed, not attested, neither taken back nor recused.
    pub const fn is_observed(&self) -> bool {
        matches!(self, WitnessKind::State { .. } | WitnessKind::Feed { .. })
    }
}

/// Refuses from `end` on.
pub(super) fn before(
    end: Point,
    now: Point,
    refusal: impl FnOnce(Point, Point) -> Refusal,
) -> Result<(), Refusal> {
    if now.time >= end.time && now.height >= end.height {
        return Err(refusal(end, now));
    }

    Ok(())
}
