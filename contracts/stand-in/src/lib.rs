//! Stands in for a contract of others on a simulated chain: whatever it is asked, it answers what it
//! was told last.
//!
//! A plan's state leaf names a contract that a simulated chain does not have. This one is put at its
//! address, and a scenario tells it what to answer. Anyone may tell it anything: never deploy it.
#![deny(missing_docs)]

use cosmwasm_schema::cw_serde;
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult};
use serde::de::IgnoredAny;

const ANSWER: &[u8] = b"answer";

/// What it can be told.
#[cw_serde]
pub enum ExecuteMsg {
    /// Answers this from now on.
    ///
    /// Who: anyone. Funds: kept. Event: none.
    Say {
        /// The bytes, whether they are JSON or not.
        answer: Binary,
    },
}

/// It has no answer yet.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

/// Takes an answer.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, _: Env, _: MessageInfo, msg: ExecuteMsg) -> StdResult<Response> {
    let ExecuteMsg::Say { answer } = msg;
    deps.storage.set(ANSWER, &answer);

    Ok(Response::new())
}

/// Answers, whatever is asked.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, _: Env, _: IgnoredAny) -> StdResult<Binary> {
    let answer = deps.storage.get(ANSWER);

    answer
        .map(Binary::from)
        .ok_or_else(|| StdError::generic_err("nobody has told me what to answer"))
}

/// Other code that does the same.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(_: DepsMut, _: Env, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}
