use cosmwasm_std::{BankMsg, CosmosMsg, DepsMut, Env, Response, Uint128, coins};
use milegate_api::common::Sink;
use milegate_api::vesting::Event;

use super::live;
use crate::error::{ContractError, Result};
use crate::state::{DUES, VAULT};

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
        denom: live.denom.clone(),
        time: env.block.time.seconds(),
    };
    let amount = coins(dues.u128(), live.denom);
    let message: CosmosMsg = match sink {
        Sink::Burn {} => BankMsg::Burn { amount }.into(),
        Sink::Account { address } => BankMsg::Send {
            to_address: address.into(),
            amount,
        }
        .into(),
    };
    Ok(Response::new().add_event(event).add_message(message))
}
