//! Who gets what of bonds and bounties. In every branch what is paid is what came in.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Uint128};

use super::Refusal;

/// The most a milestone's bond grows to, in multiples of the first, however often its court is
/// silent.
const BOND_GROWTH: u128 = 8;

/// The largest bond: nine times eight times as much is still inside the range.
pub const MAX_BOND: u128 = u128::MAX >> 8;

/// How a challenge ended, as far as its bond is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Branch {
    /// The court says the attestations hold.
    Stands,
    /// The court says they are false.
    False,
    /// A retraction or a recusal left the policy unsatisfied.
    Removal,
    /// The court said nothing.
    Silence,
}

/// What becomes of a challenge's bond, and what the bounty adds to it.
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
    /// Lost to the bond sink.
    pub lost: Uint128,
}

impl Release {
    /// Divides the bond of a challenge to unbonded attestations.
    pub(super) fn new(
        branch: Branch,
        challenger: Addr,
        bond: Uint128,
        bounty: Uint128,
    ) -> Result<Self, Refusal> {
        let (added, credited, lost) = match branch {
            Branch::Stands => (Uint128::zero(), Uint128::zero(), bond),
            Branch::False => {
                let added = bounty.min(bond);
                (added, add("a reward", bond, added)?, Uint128::zero())
            }
            Branch::Removal => (Uint128::zero(), bond, Uint128::zero()),
            Branch::Silence => {
                let back = bond
                    .checked_mul(Uint128::new(9))
                    .map(|nine| Uint128::new(nine.u128() / 10))
                    .map_err(|_| out_of_range("a bond"))?;
                (Uint128::zero(), back, subtract("a bond", bond, back)?)
            }
        };

        Ok(Release {
            challenger,
            bond,
            bounty: added,
            credited,
            lost,
        })
    }
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
    /// Bonds of running challenges.
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
        [self.bounties, self.credits, self.dues]
            .into_iter()
            .try_fold(self.bonds, |sum, amount| add("the total", sum, amount))
    }

    /// What a balance holds above everything owed: gifts, which change nothing.
    pub fn surplus(&self, balance: Uint128) -> Result<Uint128, Refusal> {
        subtract("the balance", balance, self.total()?)
    }

    /// A challenger pays his bond.
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

pub(super) fn add(figure: &'static str, a: Uint128, b: Uint128) -> Result<Uint128, Refusal> {
    a.checked_add(b).map_err(|_| out_of_range(figure))
}

pub(super) fn subtract(figure: &'static str, a: Uint128, b: Uint128) -> Result<Uint128, Refusal> {
    a.checked_sub(b).map_err(|_| out_of_range(figure))
}

pub(super) fn out_of_range(figure: &'static str) -> Refusal {
    Refusal::OutOfRange { figure }
}
