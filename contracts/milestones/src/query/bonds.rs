use cosmwasm_std::{Deps, Env, StdError, StdResult};
use milegate_api::milestones::{BondsResponse, CreditResponse};

use crate::state::{BOOKS, CREDITS, WIRING};

pub fn credit(deps: Deps, address: &str) -> StdResult<CreditResponse> {
    let address = deps.api.addr_validate(address)?;
    let amount = CREDITS
        .may_load(deps.storage, &address)?
        .unwrap_or_default();

    Ok(CreditResponse { amount })
}

pub fn bonds(deps: Deps, env: &Env) -> StdResult<BondsResponse> {
    let denom = WIRING.load(deps.storage)?.bond_denom;
    let books = BOOKS.load(deps.storage)?;
    let balance = deps
        .querier
        .query_balance(&env.contract.address, &denom)?
        .amount;
    let surplus = books
        .surplus(balance)
        .map_err(|refusal| StdError::generic_err(refusal.to_string()))?;

    Ok(BondsResponse {
        denom,
        balance,
        bonds: books.bonds,
        bounties: books.bounties,
        credits: books.credits,
        dues: books.dues,
        surplus,
    })
}
