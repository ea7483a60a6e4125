use cosmwasm_std::{Deps, Uint128};
use milegate_api::common::ByName;
use milegate_api::core::ledger::sum;
use milegate_api::vesting::{Assumed, ForecastPoint, IfReachedResponse};

use crate::error::{ContractError, Result, unknown};
use crate::instantiate::unique;
use crate::state::GATES;
use crate::view::{ScheduleView, View};

const MAX_INSTANTS: usize = 100;
const MAX_ASSUMED: usize = 64;

/// What would have vested by each instant if the milestones named had ended as assumed.
pub fn if_reached(
    deps: Deps,
    assumed: Vec<Assumed>,
    at: Vec<u64>,
) -> Result<IfReachedResponse<ByName<Uint128>>> {
    check("instants", at.len(), MAX_INSTANTS)?;
    check("assumed conclusions", assumed.len(), MAX_ASSUMED)?;
    unique("milestone", &assumed, |assumed| &assumed.milestone)?;
    for Assumed { milestone, .. } in &assumed {
        if !GATES.has(deps.storage, milestone) {
            return Err(unknown("milestone", milestone));
        }
    }

    let mut view = View::at_birth(deps)?;
    view.conclusions = view.conclusions.assuming(assumed);
    let schedules = view.schedules()?;
    let mut points = Vec::new();
    for at in at {
        points.push(point(&view, &schedules, at)?);
    }
    Ok(IfReachedResponse { points })
}

fn point(
    view: &View,
    schedules: &[ScheduleView],
    at: u64,
) -> Result<ForecastPoint<ByName<Uint128>>> {
    let mut point = ForecastPoint {
        at,
        vested: ByName::default(),
        forfeited: ByName::default(),
        total_vested: Uint128::zero(),
        total_forfeited: Uint128::zero(),
    };
    let lot = view.vault.asset.lot;
    for category in &view.vault.categories {
        let mut vested = Uint128::zero();
        let mut forfeited = view.reserve_at(category, at)?.forfeited(lot);
        for schedule in schedules.iter().filter(|s| s.category == category.name) {
            let (totals, standing) = (&schedule.totals, &schedule.standing);
            vested = sum([vested, totals.vested(standing, at)?])?;
            forfeited = sum([forfeited, totals.forfeited(standing, at)?])?;
        }
        *point.vested.entry(&category.name) = vested;
        *point.forfeited.entry(&category.name) = forfeited;
        point.total_vested = sum([point.total_vested, vested])?;
        point.total_forfeited = sum([point.total_forfeited, forfeited])?;
    }
    Ok(point)
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
