use cosmwasm_std::{Deps, Env, Order};
use cw_storage_plus::Bound;
use milegate_api::core::ledger::{GateState, Tranche};
use milegate_api::vesting::{GateStanding, ScheduleResponse, SchedulesResponse, TrancheStanding};

use crate::error::Result;
use crate::peers::Conclusions;
use crate::state::{SCHEDULES, names};
use crate::view::{ScheduleView, View};
use milegate_api::common::page;

/// Schedules, their gates and their totals.
pub fn schedules(
    deps: Deps,
    env: Env,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<SchedulesResponse> {
    let mut view = View::new(deps, &env)?;
    let after = start_after.as_deref().map(Bound::exclusive);
    let keys = SCHEDULES
        .prefix(())
        .keys(deps.storage, after, None, Order::Ascending);

    let mut schedules = Vec::new();
    for name in names(keys, page(limit))? {
        let schedule = view.schedule(&name)?;
        schedules.push(response(schedule, &mut view)?);
    }
    Ok(SchedulesResponse { schedules })
}

fn response(schedule: ScheduleView, view: &mut View) -> Result<ScheduleResponse> {
    let mut tranches = Vec::new();
    let gates = schedule.standing.tranches().zip(&schedule.recorded);
    for (tranche, ((terms, gate), recorded)) in (0..).zip(gates) {
        tranches.push(TrancheStanding {
            tranche,
            weight: terms.weight,
            gate: standing(terms, gate, &mut view.conclusions)?,
            latched: *recorded != (GateState::Waiting {}),
        });
    }

    Ok(ScheduleResponse {
        figures: schedule.figures(view.now)?,
        name: schedule.name,
        category: schedule.category,
        schedule: schedule.standing.schedule,
        tranches,
        serving: schedule.totals.serving,
        kept: schedule.totals.kept,
        settled: schedule.totals.settled,
    })
}

fn standing(
    terms: &Tranche,
    gate: GateState,
    conclusions: &mut Conclusions,
) -> Result<GateStanding> {
    Ok(match (gate, terms.opening(gate)) {
        (GateState::Dead { at }, _) => GateStanding::Dead { at },
        (_, Some((at, curve))) => GateStanding::Open { at, curve },
        (_, None) => {
            let awaited = terms.gate.awaits(|name| conclusions.look(name))?;
            GateStanding::Waiting {
                milestone: awaited.unwrap_or_default().to_owned(),
            }
        }
    })
}
