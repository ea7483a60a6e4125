use cosmwasm_std::{Addr, DepsMut, Env, Response};
use milegate_api::oracle::Event;
use milegate_core::oracle::{Feed, Window};

use crate::state::{CONFIG, FEEDS};
use crate::{ContractError, peers};

pub fn add_feed(
    deps: DepsMut,
    env: &Env,
    sender: Addr,
    feed: Feed<String>,
) -> Result<Response, ContractError> {
    let governance = CONFIG.load(deps.storage)?.governance;
    if governance.as_ref() != Some(&sender) {
        return Err(ContractError::NotGovernance { sender });
    }

    let added = register(deps, env, Some(&sender), feed)?;
    Ok(Response::new().add_event(added))
}

/// Checks the terms of a feed and its group, and writes them down for good.
pub fn register(
    deps: DepsMut,
    env: &Env,
    governance: Option<&Addr>,
    feed: Feed<String>,
) -> Result<Event, ContractError> {
    feed.check(env.block.time.seconds())
        .map_err(|error| ContractError::Feed {
            feed: feed.name.clone(),
            error,
        })?;
    if FEEDS.has(deps.storage, &feed.name) {
        return Err(ContractError::FeedExists { feed: feed.name });
    }
    let feed = feed.try_map(|raw| deps.api.addr_validate(&raw))?;
    peers::check(&deps.querier, &feed, governance)?;

    FEEDS.save(deps.storage, &feed.name, &feed);
    let windows: Vec<_> = feed.windows.iter().map(words).collect();
    Ok(Event::FeedAdded {
        feed: feed.name,
        unit: feed.unit,
        decimals: feed.decimals,
        group: feed.group.into_string(),
        quorum: feed.quorum.basis_points(),
        min: feed.min,
        max: feed.max,
        start: feed.calendar.start,
        period: feed.calendar.period,
        windows: windows.join(","),
    })
}

fn words(window: &Window) -> String {
    let least = window
        .least
        .map_or("-".to_string(), |least| least.to_string());

    format!("{}/{least}/{}", window.periods, window.max_gap)
}
