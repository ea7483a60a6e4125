use cosmwasm_std::{DepsMut, Env, Response, Uint128};
use milegate_api::vesting::Event;

use super::live;
use crate::error::{ContractError, Result};
use crate::state::{DUES, VAULT};
use crate::transfer;

/// Sends the sink what was forfeited. A sink that refuses blocks only this message.
pub fn pay_dues(deps: DepsMut, env: Env) -> Result<Response> {
    let live = live(deps.storage)?;
    let dues = DUES.load(deps.storage)?;
    let sink = VAULT.load(deps.storage)?.sink;
    if dues.is_zero() {
        return Err(ContractError::NoDues {}.into());
    }

    DUES.save(deps.storage, &Uint128::zero());

    let event = Event::DuesPaid {
        sink: sink.to_string(),
        amount: dues,
        denom: live.denom.to_string(),
        time: env.block.time.seconds(),
    };
    let message = transfer::forfeit(&live.denom, &sink, dues)?;
    Ok(Response::new().add_event(event).add_message(message))
}
