//! A staker's weight and the total, which change together or not at all.

use cosmwasm_std::{Addr, StdResult, Storage};
use milegate_core::stake;

use crate::ContractError;
use crate::state::{MEMBERS, TOTAL};

/// What a change of somebody's weight does.
pub struct Change {
    before: u64,
    /// His weight.
    pub weight: u64,
    /// The sum of all weights.
    pub total: u64,
}

impl Change {
    /// Decides; nothing is stored.
    pub fn to(storage: &dyn Storage, staker: &Addr, weight: u64) -> Result<Self, ContractError> {
        let before = MEMBERS.may_load(storage, staker)?.unwrap_or_default();
        let total = stake::total(TOTAL.load(storage)?, before, weight)?;

        Ok(Change {
            before,
            weight,
            total,
        })
    }

    /// Stores what this block leaves behind, and what was before it.
    pub fn save(&self, storage: &mut dyn Storage, staker: &Addr, height: u64) -> StdResult<()> {
        if self.weight == self.before {
            return Ok(());
        }

        match self.weight {
            0 => MEMBERS.remove(storage, staker, height)?,
            weight => MEMBERS.save(storage, staker, &weight, height)?,
        }
        TOTAL.save(storage, &self.total, height)
    }
}
