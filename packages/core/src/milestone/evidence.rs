//! Attesting, retracting, recusing.

use cosmwasm_std::{Addr, Uint64};

use super::bonds::{Branch, out_of_range};
use super::transition::{Transition, before};
use super::{Attestation, Leaf, Refusal, Stage, State, Strike, Tally, Terms, Witness, WitnessKind};
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

    /// An attestor testifies. `weight` is what he weighs in the leaf's sitting.
    pub fn attest(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        witness: &str,
        weight: Uint64,
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
        ensure_weight(kind, weight, sitting)?;

        leaf.standing = leaf.standing.plus(weight)?;
        if kind.sits() {
            leaf.sitting = Some(sitting);
        }
        state.made = state
            .made
            .checked_add(1)
            .ok_or_else(|| out_of_range("the number of attestations"))?;
        let mut after = vec![];
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
            weight,
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

    /// An attestor takes his own standing attestation back.
    pub fn retract(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        witness: &str,
        round: u32,
        attestation: &Attestation,
    ) -> Result<(Transition, Attestation), Refusal> {
        self.ensure_live()?;
        self.ensure_round(round)?;
        if attestation.retracted_in == Some(round) {
            return Err(Refusal::AlreadyRetracted { round });
        }

        let retracted = Attestation {
            retracted_in: Some(round),
            ..*attestation
        };
        self.remove(terms, now, witness, retracted)
    }

    /// The standing attestation of somebody interested goes.
    pub fn recuse(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        witness: &str,
        attestation: &Attestation,
    ) -> Result<(Transition, Attestation), Refusal> {
        self.remove(terms, now, witness, *attestation)
    }

    fn remove(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        witness: &str,
        attestation: Attestation,
    ) -> Result<(Transition, Attestation), Refusal> {
        let (mut state, before) = self.refreshed(terms, now);
        let (place, _) = named(terms, witness)?;
        state.ensure_undecided(terms, now)?;
        let mark = match &state.stage {
            Stage::Disputed { challenge, .. } => challenge.mark,
            _ => 0,
        };
        let leaf = state
            .leaves
            .get_mut(place)
            .ok_or_else(|| unknown(witness))?;
        if !leaf.stands(&attestation) {
            return Err(Refusal::NothingStands {});
        }

        let one = Tally {
            members: 1,
            weight: attestation.weight,
        };
        if leaf.challenged.members > 0 && attestation.sequence <= mark {
            leaf.challenged = leaf.challenged.minus(one)?;
        }
        leaf.standing = leaf.standing.minus(one)?;
        leaf.close_empty_sitting();
        let mut after = vec![];
        if state.stage != (Stage::Open {}) && !state.satisfied(terms) {
            state.release(Branch::Removal, &mut after)?;
            state.fall(terms, now, &mut after)?;
        }

        let removed = Attestation {
            removed: true,
            ..attestation
        };
        let transition = Transition {
            state,
            before,
            after,
        };

        Ok((transition, removed))
    }

    fn ensure_evidence_taken(&self, terms: &Terms<Addr>, now: Point) -> Result<(), Refusal> {
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

fn named<'a>(terms: &'a Terms<Addr>, witness: &str) -> Result<(usize, &'a Witness<Addr>), Refusal> {
    terms.leaf(witness).ok_or_else(|| unknown(witness))
}

fn unknown(witness: &str) -> Refusal {
    Refusal::UnknownWitness {
        witness: witness.to_string(),
    }
}

fn ensure_dated(terms: &Terms<Addr>, now: Point, as_of: u64) -> Result<(), Refusal> {
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

fn ensure_none_stands(leaf: &Leaf, previous: Option<Previous>) -> Result<(), Refusal> {
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
