//! Birth: checks and freezes the terms.

use cosmwasm_std::{DepsMut, Env, Response, Uint128};
use cw2::set_contract_version;
use milegate_api::common::Denom;
use milegate_api::stake::{ConfigResponse, Event, InstantiateMsg};
use milegate_core::milestone::{check_digest, check_text, limits};

use crate::state::{CONFIG, OWED, TOTAL};
use crate::{ContractError, asset};

const NAME: &str = concat!("crates.io:", env!("CARGO_PKG_NAME"));
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn instantiate(
    deps: DepsMut,
    env: Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    check_text("the plan's name", &msg.plan.name, limits::TEXT)?;
    check_digest("the plan's digest", &msg.plan.digest)?;
    let denom = match msg.denom {
        Denom::Native(denom) => {
            check_text("the denom", &denom, limits::TEXT)?;
            Denom::Native(denom)
        }
        Denom::Cw20(token) => Denom::Cw20(deps.api.addr_validate(&token)?),
    };
    let config = ConfigResponse {
        plan: msg.plan,
        denom,
        tokens_per_weight: msg.tokens_per_weight,
        min_bond: msg.min_bond,
        unbonding_period: msg.unbonding_period,
    };

    let terms = config.terms();
    terms.check()?;
    terms.check_supply(asset::supply(&deps.querier, &config.denom)?)?;

    set_contract_version(deps.storage, NAME, VERSION)?;
    CONFIG.save(deps.storage, &config)?;
    TOTAL.save(deps.storage, &0, env.block.height)?;
    OWED.save(deps.storage, &Uint128::zero());
    Ok(Response::new().add_event(Event::Created {
        plan: config.plan.name,
        plan_digest: config.plan.digest.to_hex(),
        denom: config.denom.to_string(),
        tokens_per_weight: config.tokens_per_weight,
        min_bond: config.min_bond,
        unbonding_period: config.unbonding_period,
    }))
}
