//! What a fall and an end do: bonds, strikes, the next round, the conclusion.

use cosmwasm_std::{Addr, Uint128};

use super::bonds::{Branch, out_of_range};
use super::transition::Outcome;
use super::{Refusal, Release, Returned, Stage, State, Strike, Terms, WitnessKind};
use crate::{Conclusion, Point};

/// Falls after the deadline that end a milestone.
pub const LATE_FALLS: u8 = 3;

impl State {
    /// Divides the bond of the running challenge, if there is one, and those of the assertions it
    /// disputes.
    pub(super) fn release(
        &mut self,
        terms: &Terms<Addr>,
        branch: Branch,
        after: &mut Vec<Outcome>,
    ) -> Result<(), Refusal> {
        let Stage::Disputed { challenge, .. } = &self.stage else {
            return Ok(());
        };

        let mut assertions = vec![];
        if branch != Branch::Removal {
            for (leaf, witness) in self.leaves.iter_mut().zip(&terms.witnesses) {
                if leaf.challenged.members == 0 {
                    continue;
                }
                let pledge = leaf.pledge.take();
                assertions.extend(pledge.map(|pledge| Returned::whole(&witness.name, pledge)));
            }
        }
        let release = Release::divide(branch, challenge, self.bounty, &mut assertions)?;
        self.bounty = self
            .bounty
            .checked_sub(release.bounty)
            .map_err(|_| out_of_range("the bounty"))?;
        after.push(Outcome::BondReleased(release));
        after.extend(assertions.into_iter().map(Outcome::AssertionReturned));

        Ok(())
    }

    /// Strikes what the running challenge disputes.
    pub(super) fn strike(
        &mut self,
        terms: &Terms<Addr>,
        after: &mut Vec<Outcome>,
    ) -> Result<(), Refusal> {
        let Stage::Disputed { challenge, .. } = &self.stage else {
            return Ok(());
        };

        for (leaf, witness) in self.leaves.iter_mut().zip(&terms.witnesses) {
            if leaf.challenged.members == 0 {
                continue;
            }

            let strike = Strike {
                from: leaf.floor,
                to: challenge.mark,
            };
            leaf.floor = challenge.mark;
            if let WitnessKind::Assertion { .. } = witness.kind {
                leaf.struck = leaf.struck.saturating_add(1);
            }
            leaf.standing = leaf.standing.minus(leaf.challenged)?;
            leaf.close_empty_sitting();
            after.push(Outcome::Struck {
                witness: witness.name.clone(),
                strike,
            });
        }

        Ok(())
    }

    /// Another round; after the deadline another last call, or the end.
    pub(super) fn fall(
        &mut self,
        terms: &Terms<Addr>,
        now: Point,
        after: &mut Vec<Outcome>,
    ) -> Result<(), Refusal> {
        let late = now.time > terms.deadline;
        for leaf in &mut self.leaves {
            leaf.challenged = Default::default();
        }
        self.stage = Stage::Open {};
        self.round = self
            .round
            .checked_add(1)
            .ok_or_else(|| out_of_range("the round"))?;
        if late {
            self.late_falls = self.late_falls.saturating_add(1);
        }
        after.push(Outcome::Fell {
            round: self.round,
            late_falls: self.late_falls,
        });

        if self.late_falls >= LATE_FALLS {
            self.end(terms, Conclusion::Missed { at: now.time }, after);
            return Ok(());
        }
        if late {
            self.call_last(now, after);
        }
        self.settle_stage(terms, now, after);

        Ok(())
    }

    /// The end: nobody disputes anything any more, and every assertion's bond comes back.
    pub(super) fn end(
        &mut self,
        terms: &Terms<Addr>,
        conclusion: Conclusion,
        after: &mut Vec<Outcome>,
    ) {
        let amount = self.bounty;
        self.bounty = Uint128::zero();
        self.stage = Stage::Ended { conclusion };
        after.push(Outcome::Ended { conclusion });
        for (leaf, witness) in self.leaves.iter_mut().zip(&terms.witnesses) {
            let returned = leaf
                .pledge
                .take()
                .map(|pledge| Returned::whole(&witness.name, pledge));
            after.extend(returned.map(Outcome::AssertionReturned));
        }
        if !amount.is_zero() {
            after.push(Outcome::BountyLost { amount });
        }
    }
}
