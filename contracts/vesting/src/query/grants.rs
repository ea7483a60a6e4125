use std::collections::BTreeMap;

use cosmwasm_std::{Deps, Env, Order, StdError, StdResult};
use cw_storage_plus::Bound;
use milegate_api::core::ledger::{Grant, Tenure};
use milegate_api::milestones::raw;
use milegate_api::vesting::{GrantResponse, GrantsResponse, LockReason};

use super::page;
use crate::error::ContractError;
use crate::explain;
use crate::state::{CLAIMED, GRANTS, GrantRecord};
use crate::view::{ScheduleView, View};

/// One grant: its figures, why the rest is locked and what can happen next.
pub fn grant(deps: Deps, env: Env, grant: String) -> Result<GrantResponse, ContractError> {
    let record = GRANTS.may_load(deps.storage, &grant)?;
    let record = record.ok_or_else(|| ContractError::Unknown {
        what: "grant",
        name: grant.clone(),
    })?;

    let mut view = View::new(deps, &env)?;
    let schedule = view.schedule(&record.schedule)?;
    let closes = closes(deps, &mut view)?;
    response(deps, &mut view, &schedule, closes, grant, record)
}

/// Grants with their figures.
pub fn grants(
    deps: Deps,
    env: Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<GrantsResponse, ContractError> {
    let mut view = View::new(deps, &env)?;
    let after = start_after.as_deref().map(Bound::exclusive);
    let records = GRANTS.range(deps.storage, after, None, Order::Ascending);
    let records: Vec<_> = records.take(page(limit)).collect::<StdResult<_>>()?;
    let closes = closes(deps, &mut view)?;

    let mut schedules: BTreeMap<String, ScheduleView> = BTreeMap::new();
    let mut grants = Vec::new();
    for (reference, record) in records {
        if !schedules.contains_key(&record.schedule) {
            let schedule = view.schedule(&record.schedule)?;
            schedules.insert(record.schedule.clone(), schedule);
        }
        let Some(schedule) = schedules.get(&record.schedule) else {
            return Err(StdError::not_found(&record.schedule).into());
        };
        grants.push(response(
            deps, &mut view, schedule, closes, reference, record,
        )?);
    }
    Ok(GrantsResponse { grants })
}

fn response(
    deps: Deps,
    view: &mut View,
    schedule: &ScheduleView,
    closes: Option<u64>,
    reference: String,
    record: GrantRecord,
) -> Result<GrantResponse, ContractError> {
    let grant = Grant {
        lots: record.lots,
        claimed: CLAIMED
            .may_load(deps.storage, &reference)?
            .unwrap_or_default(),
        tenure: Tenure::Serving {},
    };
    let standing = &schedule.standing;
    let figures = grant.figures(&standing.per_lot(view.now)?)?;
    let mut reasons = explain::reasons(standing, record.lots, &mut view.conclusions, view.now)?;
    let next = if view.is_sealed() {
        explain::next(&record, standing, &figures, &reasons, view.now)?
    } else {
        reasons.insert(0, LockReason::NotSealed {});
        vec![explain::next_of_draft(view.vault.funder.as_str(), closes)]
    };
    let asset = &view.vault.asset;

    Ok(GrantResponse {
        grant: reference,
        category: schedule.category.clone(),
        words: reasons.iter().map(|r| explain::words(r, asset)).collect(),
        figures,
        reasons,
        next,
        payee: record.payee().clone(),
        schedule: record.schedule,
        owner: record.owner,
        lots: record.lots,
        anyone_claims: record.anyone_claims,
    })
}

/// The first instant too late for sealing a draft, as far as it can be known yet.
fn closes(deps: Deps, view: &mut View) -> Result<Option<u64>, ContractError> {
    if view.is_sealed() {
        return Ok(None);
    }

    let mut begins = Vec::new();
    for schedule in view.schedules()? {
        let schedule = schedule.standing.schedule;
        begins.extend(schedule.first_time_gate());
        for milestone in schedule.milestones() {
            let terms = raw::terms(&deps.querier, &view.vault.milestones, milestone)?;
            begins.extend(terms.map(|terms| terms.start));
        }
    }
    Ok(begins.into_iter().min())
}
