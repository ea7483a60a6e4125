//! Attesting.

use cosmwasm_std::{Addr, Uint64, Uint128};

use super::bonds::out_of_range;
use super::transition::{Outcome, Transition, before};
use super::{
    Attestation, Leaf, Pledge, Refusal, Stage, State, Strike, Terms, Witness, WitnessKind,
};
use crate::Point;

/// What an attestor says about his attestation, evidence aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The round he means.
    pub round: u32,
    /// When the fact held, Unix seconds.
    pub as_of: u64,
    /// Last instant at which he means it, Unix seconds.
    pub valid_until: u64,
}

/// Who attests, and what he brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attestor<'a> {
    /// His address.
    pub address: &'a Addr,
    /// What he weighs in the leaf's sitting.
    pub weight: Uint64,
    /// What he sends, in the bond denom.
    pub sent: Uint128,
}

/// An attestor's latest attestation to a leaf, and the first strike of that leaf that ends at or
/// after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Previous {
    /// The attestation.
    pub attestation: Attestation,
    /// The strike, if there is one.
    pub strike: Option<Strike>,
}

impl Previous {
    /// The date that a further attestation must be newer than.
    pub fn struck_as_of(&self) -> Option<u64> {
        match self.strike {
            Some(strike) if strike.struck(&self.attestation) => Some(self.attestation.as_of),
            _ => self.attestation.struck_as_of,
        }
    }
}

impl State {
    /// Where a committee's weights are read: the block its sitting began at, or this one.
    pub fn sitting(&self, terms: &Terms<Addr>, now: Point, witness: &str) -> Point {
        let (state, _) = self.refreshed(terms, now);

        state
            .leaf(terms, witness)
            .and_then(|leaf| leaf.sitting)
            .unwrap_or(now)
    }

    /// An attestor testifies.
    pub fn attest(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        witness: &str,
        attestor: Attestor,
        claim: Claim,
        previous: Option<Previous>,
    ) -> Result<(Transition, Attestation), Refusal> {
        let (_, Witness { kind, .. }) = named(terms, witness)?;
        if kind.is_observed() {
            return Err(Refusal::Observed {
                witness: witness.to_string(),
            });
        }

        self.record(terms, now, witness, attestor, claim, previous)
    }

    /// An attestation of any kind.
    pub(super) fn record(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        witness: &str,
        attestor: Attestor,
        claim: Claim,
        previous: Option<Previous>,
    ) -> Result<(Transition, Attestation), Refusal> {
        let (mut state, before) = self.refreshed(terms, now);
        let (place, Witness { kind, .. }) = named(terms, witness)?;
        state.ensure_live()?;
        state.ensure_round(claim.round)?;
        if now.time > claim.valid_until {
            return Err(Refusal::Expired {
                valid_until: claim.valid_until,
                now: now.time,
            });
        }
        state.ensure_evidence_taken(terms, now)?;
        ensure_dated(terms, now, claim.as_of)?;
        let struck_as_of = previous.and_then(|previous| previous.struck_as_of());
        let leaf = state
            .leaves
            .get_mut(place)
            .ok_or_else(|| unknown(witness))?;
        ensure_none_stands(leaf, previous)?;
        ensure_newer(claim.as_of, struck_as_of)?;
        let sitting = leaf.sitting.unwrap_or(now);
        ensure_weight(kind, attestor.weight, sitting)?;
        let mut after = vec![];
        if let WitnessKind::Assertion { bond } = kind {
            pledge(leaf, witness, *bond, attestor, &mut after)?;
        }

        leaf.standing = leaf.standing.plus(attestor.weight)?;
        if kind.sits() {
            leaf.sitting = Some(sitting);
        }
        state.made = state
            .made
            .checked_add(1)
            .ok_or_else(|| out_of_range("the number of attestations"))?;
        if state.stage == (Stage::Open {}) && now.time > terms.deadline && state.last_call.is_none()
        {
            state.call_last(now, &mut after);
        }
        state.settle_stage(terms, now, &mut after);

        let attestation = Attestation {
            sequence: state.made,
            round: state.round,
            as_of: claim.as_of,
            made: now,
            weight: attestor.weight,
            removed: false,
            retracted_in: previous.and_then(|previous| previous.attestation.retracted_in),
            struck_as_of,
        };
        let transition = Transition {
            state,
            before,
            after,
        };

        Ok((transition, attestation))
    }

    pub(super) fn ensure_evidence_taken(
        &self,
        terms: &Terms<Addr>,
        now: Point,
    ) -> Result<(), Refusal> {
        match (&self.stage, self.last_call) {
            (Stage::Open {}, Some(last_call)) => {
                before(last_call.after(terms.last_call), now, |end, now| {
                    Refusal::LastCallOver { end, now }
                })
            }
            _ => self.ensure_undecided(terms, now),
        }
    }
}

pub(super) fn named<'a>(
    terms: &'a Terms<Addr>,
    witness: &str,
) -> Result<(usize, &'a Witness<Addr>), Refusal> {
    terms.leaf(witness).ok_or_else(|| unknown(witness))
}

pub(super) fn unknown(witness: &str) -> Refusal {
    Refusal::UnknownWitness {
        witness: witness.to_string(),
    }
}

pub(super) fn ensure_dated(terms: &Terms<Addr>, now: Point, as_of: u64) -> Result<(), Refusal> {
    let latest = now.time.min(terms.deadline);
    if as_of < terms.start || as_of > latest {
        return Err(Refusal::AsOfOutside {
            as_of,
            earliest: terms.start,
            latest,
        });
    }

    Ok(())
}

pub(super) fn ensure_none_stands(leaf: &Leaf, previous: Option<Previous>) -> Result<(), Refusal> {
    match previous {
        Some(Previous { attestation, .. }) if leaf.stands(&attestation) => {
            Err(Refusal::AlreadyStands {
                round: attestation.round,
            })
        }
        _ => Ok(()),
    }
}

fn ensure_newer(as_of: u64, struck_as_of: Option<u64>) -> Result<(), Refusal> {
    match struck_as_of {
        Some(struck_as_of) if as_of <= struck_as_of => Err(Refusal::NotNewer {
            as_of,
            struck_as_of,
        }),
        _ => Ok(()),
    }
}

fn ensure_weight(kind: &WitnessKind<Addr>, weight: Uint64, sitting: Point) -> Result<(), Refusal> {
    match kind {
        WitnessKind::Committee { seat_age, .. } if weight.is_zero() => Err(Refusal::NoWeight {
            sitting: sitting.height,
            seat_age: *seat_age,
        }),
        _ => Ok(()),
    }
}

/// Puts an assertion's bond behind it.
fn pledge(
    leaf: &mut Leaf,
    witness: &str,
    first: Uint128,
    attestor: Attestor,
    after: &mut Vec<Outcome>,
) -> Result<(), Refusal> {
    let bond = leaf.assertion_bond(first).ok_or_else(|| Refusal::Dead {
        witness: witness.to_string(),
    })?;
    if let Some(Pledge { asserter, .. }) = &leaf.pledge {
        return Err(Refusal::OneAssertion {
            asserter: asserter.clone(),
        });
    }
    if attestor.sent != bond {
        return Err(Refusal::WrongAssertionBond {
            bond,
            sent: attestor.sent,
        });
    }

    leaf.pledge = Some(Pledge {
        asserter: attestor.address.clone(),
        bond,
    });
    after.push(Outcome::Pledged {
        witness: witness.to_string(),
        asserter: attestor.address.clone(),
        bond,
    });

    Ok(())
}
