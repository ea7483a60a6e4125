use cosmwasm_std::{Deps, Env};
use milegate_api::core::ledger::{difference, sum};
use milegate_api::vesting::{CirculatingPart, CirculatingResponse, Phase};

use super::supply;
use crate::error::Result;
use crate::peers;
use crate::state::{VAULT, phase};

const FORMULA: &str = "circulating = bank supply - locked in the vault - forfeited and still in \
                       the vault - balances of excluded accounts; vested but unclaimed circulates";

/// The circulating supply with its formula, height and parts. A draft holds nothing, so it locks
/// nothing.
pub fn circulating(deps: Deps, env: Env) -> Result<CirculatingResponse> {
    let vault = VAULT.load(deps.storage)?;
    let denom = vault.asset.denom;
    let (locked, dues, unclaimed) = match phase(deps.storage)? {
        Phase::Draft {} => Default::default(),
        Phase::Sealed { .. } => {
            let held = supply(deps, env.clone())?;
            (held.total.locked, held.dues, held.total.claimable)
        }
    };
    let mut out = sum([locked, dues])?;
    let mut excluded = Vec::new();
    for address in vault.excluded {
        let balance = peers::balance(&deps.querier, &address, &denom)?;
        out = sum([out, balance])?;
        excluded.push(CirculatingPart { address, balance });
    }
    let supply = peers::supply(&deps.querier, &denom)?;

    Ok(CirculatingResponse {
        denom: denom.to_string(),
        height: env.block.height,
        formula: FORMULA.to_owned(),
        circulating: difference(supply, out)?,
        supply,
        locked,
        dues,
        unclaimed,
        excluded,
    })
}
