//! The vault with one planted fault, chosen by feature. Never deployed.

use cosmwasm_std::{
    Addr, BankMsg, Binary, CosmosMsg, Deps, DepsMut, Env, MessageInfo, Response, Uint128,
    entry_point, from_json, to_json_binary,
};
use milegate_api::lean::Lean;
use milegate_api::packed::PackedMap;
use milegate_api::vesting::{ExecuteMsg, GrantsResponse, InstantiateMsg, QueryMsg};
use milegate_vesting::ContractError;

const PAID: PackedMap<&str, Uint128> = PackedMap::new("paid");

/// As the vault.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: Lean<InstantiateMsg>,
) -> Result<Response, ContractError> {
    milegate_vesting::instantiate(deps, env, info, msg.0)
}

/// As the vault, and then the fault.
#[entry_point]
pub fn execute(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: Lean<ExecuteMsg>,
) -> Result<Response, ContractError> {
    let msg = msg.0;
    let sender = info.sender.clone();
    let claims = matches!(msg, ExecuteMsg::Claim { .. });
    let mut response = milegate_vesting::execute(deps.branch(), env, info, msg)?;
    if claims {
        plant(deps, &sender, &mut response)?;
    }
    Ok(response)
}

/// As the vault, and then the fault.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: Lean<QueryMsg>) -> Result<Binary, ContractError> {
    let list = matches!(msg.0, QueryMsg::Grants { .. });
    let answer = milegate_vesting::query(deps, env, msg.0)?;
    if !(cfg!(feature = "rule-1") && list) {
        return Ok(answer);
    }
    // One unit of every grant is counted twice: as claimed or locked, and as forfeited.
    let mut page: GrantsResponse = from_json(answer)?;
    for grant in &mut page.grants {
        grant.figures.forfeited = grant.figures.forfeited.saturating_add(Uint128::one());
    }
    Ok(to_json_binary(&page)?)
}

fn plant(deps: DepsMut, sender: &Addr, response: &mut Response) -> Result<(), ContractError> {
    if cfg!(feature = "rule-2") {
        // The stored sum forgets what this claim paid.
        let schedules: Vec<String> = PAID
            .prefix(())
            .keys(deps.storage, None, None, cosmwasm_std::Order::Ascending)
            .collect::<Result<_, _>>()?;
        for schedule in schedules {
            PAID.save(deps.storage, &schedule, &Uint128::zero());
        }
    }
    if cfg!(feature = "rule-3") {
        // The money goes to the contract's neighbour instead of the payee.
        let elsewhere = deps.api.addr_humanize(&vec![7; 20].into())?;
        for message in &mut response.messages {
            if let CosmosMsg::Bank(BankMsg::Send { to_address, .. }) = &mut message.msg {
                if *to_address == sender.as_str() {
                    *to_address = elsewhere.to_string();
                }
            }
        }
    }
    Ok(())
}
