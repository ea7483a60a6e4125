use std::collections::BTreeMap;

use cosmwasm_std::{Deps, Uint128};
use milegate_api::core::ledger::sum;
use milegate_api::vesting::{Assumed, ForecastPoint, IfReachedResponse};

use crate::error::{ContractError, Result};
use crate::instantiate::unique;
use crate::state::GATES;
use crate::view::{ScheduleView, View};

const MAX_INSTANTS: usize = 100;
const MAX_ASSUMED: usize = 64;

/// What would have vested by each instant if the milestones named had ended as assumed.
pub fn if_reached(deps: Deps, assumed: Vec<Assumed>, at: Vec<u64>) -> Result<IfReachedResponse> {
    check("instants", at.len(), MAX_INSTANTS)?;
    check("assumed conclusions", assumed.len(), MAX_ASSUMED)?;
    unique("milestone", &assumed, |assumed| &assumed.milestone)?;
    for Assumed { milestone, .. } in &assumed {
        if !GATES.has(deps.storage, milestone) {
            return Err(ContractError::Unknown {
                what: "milestone",
                name: milestone.clone(),
            }
            .into());
        }
    }

    let mut view = View::at_birth(deps)?;
    view.conclusions = view.conclusions.assuming(assumed);
    let schedules = view.schedules()?;
    let points = at.into_iter().map(|at| point(&schedules, at));
    Ok(IfReachedResponse {
        points: points.collect::<Result<_>>()?,
    })
}

fn point(schedules: &[ScheduleView], at: u64) -> Result<ForecastPoint> {
    let mut vested: BTreeMap<String, Uint128> = BTreeMap::new();
    let mut forfeited: BTreeMap<String, Uint128> = BTreeMap::new();
    for schedule in schedules {
        let (totals, standing) = (&schedule.totals, &schedule.standing);
        let category = vested.entry(schedule.category.clone()).or_default();
        *category = sum([*category, totals.vested(standing, at)?])?;
        let category = forfeited.entry(schedule.category.clone()).or_default();
        *category = sum([*category, totals.forfeited(standing, at)?])?;
    }

    Ok(ForecastPoint {
        at,
        total_vested: sum(vested.values().copied())?,
        total_forfeited: sum(forfeited.values().copied())?,
        vested,
        forfeited,
    })
}

fn check(what: &'static str, entries: usize, max: usize) -> Result<()> {
    match entries <= max {
        true => Ok(()),
        false => Err(ContractError::ListLength {
            what,
            entries,
            min: 0,
            max,
        }
        .into()),
    }
}
