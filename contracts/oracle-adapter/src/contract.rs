use cosmwasm_std::{
    Binary, Deps, DepsMut, Env, MessageInfo, Response, StdError, StdResult, to_json_binary,
};
use cw2::{ensure_from_older_version, set_contract_version};
use milegate_api::adapter::{
    ConfigResponse, Event, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, SamplesResponse,
};
use milegate_core::milestone::{check_digest, check_text, limits as texts};
use milegate_core::oracle::limits;
use milegate_oracle::ContractError as OracleError;
use milegate_oracle::closing::history;

use crate::execute::{self as tell, View};
use crate::state::CONFIG;
use crate::{ContractError, source};

const NAME: &str = concat!("crates.io:", env!("CARGO_PKG_NAME"));
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Checks the terms, asks the source once, and freezes the terms.
pub fn instantiate(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    ensure_no_funds(&info)?;
    check_text("the plan's name", &msg.plan.name, texts::TEXT)?;
    check_digest("the plan's digest", &msg.plan.digest)?;
    check_text("the base symbol", &msg.base, texts::NAME)?;
    check_text("the quote symbol", &msg.quote, texts::NAME)?;
    msg.feed.check(env.block.time.seconds())?;
    let (slots, period) = (msg.slots, msg.feed.calendar.period);
    if !(3..=limits::REPORTERS).contains(&slots) || period < slots.into() {
        return Err(ContractError::Slots { slots, period });
    }
    let config = ConfigResponse {
        plan: msg.plan,
        feed: msg.feed.try_map(|raw| deps.api.addr_validate(&raw))?,
        base: msg.base,
        quote: msg.quote,
        max_age: msg.max_age,
        slots,
    };
    source::ask(&deps.querier, &config)?;

    set_contract_version(deps.storage, NAME, VERSION)?;
    tell::born(deps.storage, &config)?;
    Ok(Response::new().add_event(Event::Created {
        plan: config.plan.name,
        plan_digest: config.plan.digest.to_hex(),
        feed: config.feed.name,
        source: config.feed.group.into_string(),
        base: config.base,
        quote: config.quote,
    }))
}

/// Takes samples and closes periods.
pub fn execute(
    deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: ExecuteMsg,
) -> Result<Response, ContractError> {
    ensure_no_funds(&info)?;
    let now = env.block.time.seconds();

    match msg {
        ExecuteMsg::Sample {} => tell::sample(deps, now),
        ExecuteMsg::Advance {} => tell::advance(deps.storage, now),
    }
}

/// Answers as an oracle does.
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    let now = env.block.time.seconds();

    match msg {
        QueryMsg::Config {} => to_json_binary(&CONFIG.load(deps.storage)?),
        QueryMsg::Window { feed, window, at } => {
            let view = View::at(deps.storage, now).map_err(plain)?;
            let known = &view.config.feed;
            if known.name != feed {
                return Err(plain(OracleError::UnknownFeed { feed }));
            }
            let pending = view
                .closing
                .as_ref()
                .and_then(|closing| closing.entry.clone());
            let over = known.calendar.over(now);
            let answer = history(deps.storage, known, pending).answer(window, over, at);
            to_json_binary(&answer.map_err(plain)?)
        }
        QueryMsg::Samples {} => {
            let view = View::at(deps.storage, now).map_err(plain)?;
            let samples = view.samples().to_vec();
            to_json_binary(&SamplesResponse { samples })
        }
    }
}

/// Changes the code to a version of the same contract that is not older, and nothing else.
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    ensure_from_older_version(deps.storage, NAME, VERSION)?;

    Ok(Response::new())
}

fn ensure_no_funds(info: &MessageInfo) -> Result<(), ContractError> {
    match info.funds.is_empty() {
        true => Ok(()),
        false => Err(ContractError::UnexpectedFunds {}),
    }
}

/// An error of the contract in the type of queries.
fn plain(error: impl ToString) -> StdError {
    StdError::generic_err(error.to_string())
}
