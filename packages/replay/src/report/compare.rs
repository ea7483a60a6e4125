//! What the log comes to, beside what the contract keeps.

use cosmwasm_std::Addr;
use milegate_api::milestones::AttestationResponse;
use milegate_core::milestone::{Stage, State, Terms};
use milegate_core::{Conclusion, Point};
use milegate_report::{ChainView, ViewError};

use super::Replayed;
use super::words::name_of;
use crate::life::{Life, Made};
use crate::weights::weight;

impl Replayed {
    /// The log follows from itself; whether time has decided meanwhile.
    pub(super) fn log(&mut self, events: usize, terms: &Terms<Addr>, life: &Life, now: Point) {
        self.checked.push(format!(
            "{events} events of the log follow from each other by the rules: rounds, dates, bonds, strikes"
        ));
        if now.reached(life.state.decided_at(terms, now))
            && !matches!(life.state.stage, Stage::Ended { .. })
        {
            self.unchecked
                .push("time has decided, and nobody has sent `conclude`".into());
        }
    }

    /// What the contract keeps must be what its log comes to.
    pub(super) fn compare(&mut self, stated: &State, life: &Life) {
        if *stated == life.state {
            let what =
                "the contract's record is what they come to: stage, round, bonds, bounty, leaves";
            self.checked.push(what.into());
            return;
        }
        let (stage, came) = (self.stated.clone(), self.recomputed.clone());
        self.contradictions.push(match stage == came {
            true => format!(
                "the contract states {stated:?}, its log comes to {:?}",
                life.state
            ),
            false => format!("the contract states {stage}, its log comes to {came}"),
        });
    }

    /// What the contract keeps of a leaf's attestations must be what was made.
    pub(super) fn attestations(
        &mut self,
        witness: &str,
        kept: &[AttestationResponse],
        life: &Life,
        now: Point,
    ) {
        let made = life.latest(witness, now);
        if kept.len() != made.len() {
            let (kept, made) = (kept.len(), made.len());
            self.contradictions.push(format!(
                "{witness}: the contract keeps {kept} attestations, its log has {made}"
            ));
        }
        for (made, attestation, standing) in made {
            let mine = kept
                .iter()
                .find(|kept| kept.attestor.as_str() == made.attestor);
            let same = mine.is_some_and(|kept| {
                kept.evidence == made.evidence
                    && kept.standing == standing
                    && kept.round == attestation.round
                    && kept.as_of == attestation.as_of
                    && kept.made == attestation.made
                    && kept.weight == attestation.weight
            });
            if !same {
                let name = name_of(made);
                self.contradictions
                    .push(format!("{name} is not what the contract keeps of it"));
            }
        }
    }

    /// What others read must be what the milestone's own record says.
    pub(super) fn conclusion(
        &mut self,
        read: Option<Vec<u8>>,
        stated: &State,
    ) -> Result<(), ViewError> {
        let read: Option<Conclusion> = match read {
            Some(bytes) => Some(
                serde_json::from_slice(&bytes)
                    .map_err(|e| ViewError::malformed("conclusion", e))?,
            ),
            None => None,
        };
        let own = match stated.stage {
            Stage::Ended { conclusion } => Some(conclusion),
            _ => None,
        };
        if read != own {
            self.contradictions.push(format!(
                "others read the conclusion {read:?}, the milestone's record has {own:?}"
            ));
        }
        Ok(())
    }

    /// A member's weight must be what its group had at the sitting's height.
    pub(super) fn weight(&mut self, view: &dyn ChainView, terms: &Terms<Addr>, made: &Made) {
        let name = name_of(made);
        match weight(view, terms, made) {
            Ok(None) => {}
            Ok(Some(weight)) if weight == made.attestation.weight.u64() => {}
            Ok(Some(weight)) => self.contradictions.push(format!(
                "{name} weighs {}, its group says {weight} at height {}",
                made.attestation.weight, made.sitting
            )),
            Err(error) => self
                .unchecked
                .push(format!("the weight of {name}: {error}")),
        }
    }
}
