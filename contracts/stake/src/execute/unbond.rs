use cosmwasm_std::{Addr, BlockInfo, Response, Storage, Uint128};
use milegate_api::stake::Event;
use milegate_core::stake::{Claim, add_claim};

use crate::ContractError;
use crate::membership::Change;
use crate::state::{CLAIMS, CONFIG, STAKES};

pub fn unbond(
    storage: &mut dyn Storage,
    block: &BlockInfo,
    staker: Addr,
    tokens: Uint128,
) -> Result<Response, ContractError> {
    let terms = CONFIG.load(storage)?.terms();
    let before = STAKES.may_load(storage, &staker)?.unwrap_or_default();
    let claims = CLAIMS.may_load(storage, &staker)?.unwrap_or_default();

    let stake = terms.unbond(before, tokens)?;
    let change = Change::to(storage, &staker, stake.weight)?;
    let due = terms.due(block.time.seconds());
    let claims = add_claim(claims, Claim { tokens, due })?;

    match stake.tokens.is_zero() {
        true => STAKES.remove(storage, &staker),
        false => STAKES.save(storage, &staker, &stake.tokens),
    }
    change.save(storage, &staker, block.height)?;
    CLAIMS.save(storage, &staker, &claims);
    Ok(Response::new().add_event(Event::Unbonded {
        staker: staker.into_string(),
        tokens,
        stake: stake.tokens,
        weight: change.weight,
        total: change.total,
        due,
    }))
}
