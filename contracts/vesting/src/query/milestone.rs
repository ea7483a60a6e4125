use cosmwasm_std::{Deps, Env, Uint128};
use milegate_api::common::ByName;
use milegate_api::core::Conclusion;
use milegate_api::core::ledger::{Gate, GateState, IfMissed, Tranche, sum};
use milegate_api::vesting::MilestoneStake;

use crate::error::{Result, unknown};
use crate::peers::{Conclusions, starts};
use crate::state::GATES;
use crate::view::View;

/// What stands behind a milestone, and when it would open: each tranche's gate is asked where it
/// would be if the milestone ended as early as it can, reached or missed.
pub fn milestone(deps: Deps, env: Env, name: String) -> Result<MilestoneStake<ByName<Uint128>>> {
    if !GATES.has(deps.storage, &name) {
        return Err(unknown("milestone", &name));
    }
    let mut view = View::new(deps, &env)?;
    let conclusion = view.conclusions.look(&name)?;
    let schedules = view.schedules()?;
    let starts = starts(&deps.querier, &view.vault.milestones, &schedules)?;
    let start = starts.into_iter().find(|(milestone, _)| *milestone == name);
    let now = env.block.time.seconds();
    let soonest = start
        .and_then(|(_, start)| start)
        .map_or(now, |start| start.max(now));

    let mut stake = MilestoneStake {
        conclusion,
        amount: Uint128::zero(),
        categories: ByName::default(),
        earliest: None,
        latest: None,
        forfeited_if_missed: Uint128::zero(),
        milestone: name,
    };
    for schedule in &schedules {
        let served = schedule.standing.schedule.service.map(|s| s.end());
        for (tranche, _) in schedule.standing.tranches() {
            if !waits_or_waited(&tranche.gate, &stake.milestone, &mut view.conclusions)? {
                continue;
            }
            let behind = schedule.totals.behind(tranche.weight.u64())?;
            if behind.is_zero() {
                continue;
            }
            stake.amount = sum([stake.amount, behind])?;
            let category = stake.categories.entry(&schedule.category);
            *category = sum([*category, behind])?;

            let mut end = |conclusion| {
                let notice = view.vault.notice;
                gate_if(
                    tranche,
                    &stake.milestone,
                    conclusion,
                    notice,
                    &mut view.conclusions,
                )
            };
            let reached = end(Conclusion::Reached { at: soonest })?;
            let missed = end(Conclusion::Missed { at: soonest })?;
            if let Some((opens, curve)) = tranche.opening(reached) {
                let ends = opens.saturating_add(curve.length());
                let last = served.map_or(ends, |served| served.max(ends));
                stake.earliest = Some(stake.earliest.map_or(opens, |at| at.min(opens)));
                stake.latest = stake.latest.max(Some(last));
            }
            if matches!(missed, GateState::Dead { .. }) {
                stake.forfeited_if_missed = sum([stake.forfeited_if_missed, behind])?;
            }
        }
    }
    Ok(stake)
}

/// Whether a gate names the milestone, or has rolled over to it.
fn waits_or_waited(gate: &Gate, name: &str, conclusions: &mut Conclusions) -> Result<bool> {
    match gate {
        Gate::Time { .. } => Ok(false),
        Gate::Milestone { milestone, .. } if milestone == name => Ok(true),
        Gate::Milestone {
            milestone,
            if_missed: IfMissed::Roll { milestone: next },
            ..
        } if next == name => {
            let first = conclusions.look(milestone)?;
            Ok(matches!(first, Some(Conclusion::Missed { .. })))
        }
        Gate::Milestone { .. } => Ok(false),
    }
}

/// Where a gate would be if the milestone, unless it has ended, ended like this.
fn gate_if(
    tranche: &Tranche,
    name: &str,
    conclusion: Conclusion,
    notice: u64,
    conclusions: &mut Conclusions,
) -> Result<GateState> {
    tranche.gate.state(notice, &mut |milestone| {
        let known = conclusions.look(milestone)?;
        let assumed = (milestone == name).then_some(conclusion);
        Ok(known.or(assumed))
    })
}
