//! Challenging, settling, concluding.

use cosmwasm_std::{Addr, Uint128};

use super::bonds::{Branch, doubled};
use super::transition::{Outcome, Transition, before};
use super::{Challenge, OnSilence, Refusal, Stage, State, Terms, Verdict};
use crate::{Conclusion, Point};

impl State {
    /// Somebody disputes a satisfied policy, with a bond.
    pub fn challenge(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        round: u32,
        challenger: Addr,
        sent: Uint128,
    ) -> Result<Transition, Refusal> {
        let (mut state, dropped) = self.refreshed(terms, now);
        state.ensure_live()?;
        state.ensure_round(round)?;
        let Stage::Pending { since } = state.stage else {
            return Err(Refusal::NotPending {});
        };
        before(since.after(terms.window), now, |end, now| {
            Refusal::WindowOver { end, now }
        })?;
        if sent != state.bond {
            return Err(Refusal::WrongBond {
                bond: state.bond,
                sent,
            });
        }

        for (leaf, witness) in state.leaves.iter_mut().zip(&terms.witnesses) {
            if leaf.holds(&witness.kind) {
                leaf.challenged = leaf.standing;
            }
        }
        state.stage = Stage::Disputed {
            since,
            challenge: Challenge {
                challenger,
                bond: sent,
                at: now,
                mark: state.made,
            },
        };

        Ok(Transition {
            state,
            before: dropped,
            after: vec![],
        })
    }

    /// The court speaks.
    pub fn settle(
        &self,
        terms: &Terms<Addr>,
        now: Point,
        round: u32,
        verdict: Verdict,
    ) -> Result<Transition, Refusal> {
        let (mut state, dropped) = self.refreshed(terms, now);
        state.ensure_live()?;
        state.ensure_round(round)?;
        let Stage::Disputed { since, .. } = state.stage else {
            return Err(Refusal::NotDisputed {});
        };
        state.ensure_undecided(terms, now)?;
        if verdict == Verdict::Stands {
            reached(since.after(terms.window), now, |end, now| {
                Refusal::WindowRuns { end, now }
            })?;
        }

        let mut after = vec![];
        match verdict {
            Verdict::Stands => {
                state.release(terms, Branch::Stands, &mut after)?;
                state.end(terms, Conclusion::Reached { at: now.time }, &mut after);
            }
            Verdict::False => {
                state.release(terms, Branch::False, &mut after)?;
                state.strike(terms, &mut after)?;
                state.fall(terms, now, &mut after)?;
            }
        }

        Ok(Transition {
            state,
            before: dropped,
            after,
        })
    }

    /// Does what time has decided.
    pub fn conclude(&self, terms: &Terms<Addr>, now: Point) -> Result<Transition, Refusal> {
        let (mut state, dropped) = self.refreshed(terms, now);
        state.ensure_live()?;
        reached(state.decided_at(terms, now), now, |end, now| {
            Refusal::NothingDecided { end, now }
        })?;

        let mut after = vec![];
        match (&state.stage, state.last_call) {
            (Stage::Open {}, None) => state.call_last(now, &mut after),
            (Stage::Open {}, Some(_)) => {
                state.end(terms, Conclusion::Missed { at: now.time }, &mut after);
            }
            (Stage::Pending { .. }, _) => {
                state.end(terms, Conclusion::Reached { at: now.time }, &mut after);
            }
            (Stage::Disputed { .. }, _) => state.silence(terms, now, &mut after)?,
            (Stage::Ended { conclusion }, _) => {
                return Err(Refusal::Ended {
                    conclusion: *conclusion,
                });
            }
        }

        Ok(Transition {
            state,
            before: dropped,
            after,
        })
    }

    /// From when on `conclude` works, if nothing else happens before.
    pub fn decided_at(&self, terms: &Terms<Addr>, now: Point) -> Point {
        match (&self.stage, self.last_call) {
            (Stage::Open {}, None) => Point {
                time: terms.deadline.saturating_add(1),
                height: now.height,
            },
            (Stage::Open {}, Some(last_call)) => last_call.after(terms.last_call),
            (Stage::Pending { since }, _) => since.after(terms.window),
            (Stage::Disputed { since, .. }, _) => since.after(terms.window.then(terms.court_limit)),
            (Stage::Ended { .. }, _) => now,
        }
    }

    fn silence(
        &mut self,
        terms: &Terms<Addr>,
        now: Point,
        after: &mut Vec<Outcome>,
    ) -> Result<(), Refusal> {
        match terms.on_silence {
            OnSilence::Stands => {
                self.release(terms, Branch::SilenceStands, after)?;
                self.end(terms, Conclusion::Reached { at: now.time }, after);
            }
            OnSilence::Falls => {
                self.release(terms, Branch::SilenceFalls, after)?;
                let bond = doubled(self.bond, terms.bond)?;
                if bond != self.bond {
                    self.bond = bond;
                    after.push(Outcome::BondRaised { bond });
                }
                self.strike(terms, after)?;
                self.fall(terms, now, after)?;
            }
        }

        Ok(())
    }
}

/// Refuses before `end`.
fn reached(
    end: Point,
    now: Point,
    refusal: impl FnOnce(Point, Point) -> Refusal,
) -> Result<(), Refusal> {
    if now.time < end.time || now.height < end.height {
        return Err(refusal(end, now));
    }

    Ok(())
}
