use cosmwasm_std::{Deps, Env, Uint128};
use milegate_api::core::ledger::sum;
use milegate_api::vesting::{Phase, SolvencyResponse};

use super::supply;
use crate::error::Result;
use crate::peers::balance;
use crate::state::{VAULT, phase};

/// The balance against every obligation. A draft owes nothing.
pub fn solvency(deps: Deps, env: Env) -> Result<SolvencyResponse> {
    let denom = VAULT.load(deps.storage)?.asset.denom;
    let balance = balance(&deps.querier, &env.contract.address, &denom)?;
    let (owed, dues) = match phase(deps.storage)? {
        Phase::Draft {} => (Uint128::zero(), Uint128::zero()),
        Phase::Sealed { .. } => {
            let held = supply(deps, env)?;
            (sum([held.total.claimable, held.total.locked])?, held.dues)
        }
    };
    let obligations = sum([owed, dues])?;

    Ok(SolvencyResponse {
        denom: denom.to_string(),
        balance,
        owed,
        dues,
        surplus: balance.saturating_sub(obligations),
        solvent: balance >= obligations,
    })
}
