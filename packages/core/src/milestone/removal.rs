//! Retracting, recusing.

use cosmwasm_std::Addr;

use super::bonds::Branch;
use super::evidence::{named, unknown};
use super::transition::{Outcome, Transition};
use super::{Attestation, Refusal, Returned, Stage, State, Tally, Terms, Witness, WitnessKind};
use crate::Point;

impl State {
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
        let (_, Witness { kind, .. }) = named(terms, witness)?;
        if let WitnessKind::Assertion { .. } = kind {
            return Err(Refusal::AssertionStays {});
        }
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
        let (place, Witness { kind, .. }) = named(terms, witness)?;
        if kind.is_observed() {
            return Err(Refusal::Observed {
                witness: witness.to_string(),
            });
        }
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
        let returned = leaf
            .pledge
            .take()
            .map(|pledge| Returned::whole(witness, pledge));
        let mut after: Vec<_> = returned
            .map(Outcome::AssertionReturned)
            .into_iter()
            .collect();
        if state.stage != (Stage::Open {}) && !state.satisfied(terms) {
            state.release(terms, Branch::Removal, &mut after)?;
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
}
