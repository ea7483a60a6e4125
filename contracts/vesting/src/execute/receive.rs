use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, from_json};
use cw20::Cw20ReceiveMsg;
use milegate_api::lean::Lean;
use milegate_api::vesting::ReceiveMsg;

use super::seal::{Payment, seal};
use crate::error::Result;

/// Takes tokens that a cw20 contract reports, and seals with them.
pub fn receive(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    report: Cw20ReceiveMsg,
) -> Result<Response> {
    let sender = deps.api.addr_validate(&report.sender)?;
    let payment = Payment::Tokens {
        token: info.sender,
        amount: report.amount,
    };

    let Lean(msg) = from_json(&report.msg)?;
    match msg {
        ReceiveMsg::Seal { digest } => seal(deps, env, sender, payment, digest),
    }
}
