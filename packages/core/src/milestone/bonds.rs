//! Who gets what of bonds and bounties. In every branch what is paid is what came in.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};

use super::{Challenge, Pledge, Refusal};

/// The most a milestone's bond grows to, in multiples of the first, however often its court is
/// silent.
const BOND_GROWTH: u128 = 8;

/// The largest bond: nine times eight times as much is still inside the range.
pub const MAX_BOND: u128 = u128::MAX >> 8;

/// How a challenge ended, as far as bonds are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Branch {
    /// The court says the attestations hold.
    Stands,
    /// The court says they are false.
    False,
    /// A retraction or a recusal left the policy unsatisfied.
    Removal,
    /// The court said nothing, and that means they hold.
    SilenceStands,
    /// The court said nothing, and that strikes them.
    SilenceFalls,
}

/// What becomes of a challenge's bond, and what the bounty adds to it.
///
/// With the assertions that are returned beside it, what is credited and lost is what came in.
#[cw_serde]
#[derive(Eq)]
pub struct Release {
    /// Who challenged.
    pub challenger: Addr,
    /// The bond that is released.
    pub bond: Uint128,
    /// What the bounty adds.
    pub bounty: Uint128,
    /// Credited to the challenger.
    pub credited: Uint128,
    /// Lost to the bond sink, of this bond and of those of the challenged assertions.
    pub lost: Uint128,
}

/// What becomes of an assertion's bond.
#[cw_serde]
#[derive(Eq)]
pub struct Returned {
    /// The leaf.
    pub witness: String,
    /// Whose assertion it was.
    pub asserter: Addr,
    /// The bond that is released.
    pub bond: Uint128,
    /// Credited to the asserter.
    pub credited: Uint128,
}

impl Returned {
    /// Nobody disputed it, or nobody disputes it any more: the whole bond comes back.
    pub(super) fn whole(witness: &str, pledge: Pledge) -> Self {
        Returned {
            witness: witness.to_string(),
            asserter: pledge.asserter,
            bond: pledge.bond,
            credited: pledge.bond,
        }
    }
}

impl Release {
    /// Divides the bond of a challenge and those of the assertions it disputes, `assertions`, which
    /// come in with their whole bonds.
    pub(super) fn divide(
        branch: Branch,
        challenge: &Challenge,
        bounty: Uint128,
        assertions: &mut [Returned],
    ) -> Result<Self, Refusal> {
        let bond = challenge.bond;
        let pledged = sum("a sum of bonds", assertions.iter().map(|of| of.bond))?;
        let mut added = Uint128::zero();
        let credited = match branch {
            Branch::Stands => {
                // Half of what the challenger loses goes to them.
                let shares = Uint128::from(assertions.len() as u64).saturating_mul(2u128.into());
                let share = bond.checked_div(shares).unwrap_or_default();
                for of in assertions.iter_mut() {
                    of.credited = add("a reward", of.bond, share)?;
                }
                Uint128::zero()
            }
            Branch::False if assertions.is_empty() => {
                added = bounty.min(bond);
                add("a reward", bond, added)?
            }
            Branch::False => {
                for of in assertions.iter_mut() {
                    of.credited = Uint128::zero();
                }
                add("a reward", bond, Uint128::new(pledged.u128() / 2))?
            }
            Branch::Removal => bond,
            Branch::SilenceStands => nine_tenths(bond)?,
            Branch::SilenceFalls => {
                for of in assertions.iter_mut() {
                    of.credited = nine_tenths(of.bond)?;
                }
                nine_tenths(bond)?
            }
        };

        let came_in = sum("the bonds", [bond, added, pledged].into_iter())?;
        let back = sum("the rewards", assertions.iter().map(|of| of.credited))?;
        let lost = subtract("a bond", came_in, add("the rewards", credited, back)?)?;

        Ok(Release {
            challenger: challenge.challenger.clone(),
            bond,
            bounty: added,
            credited,
            lost,
        })
    }
}

fn nine_tenths(bond: Uint128) -> Result<Uint128, Refusal> {
    bond.checked_mul(Uint128::new(9))
        .map(|nine| Uint128::new(nine.u128() / 10))
        .map_err(|_| out_of_range("a bond"))
}

