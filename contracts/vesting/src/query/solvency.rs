use cosmwasm_std::{Deps, Env, Uint128};
use milegate_api::core::ledger::sum;
use milegate_api::vesting::SolvencyResponse;

use super::supply;
use crate::error::ContractError;
use crate::state::{SEAL, VAULT};
use milegate_api::vesting::Phase;

/// The balance against every obligation. A draft owes nothing.
pub fn solvency(deps: Deps, env: Env) -> Result<SolvencyResponse, ContractError> {
    let denom = VAULT.load(deps.storage)?.asset.denom;
    let balance = deps
        .querier
        .query_balance(&env.contract.address, &denom)?
        .amount;
    let (owed, dues) = match SEAL.load(deps.storage)? {
        Phase::Draft {} => (Uint128::zero(), Uint128::zero()),
        Phase::Sealed { .. } => {
            let held = supply(deps, env)?;
            (sum([held.total.claimable, held.total.locked])?, held.dues)
        }
    };
    let obligations = sum([owed, dues])?;

    Ok(SolvencyResponse {
        denom,
        balance,
        owed,
        dues,
        surplus: balance.saturating_sub(obligations),
        solvent: balance >= obligations,
    })
}
