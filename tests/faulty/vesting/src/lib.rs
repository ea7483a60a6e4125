//! The vault with one planted fault, chosen by feature. Never deployed.

use cosmwasm_std::{
    Addr, BankMsg, Binary, CosmosMsg, Deps, DepsMut, Env, MessageInfo, Response, Uint128,
    entry_point,
};
use cw_storage_plus::Map;
use milegate_api::vesting::{ExecuteMsg, InstantiateMsg, QueryMsg};
use milegate_vesting::ContractError;

const CLAIMED: Map<&str, Uint128> = Map::new("claimed");
const PAID: Map<&str, Uint128> = Map::new("paid");

/// As the vault.
#[entry_point]
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    milegate_vesting::instantiate(deps, env, info, msg)
}

/// As the vault, and then the fault.
#[entry_point]
pub fn execute(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    let sender = info.sender.clone();
    let grants = match &msg {
        ExecuteMsg::Claim { grants } => grants.clone(),
        _ => vec![],
    };
    let mut response = milegate_vesting::execute(deps.branch(), env, info, msg)?;
    for grant in grants {
        plant(deps.branch(), &grant, &sender, &mut response)?;
    }
    Ok(response)
}

/// As the vault.
#[entry_point]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    milegate_vesting::query(deps, env, msg)
}

fn plant(
    deps: DepsMut,
    grant: &str,
    sender: &Addr,
    response: &mut Response,
) -> Result<(), ContractError> {
    if cfg!(feature = "rule-1") {
        // One unit more is noted as paid than had vested: more than the total in the end.
        let claimed = CLAIMED.load(deps.storage, grant)?;
        CLAIMED.save(deps.storage, grant, &claimed.saturating_add(Uint128::one()))?;
    }
    if cfg!(feature = "rule-2") {
        // The stored sum forgets what this claim paid.
        let schedules: Vec<String> = PAID
            .keys(deps.storage, None, None, cosmwasm_std::Order::Ascending)
            .collect::<Result<_, _>>()?;
        for schedule in schedules {
            PAID.save(deps.storage, &schedule, &Uint128::zero())?;
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
