//! Birth: checks and fixes governance and the first feeds.

use cosmwasm_std::{DepsMut, Env, Response};
use cw2::set_contract_version;
use milegate_api::oracle::{ConfigResponse, Event, InstantiateMsg};
use milegate_core::milestone::{check_digest, check_text, limits as texts};
use milegate_core::oracle::limits;

use crate::ContractError;
use crate::execute::register;
use crate::state::CONFIG;

/// Name of the code, as cw2 stores it.
pub const NAME: &str = concat!("crates.io:", env!("CARGO_PKG_NAME"));
/// Version of the code.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    check_text("the plan's name", &msg.plan.name, texts::TEXT)?;
    check_digest("the plan's digest", &msg.plan.digest)?;
    let count = msg.feeds.len();
    if count > limits::FEEDS {
        return Err(ContractError::TooManyFeeds {
            count,
            most: limits::FEEDS,
        });
    }
    let governance = msg.governance.map(|raw| deps.api.addr_validate(&raw));
    let config = ConfigResponse {
        plan: msg.plan,
        governance: governance.transpose()?,
    };

    set_contract_version(deps.storage, NAME, VERSION)?;
    CONFIG.save(deps.storage, &config);
    let names: Vec<_> = msg.feeds.iter().map(|feed| feed.name.clone()).collect();
    let governance = config.governance.as_ref();
    let created = Event::Created {
        plan: config.plan.name,
        plan_digest: config.plan.digest.to_hex(),
        governance: governance.map_or("none".to_string(), ToString::to_string),
        feeds: names.join(","),
    };
    let mut response = Response::new().add_event(created);
    for feed in msg.feeds {
        response = response.add_event(register(deps.branch(), &env, governance, feed)?);
    }
    Ok(response)
}
