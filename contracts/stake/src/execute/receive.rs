use cosmwasm_std::{Addr, DepsMut, Env, Response, from_json};
use cw20::Cw20ReceiveMsg;
use milegate_api::common::Denom;
use milegate_api::stake::ReceiveMsg;
use milegate_core::stake;

use super::bond::add;
use crate::state::{CONFIG, OWED};
use crate::{ContractError, asset};

/// Takes tokens that a cw20 contract reports, and bonds them.
pub fn receive(
    deps: DepsMut,
    env: Env,
    sender: Addr,
    report: Cw20ReceiveMsg,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    if config.denom != Denom::Cw20(sender.clone()) {
        return Err(ContractError::OtherToken {
            denom: config.denom.to_string(),
            sender,
        });
    }
    let ReceiveMsg::Bond {} = from_json(&report.msg)?;
    let staker = deps.api.addr_validate(&report.sender)?;

    let tokens = report.amount;
    let owed = OWED.load(deps.storage)?;
    let held = asset::balance(&deps.querier, &env.contract.address, &config.denom)?;
    if stake::add(owed, tokens)? > held {
        return Err(ContractError::TokensShort {
            token: sender,
            tokens,
            owed,
            held,
        });
    }

    add(
        deps.storage,
        env.block.height,
        config.terms(),
        staker,
        tokens,
    )
}
