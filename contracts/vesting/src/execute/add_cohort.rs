use cosmwasm_std::{DepsMut, Env, MessageInfo, Response};
use milegate_api::core::ledger::{Service, Totals, limits};
use milegate_api::vesting::{Cohort, Event};

use super::{latched, live, reserve_of};
use crate::error::{ContractError, Result};
use crate::instantiate::{MAX_SCHEDULES, length};
use crate::state::{GATES, SCHEDULES, TOTALS, VAULT, schedule_names};

/// Adds a copy of a schedule with a service of its own.
pub fn add_cohort(deps: DepsMut, env: Env, info: MessageInfo, cohort: Cohort) -> Result<Response> {
    let live = live(deps.storage)?;
    let vault = VAULT.load(deps.storage)?;
    let now = env.block.time.seconds();
    let (template, start) = (cohort.template, cohort.service_start);

    let (mut record, mut events) = latched(deps.storage, deps.querier, &live, &template, now)?;
    reserve_of(&vault, &record.category, &info.sender, now)?;
    limits::name(&cohort.name)?;
    limits::instant(start)?;
    if SCHEDULES.has(deps.storage, &cohort.name) {
        return Err(ContractError::Duplicate {
            what: "schedule",
            name: cohort.name,
        }
        .into());
    }
    let schedules = schedule_names(deps.storage)?.len().saturating_add(1);
    length("schedules", schedules, 1, MAX_SCHEDULES)?;
    if start < now {
        return Err(ContractError::ServiceInPast { start, now }.into());
    }
    let service = &mut record.standing.schedule.service;
    *service = match *service {
        Some(service) => Some(Service { start, ..service }),
        None => return Err(ContractError::NoCohort { schedule: template }.into()),
    };

    SCHEDULES.save(deps.storage, &cohort.name, &record);
    TOTALS.save(deps.storage, &cohort.name, &Totals::default());
    for milestone in record.standing.schedule.milestones() {
        let mut opened = GATES.load(deps.storage, milestone)?;
        opened.push(cohort.name.clone());
        GATES.save(deps.storage, milestone, &opened)?;
    }

    events.push(Event::CohortAdded {
        schedule: cohort.name,
        template,
        category: record.category,
        service_start: start,
        time: now,
    });
    Ok(Response::new().add_events(events))
}
