use cosmwasm_std::{Deps, Env, StdResult, Timestamp};
use cw_controllers::{Claim, ClaimsResponse};
use cw_utils::Expiration;
use milegate_api::stake::{SolvencyResponse, StakedResponse};

use crate::asset;
use crate::state::{CLAIMS, CONFIG, OWED, STAKES};

pub fn staked(deps: Deps, address: &str) -> StdResult<StakedResponse> {
    let address = deps.api.addr_validate(address)?;

    Ok(StakedResponse {
        stake: STAKES.may_load(deps.storage, &address)?.unwrap_or_default(),
        denom: CONFIG.load(deps.storage)?.denom,
    })
}

pub fn claims(deps: Deps, address: &str) -> StdResult<ClaimsResponse> {
    let address = deps.api.addr_validate(address)?;
    let claims = CLAIMS.may_load(deps.storage, &address)?.unwrap_or_default();

    let claims = claims.into_iter().map(|claim| Claim {
        amount: claim.tokens,
        release_at: Expiration::AtTime(Timestamp::from_seconds(claim.due)),
    });
    Ok(ClaimsResponse {
        claims: claims.collect(),
    })
}

pub fn solvency(deps: Deps, env: &Env) -> StdResult<SolvencyResponse> {
    let denom = CONFIG.load(deps.storage)?.denom;
    let owed = OWED.load(deps.storage)?;
    let balance = asset::balance(&deps.querier, &env.contract.address, &denom)?;

    Ok(SolvencyResponse {
        surplus: balance.saturating_sub(owed),
        denom,
        balance,
        owed,
    })
}
