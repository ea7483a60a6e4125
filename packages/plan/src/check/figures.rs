//! Computes the facts of a plan.

use std::collections::BTreeMap;

use milegate_core::ledger::{Gate, IfMissed};
use milegate_core::milestone::LATE_FALLS;

use super::facts::{Behind, ByCalendar, Facts, GuardFact, IfMissedAmounts};
use super::gates::gate;
use super::guards::tightest;
use super::{measured, people, vote_facts};
use crate::plan::{Milestone, Plan, Schedule, Tranche};
use crate::text::{Amounts, curve_words};

/// The facts of a plan without errors.
pub(crate) fn facts(plan: &Plan) -> Option<Facts> {
    let amounts = Amounts::of(plan);
    let (granted, reserved) = (plan.granted()?, plan.reserved()?);
    Some(Facts {
        symbol: amounts.symbol,
        decimals: amounts.decimals,
        total_supply: *plan.asset.total_supply,
        granted,
        grants: plan.grants.len(),
        reserved,
        float_at_start: plan.asset.total_supply.checked_sub(plan.funds()?)?,
        behind: plan.milestones.iter().map(|m| behind(plan, m)).collect(),
        by_calendar: by_calendar(plan),
        guards: guards(plan)?,
        gates: plan
            .milestones
            .iter()
            .filter_map(|m| gate(plan, m))
            .collect(),
        feeds: measured::feeds(plan),
        states: measured::states(plan),
        reserves: people::reserves(plan),
        leavers: people::leavers(plan),
        payee_delay: *plan.vault.payee_delay,
        recovery_delay: *plan.vault.recovery_delay,
        token: people::token(plan),
        stake: plan.stake.as_ref().map(vote_facts::stake),
        governance: plan
            .governance
            .as_ref()
            .map(|each| vote_facts::governance(plan, each)),
    })
}

/// Base units granted under a schedule.
pub(crate) fn granted_under(plan: &Plan, schedule: &Schedule) -> u128 {
    plan.grants
        .iter()
        .filter(|grant| *grant.schedule == *schedule.name)
        .fold(0_u128, |sum, grant| sum.saturating_add(*grant.amount))
}

/// Base units of a tranche, of so many granted under its schedule.
pub(crate) fn part_of(plan: &Plan, tranche: &Tranche, granted: u128) -> u128 {
    let lots = granted
        .checked_div(u128::from(*plan.asset.lot))
        .unwrap_or(0);
    lots.saturating_mul(u128::from(tranche.weight.unwrap_or(0)))
}

fn tranches(plan: &Plan) -> impl Iterator<Item = (&Schedule, &Tranche, u128)> {
    plan.schedules.iter().flat_map(move |schedule| {
        let granted = granted_under(plan, schedule);
        let tranches = schedule.tranches.iter();
        tranches.map(move |tranche| (schedule, tranche, part_of(plan, tranche, granted)))
    })
}

fn behind(plan: &Plan, milestone: &Milestone) -> Behind {
    let mut amount = 0_u128;
    let mut rolls_in = 0_u128;
    let mut categories: BTreeMap<String, u128> = BTreeMap::new();
    let mut missed = IfMissedAmounts::default();
    let opens = plan
        .start
        .saturating_add(milestone.window.seconds)
        .saturating_add(*plan.vault.notice);
    let mut earliest = None;
    for (schedule, tranche, part) in tranches(plan) {
        let Gate::Milestone {
            milestone: gate,
            not_before,
            if_missed,
        } = &tranche.gate.value
        else {
            continue;
        };
        if matches!(if_missed, IfMissed::Roll { milestone: to } if *to == *milestone.name) {
            rolls_in = rolls_in.saturating_add(part);
        }
        if *gate != *milestone.name {
            continue;
        }
        amount = amount.saturating_add(part);
        let category = categories
            .entry(schedule.category.value.clone())
            .or_default();
        *category = category.saturating_add(part);
        let target = match if_missed {
            IfMissed::Forfeit {} => &mut missed.forfeited,
            IfMissed::Fallback { .. } => &mut missed.falls_back,
            IfMissed::Roll { .. } => &mut missed.rolls_over,
        };
        *target = target.saturating_add(part);
        let at = opens.max(*not_before);
        earliest = Some(earliest.unwrap_or(at).min(at));
    }
    Behind {
        milestone: milestone.name.value.clone(),
        amount,
        categories: categories
            .into_iter()
            .map(|(name, part)| (name, part.to_string()))
            .collect(),
        rolls_in,
        if_missed: missed,
        earliest: earliest.unwrap_or(opens),
        deadline: *milestone.deadline,
        ended_by: ended_by(milestone),
    }
}

/// `D + G + 3 (W + C + G)`
pub(crate) fn ended_by(milestone: &Milestone) -> u64 {
    let round = milestone
        .window
        .then(*milestone.court_limit)
        .then(*milestone.last_call)
        .seconds;
    milestone
        .deadline
        .saturating_add(milestone.last_call.seconds)
        .saturating_add(round.saturating_mul(u64::from(LATE_FALLS)))
}

fn by_calendar(plan: &Plan) -> Vec<ByCalendar> {
    tranches(plan)
        .filter_map(|(schedule, tranche, amount)| match tranche.gate.value {
            Gate::Time { at } => Some(ByCalendar {
                category: schedule.category.value.clone(),
                schedule: schedule.name.value.clone(),
                opens: at,
                amount,
                curve: curve_words(&tranche.curve),
            }),
            Gate::Milestone { .. } => None,
        })
        .collect()
}

fn guards(plan: &Plan) -> Option<Vec<GuardFact>> {
    let thirty_days = 2_592_000;
    let mut guards = Vec::new();
    let vault = plan.vault.guard.as_ref();
    let period = vault.map_or(thirty_days, |guard| guard.period);
    guards.push(GuardFact {
        category: None,
        period,
        limit: vault.map(|guard| guard.limit.to_string()),
        tightest: tightest(plan, None, period)?,
    });
    for category in &plan.categories {
        if let Some(guard) = &category.guard {
            guards.push(GuardFact {
                category: Some(category.name.value.clone()),
                period: guard.period,
                limit: Some(guard.limit.to_string()),
                tightest: tightest(plan, Some(&category.name), guard.period)?,
            });
        }
    }
    Some(guards)
}
