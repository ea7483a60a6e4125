use cosmwasm_std::{Deps, Env, StdResult};
use milegate_api::governance::{ConfigResponse, DepositsResponse, PayeeResponse};

use crate::peers::balance;
use crate::state::{BASIS, GUARDIAN, HELD, PAYEES, PLAN, WIRING, last};

pub fn config(deps: Deps) -> StdResult<ConfigResponse> {
    let basis = BASIS.load(deps.storage)?;
    let wiring = WIRING.load(deps.storage)?;

    Ok(ConfigResponse {
        plan: PLAN.load(deps.storage)?,
        source: wiring.source,
        token: basis.token,
        start: basis.start,
        suites: wiring.suites,
        rules: basis.rules,
        deposit_denom: basis.deposit_denom,
        guardian: GUARDIAN.load(deps.storage)?,
        proposals: last(deps.storage)?,
    })
}

pub fn deposits(deps: Deps, env: &Env) -> StdResult<DepositsResponse> {
    let denom = BASIS.load(deps.storage)?.deposit_denom;
    let itself = &env.contract.address;
    let balance = balance(&deps.querier, itself, &denom)?;
    let held = HELD.load(deps.storage)?;

    Ok(DepositsResponse {
        denom,
        balance,
        held,
        free: balance.saturating_sub(held),
    })
}

pub fn payee(deps: Deps, address: &str) -> StdResult<PayeeResponse> {
    let address = deps.api.addr_validate(address)?;

    Ok(PayeeResponse {
        accepts: PAYEES.has(deps.storage, &address),
    })
}
