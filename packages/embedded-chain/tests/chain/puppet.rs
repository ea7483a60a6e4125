//! A native contract that does as it is told, and hand-written Wasm that misbehaves.

use cosmwasm_std::{
    Addr, Binary, CosmosMsg, Deps, DepsMut, Empty, Env, MessageInfo, QueryRequest, Reply, Response,
    StdError, StdResult, SubMsg, SubMsgResult, WasmMsg, to_json_binary,
};
use cw_multi_test::ContractWrapper;
use embedded_chain::Chain;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Act {
    Send(Vec<SubMsg>),
    SendThenFail(Vec<SubMsg>),
    Recurse(u32),
    Panic,
    Ask(QueryRequest<Empty>),
}

fn instantiate(_: DepsMut, _: Env, _: MessageInfo, _: Empty) -> StdResult<Response> {
    Ok(Response::new())
}

fn execute(deps: DepsMut, env: Env, _: MessageInfo, act: Act) -> StdResult<Response> {
    deps.storage.set(b"acted", b"yes");
    match act {
        Act::Send(messages) => Ok(Response::new().add_submessages(messages)),
        Act::SendThenFail(_) => Err(StdError::generic_err("told to fail")),
        Act::Recurse(0) => Ok(Response::new()),
        Act::Recurse(left) => Ok(Response::new().add_message(WasmMsg::Execute {
            contract_addr: env.contract.address.into(),
            msg: to_json_binary(&Act::Recurse(left - 1))?,
            funds: vec![],
        })),
        Act::Panic => panic!("told to panic"),
        Act::Ask(request) => {
            let answer: serde_json::Value = deps.querier.query(&request)?;
            Ok(Response::new().set_data(to_json_binary(&answer)?))
        }
    }
}

fn query(deps: Deps, _: Env, request: QueryRequest<Empty>) -> StdResult<Binary> {
    let answer: serde_json::Value = deps.querier.query(&request)?;
    to_json_binary(&answer)
}

/// A reply with this number fails.
pub const FAILING_REPLY: u64 = 13;

fn reply(deps: DepsMut, _: Env, reply: Reply) -> StdResult<Response> {
    if reply.id == FAILING_REPLY {
        return Err(StdError::generic_err("told to fail in a reply"));
    }
    let heard = match reply.result {
        SubMsgResult::Ok(done) => format!("ok with {} events", done.events.len()),
        SubMsgResult::Err(error) => error,
    };
    deps.storage.set(b"heard", heard.as_bytes());
    Ok(Response::new().set_data(b"from the reply"))
}

pub fn puppet(chain: &mut Chain, owner: &Addr) -> Addr {
    let code = ContractWrapper::new(execute, instantiate, query).with_reply(reply);
    let code = chain.store_native(Box::new(code));
    chain
        .instantiate(owner, code, &Empty {}, &[], "puppet", None)
        .unwrap()
        .0
}

/// What its last reply heard.
pub fn heard(chain: &Chain, puppet: &Addr) -> String {
    String::from_utf8(chain.query_raw(puppet, b"heard").unwrap()).unwrap()
}

pub fn wasm_execute(contract: &Addr, msg: &impl Serialize) -> CosmosMsg {
    let msg = to_json_binary(msg).unwrap();
    WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg,
        funds: vec![],
    }
    .into()
}

pub fn raw_wasm(body: &str, ask: &str) -> Vec<u8> {
    let text = include_str!("raw.wat").split_once("(module").unwrap().1;
    let text = format!("(module{}", text.replace("BODY", body).replace("ASK", ask));
    wat::parse_str(text).unwrap()
}
