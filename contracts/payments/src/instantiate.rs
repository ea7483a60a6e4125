//! Birth: checks and fixes everything.

use cosmwasm_std::{DepsMut, Env, Response, Uint128};
use cw2::set_contract_version;
use milegate_api::payments::{Event, InstantiateMsg};
use milegate_core::milestone::{check_digest, check_text, limits as texts};

use crate::ContractError;
use crate::state::{CONFIG, Config, EXCLUDED, OWED};

const NAME: &str = concat!("crates.io:", env!("CARGO_PKG_NAME"));
const VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn instantiate(
    deps: DepsMut,
    env: Env,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    check_text("the plan's name", &msg.plan.name, texts::TEXT)?;
    check_digest("the plan's digest", &msg.plan.digest)?;
    check_text("the denom", &msg.denom, texts::TEXT)?;
    let terms = msg.terms;
    terms.check(env.block.time.seconds(), msg.excluded.len())?;

    let mut excluded = Vec::new();
    for raw in &msg.excluded {
        let account = deps.api.addr_validate(raw)?;
        if EXCLUDED.has(deps.storage, &account) {
            return Err(ContractError::ExcludedTwice { account });
        }
        EXCLUDED.save(deps.storage, &account, &true);
        excluded.push(account.into_string());
    }
    set_contract_version(deps.storage, NAME, VERSION)?;
    OWED.save(deps.storage, &Uint128::zero());
    let config = Config {
        plan: msg.plan,
        denom: msg.denom,
        terms,
    };
    CONFIG.save(deps.storage, &config);

    Ok(Response::new().add_event(Event::Created {
        plan: config.plan.name,
        plan_digest: config.plan.digest.to_hex(),
        denom: config.denom,
        fee: terms.fee.basis_points(),
        least: terms.least,
        start: terms.calendar.start,
        period: terms.calendar.period,
        excluded: excluded.join(","),
    }))
}
