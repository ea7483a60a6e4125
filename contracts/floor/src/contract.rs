#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{
    BankMsg, Binary, Deps, DepsMut, Env, Event, MessageInfo, Response, StdError, StdResult,
    Storage, to_json_binary,
};
use cw_storage_plus::Item;
use cw4::Cw4QueryMsg;

use crate::msg::{CountResponse, ExecuteMsg, InstantiateMsg, QueryMsg};

/// Touches since instantiation.
const COUNT: Item<u64> = Item::new("count");

/// Starts the counter at zero.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    _msg: InstantiateMsg,
) -> StdResult<Response> {
    COUNT.save(deps.storage, &0)?;

    Ok(Response::new())
}

/// Touches the counter, and does the one extra thing the message names.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(
    deps: DepsMut,
    _env: Env,
    _info: MessageInfo,
    msg: ExecuteMsg,
) -> StdResult<Response> {
    let touched = touch(deps.storage)?;

    match msg {
        ExecuteMsg::Touch {} => Ok(touched),
        ExecuteMsg::TouchAndSend { to, amount } => {
            let pay = BankMsg::Send {
                to_address: to,
                amount: vec![amount],
            };
            Ok(touched.add_message(pay))
        }
        ExecuteMsg::TouchAndQuery { group, member } => {
            let ask = Cw4QueryMsg::Member {
                addr: member,
                at_height: None,
            };
            let _answer: cw4::MemberResponse = deps.querier.query_wasm_smart(group, &ask)?;
            Ok(touched)
        }
    }
}

/// Answers how often the contract was touched.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Count {} => to_json_binary(&CountResponse {
            count: COUNT.load(deps.storage)?,
        }),
    }
}

fn touch(storage: &mut dyn Storage) -> StdResult<Response> {
    let count = COUNT
        .load(storage)?
        .checked_add(1)
        .ok_or_else(|| StdError::generic_err("the counter is full"))?;
    COUNT.save(storage, &count)?;

    let event = Event::new("floor_touched").add_attribute("count", count.to_string());
    Ok(Response::new().add_event(event))
}