/// The bond after one more silence: twice as much, at most eight times the first.
pub(super) fn doubled(bond: Uint128, first: Uint128) -> Result<Uint128, Refusal> {
    let times = |amount: Uint128, factor: u128| {
        amount
            .checked_mul(factor.into())
            .map_err(|_| out_of_range("a bond"))
    };

    Ok(times(bond, 2)?.min(times(first, BOND_GROWTH)?))
}

/// What all milestones of a contract owe, by kind. The contract's balance covers their sum.
#[cw_serde]
#[derive(Copy, Eq, Default)]
pub struct Books {
    /// Bonds of running challenges and of standing assertions.
    pub bonds: Uint128,
    /// Bounties of milestones that have not ended.
    pub bounties: Uint128,
    /// Credits not withdrawn.
    pub credits: Uint128,
    /// Lost to the sink, not yet sent.
    pub dues: Uint128,
}

impl Books {
    /// Everything owed.
    pub fn total(&self) -> Result<Uint128, Refusal> {
        let all = [self.bonds, self.bounties, self.credits, self.dues];

        sum("the total", all.into_iter())
    }

    /// What a balance holds above everything owed: gifts, which change nothing.
    pub fn surplus(&self, balance: Uint128) -> Result<Uint128, Refusal> {
        subtract("the balance", balance, self.total()?)
    }

    /// A challenger or an asserter pays his bond.
    pub fn take_bond(mut self, bond: Uint128) -> Result<Self, Refusal> {
        self.bonds = add("bonds", self.bonds, bond)?;
        Ok(self)
    }

    /// Somebody adds to a bounty.
    pub fn take_bounty(mut self, amount: Uint128) -> Result<Self, Refusal> {
        self.bounties = add("bounties", self.bounties, amount)?;
        Ok(self)
    }

    /// A challenge is over. `credit` is what its challenger had; returns what he has after it.
    pub fn release(
        mut self,
        release: &Release,
        credit: Uint128,
    ) -> Result<(Self, Uint128), Refusal> {
        self.bonds = subtract("bonds", self.bonds, release.bond)?;
        self.bounties = subtract("bounties", self.bounties, release.bounty)?;
        self.credits = add("credits", self.credits, release.credited)?;
        self.dues = add("dues", self.dues, release.lost)?;
        let credit = add("a credit", credit, release.credited)?;

        Ok((self, credit))
    }

    /// An assertion is over. `credit` is what its asserter had; returns what he has after it.
    pub fn give_back(
        mut self,
        returned: &Returned,
        credit: Uint128,
    ) -> Result<(Self, Uint128), Refusal> {
        self.bonds = subtract("bonds", self.bonds, returned.bond)?;
        self.credits = add("credits", self.credits, returned.credited)?;
        let credit = add("a credit", credit, returned.credited)?;

        Ok((self, credit))
    }

    /// A milestone has ended: what is left of its bounty goes to the sink.
    pub fn lose_bounty(mut self, amount: Uint128) -> Result<Self, Refusal> {
        self.bounties = subtract("bounties", self.bounties, amount)?;
        self.dues = add("dues", self.dues, amount)?;
        Ok(self)
    }

    /// A credit is paid.
    pub fn pay_credit(mut self, amount: Uint128) -> Result<Self, Refusal> {
        self.credits = subtract("credits", self.credits, amount)?;
        Ok(self)
    }

    /// The dues are paid; returns how much they were.
    pub fn pay_dues(mut self) -> (Self, Uint128) {
        let dues = self.dues;
        self.dues = Uint128::zero();

        (self, dues)
    }
}

fn sum(
    figure: &'static str,
    mut amounts: impl Iterator<Item = Uint128>,
) -> Result<Uint128, Refusal> {
    amounts.try_fold(Uint128::zero(), |sum, amount| add(figure, sum, amount))
}

pub(super) fn add(figure: &'static str, a: Uint128, b: Uint128) -> Result<Uint128, Refusal> {
    a.checked_add(b).map_err(|_| out_of_range(figure))
}

pub(super) fn subtract(figure: &'static str, a: Uint128, b: Uint128) -> Result<Uint128, Refusal> {
    a.checked_sub(b).map_err(|_| out_of_range(figure))
}

pub(super) fn out_of_range(figure: &'static str) -> Refusal {
    Refusal::OutOfRange { figure }
}
