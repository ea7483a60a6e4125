//! The message that creates the oracle, and what witnesses ask of it.

use milegate_api::oracle;
use milegate_core::milestone as core;
use milegate_core::oracle::{Calendar, Feed as Terms};
use serde_json::Value;

use super::vault::{json, reference};
use super::{Deployment, Role, StepError};
use crate::plan::{Feed, FeedLeaf, Plan};

/// Governance may add feeds, change the code, and change who reports: all of that is one power.
pub(super) fn birth(plan: &Plan, deployment: &Deployment) -> Result<(Value, String), StepError> {
    let feeds: Result<_, _> = plan
        .feeds
        .iter()
        .map(|feed| terms(plan, deployment, feed))
        .collect();
    let msg = oracle::InstantiateMsg {
        plan: reference(plan, deployment),
        governance: governor(plan, deployment)?,
        feeds: feeds?,
    };
    let names: Vec<&str> = plan.feeds.iter().map(|feed| feed.name.as_str()).collect();
    let words = format!("create the oracle of {}", names.join(", "));
    Ok((json(&msg)?, words))
}

/// Who governs the oracle and the groups that report to it, if anybody does.
pub(super) fn governor(plan: &Plan, deployment: &Deployment) -> Result<Option<String>, StepError> {
    match &plan.governance {
        Some(_) => Ok(Some(deployment.contract(&Role::Governance)?)),
        None => Ok(None),
    }
}

/// The terms of a feed, with the windows that witnesses ask for.
pub(crate) fn terms(
    plan: &Plan,
    deployment: &Deployment,
    feed: &Feed,
) -> Result<Terms<String>, StepError> {
    Ok(Terms {
        name: feed.name.value.clone(),
        unit: feed.unit.value.clone(),
        decimals: *feed.decimals,
        group: deployment.contract(&Role::Reporters(feed.name.value.clone()))?,
        quorum: *feed.quorum,
        min: (*feed.min).into(),
        max: (*feed.max).into(),
        calendar: Calendar {
            start: *feed.start,
            period: *feed.period,
        },
        windows: plan.windows(feed),
    })
}

/// What a witness asks of the oracle.
pub(super) fn leaf(
    plan: &Plan,
    deployment: &Deployment,
    leaf: &FeedLeaf,
) -> Result<core::WitnessKind<String>, StepError> {
    let not_clean = || StepError::NotClean {
        what: format!("no window of feed {}", *leaf.feed),
    };
    let feed = plan.feed(&leaf.feed).ok_or_else(not_clean)?;
    let registered = leaf.window(feed);
    let windows = plan.windows(feed);
    let place = windows.iter().position(|window| *window == registered);
    let window = place.and_then(|place| u8::try_from(place).ok());
    Ok(core::WitnessKind::Feed {
        oracle: deployment.contract(&Role::Oracle)?,
        feed: leaf.feed.value.clone(),
        window: window.ok_or_else(not_clean)?,
        registered,
        measure: leaf.measure,
        target: (*leaf.target).into(),
        observations: *leaf.min_reports,
    })
}
