use cosmwasm_std::{Deps, Uint128};
use milegate_api::core::ledger::sum;
use milegate_api::vesting::{Assumed, Category, ForecastPoint, IfReachedResponse};

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
    let mut points = Vec::new();
    for at in at {
        points.push(point(&view.vault.categories, &schedules, at)?);
    }
    Ok(IfReachedResponse { points })
}

fn point(categories: &[Category], schedules: &[ScheduleView], at: u64) -> Result<ForecastPoint> {
    let mut total_vested = Uint128::zero();
    let mut total_forfeited = Uint128::zero();
    let mut vested = Vec::new();
    let mut forfeited = Vec::new();
    for category in categories {
        let (mut vests, mut lost) = (Uint128::zero(), Uint128::zero());
        for schedule in schedules.iter().filter(|s| s.category == category.name) {
            let (totals, standing) = (&schedule.totals, &schedule.standing);
            vests = sum([vests, totals.vested(standing, at)?])?;
            lost = sum([lost, totals.forfeited(standing, at)?])?;
        }
        total_vested = sum([total_vested, vests])?;
        total_forfeited = sum([total_forfeited, lost])?;
        vested.push((category.name.clone(), vests));
        forfeited.push((category.name.clone(), lost));
    }

    Ok(ForecastPoint {
        at,
        vested: vested.into_iter().collect(),
        forfeited: forfeited.into_iter().collect(),
        total_vested,
        total_forfeited,
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
