use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Storage};
use milegate_api::core::ledger::{Service, Totals, limits};
use milegate_api::vesting::{Cohort, Event};

use super::{latched, live, reserve_of};
use crate::error::{ContractError, Result};
use crate::instantiate::MAX_SCHEDULES;
use crate::state::{
    GATES, RESERVES, ReserveRecord, SCHEDULES, TOTALS, VAULT, Vault, schedule_names,
};

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
    let reserve = one_more(deps.storage, &vault, &record.category)?;
    if start < now {
        return Err(ContractError::ServiceInPast { start, now }.into());
    }
    let service = &mut record.standing.schedule.service;
    *service = match *service {
        Some(service) => Some(Service { start, ..service }),
        None => return Err(ContractError::NoCohort { schedule: template }.into()),
    };

    RESERVES.save(deps.storage, &record.category, &reserve);
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

/// The reserve of a category once one more cohort is counted. Each category with a reserve has its
/// share of the schedules, so that none uses up another's.
fn one_more(storage: &dyn Storage, vault: &Vault, category: &str) -> Result<ReserveRecord> {
    let (mut sharing, mut added) = (0_usize, 0_u32);
    for terms in vault.categories.iter().filter(|c| c.reserve.is_some()) {
        sharing = sharing.saturating_add(1);
        added = added.saturating_add(RESERVES.load(storage, &terms.name)?.cohorts);
    }
    let schedules = schedule_names(storage)?.len();
    let at_birth = schedules.saturating_sub(usize::try_from(added).unwrap_or(schedules));
    let share = MAX_SCHEDULES.saturating_sub(at_birth).checked_div(sharing);
    let most = share.unwrap_or_default();

    let reserve = RESERVES.load(storage, category)?;
    let category = category.to_owned();
    if reserve.lots.is_zero() {
        return Err(ContractError::ReserveEmpty { category }.into());
    }
    match reserve.cohorts.checked_add(1) {
        Some(cohorts) if usize::try_from(cohorts).is_ok_and(|cohorts| cohorts <= most) => {
            Ok(ReserveRecord { cohorts, ..reserve })
        }
        _ => Err(ContractError::TooManyCohorts { category, most }.into()),
    }
}
