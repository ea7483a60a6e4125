use cosmwasm_std::{DepsMut, Env, Response};
use milegate_api::core::ledger::amount;
use milegate_api::vesting::Event;

use super::{live, owe, reserve};
use crate::error::{ContractError, Result};
use crate::state::{RESERVES, ReserveRecord, VAULT};

/// Forfeits what is left of an expired reserve.
pub fn lapse_reserve(deps: DepsMut, env: Env, category: String) -> Result<Response> {
    let live = live(deps.storage)?;
    let vault = VAULT.load(deps.storage)?;
    let now = env.block.time.seconds();
    let at = reserve(&vault, &category)?.expires;
    if now < at {
        return Err(ContractError::ReserveRunning { category, at, now }.into());
    }
    let reserve = RESERVES.load(deps.storage, &category)?;
    let lots = reserve.lots;
    if reserve.lapsed || lots.is_zero() {
        return Err(ContractError::ReserveEmpty { category }.into());
    }

    let record = ReserveRecord {
        lapsed: true,
        ..reserve
    };
    RESERVES.save(deps.storage, &category, &record);
    let forfeited = amount(lots, vault.asset.lot);
    let dues = owe(deps.storage, forfeited)?;

    Ok(Response::new().add_event(Event::ReserveLapsed {
        category,
        lots: lots.u64(),
        forfeited,
        denom: live.denom.to_string(),
        expired_at: at,
        dues,
        time: now,
    }))
}
