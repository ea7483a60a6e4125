use std::collections::BTreeMap;

use milegate_api::common::Denom;
use serde::Serialize;

use super::{Deployment, StepError};
use crate::party::sim_address;
use crate::plan::Plan;

/// Who holds what before the first block of a plan, on a simulated chain: coins of the bank, or
/// tokens of a cw20 contract.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Genesis {
    /// The plan's asset: a native denom, or the address of a cw20 token.
    pub denom: Denom<String>,
    /// How people write it; the base is a cw20 token's address.
    pub metadata: DenomMetadata,
    /// Base units of the asset, by address; they sum to the total supply.
    pub balances: BTreeMap<String, u128>,
    /// The account with everything that is not the funder's: `sim:market`.
    pub market: String,
}

/// How people write a denom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DenomMetadata {
    /// Base denom.
    pub base: String,
    /// Symbol.
    pub symbol: String,
    /// One symbol is ten to this power base units.
    pub decimals: u8,
}

impl Genesis {
    /// The funder holds what the vault takes, `sim:market` the rest of the supply.
    pub fn of(plan: &Plan, deployment: &Deployment) -> Result<Self, StepError> {
        let not_clean = |what: &str| StepError::NotClean {
            what: what.to_owned(),
        };
        let funds = plan
            .funds()
            .ok_or_else(|| not_clean("grants and reserves overflow"))?;
        let rest = plan
            .asset
            .total_supply
            .checked_sub(funds)
            .ok_or_else(|| not_clean("grants and reserves exceed the total supply"))?;
        let market = sim_address(&plan.prefix, "market");
        let funder = deployment.resolve(&plan.vault.funder)?;
        let denom = deployment.denom(plan)?;
        let base = match &denom {
            Denom::Native(base) | Denom::Cw20(base) => base.clone(),
        };
        let mut genesis = Genesis {
            denom,
            metadata: DenomMetadata {
                base,
                symbol: plan.asset.symbol.value.clone(),
                decimals: *plan.asset.decimals,
            },
            balances: BTreeMap::new(),
            market: market.clone(),
        };
        genesis.credit(&funder, funds);
        genesis.credit(&market, rest);
        Ok(genesis)
    }

    /// Moves base units from the market to somebody, as far as the market has them: holders of
    /// bonds in a scenario. Answers what was moved.
    pub fn carve(&mut self, address: &str, amount: u128) -> u128 {
        let market = self.market.clone();
        let left = self.balances.get(&market).copied().unwrap_or(0);
        let moved = amount.min(left);
        self.balances.insert(market, left.saturating_sub(moved));
        self.credit(address, moved);
        moved
    }

    fn credit(&mut self, address: &str, amount: u128) {
        let balance = self.balances.entry(address.to_owned()).or_default();
        *balance = balance.saturating_add(amount);
    }
}
