//! Messages that create the milestones and the vault.

use cosmwasm_std::Uint64;
use milegate_api::common::{PlanRef, Sink};
use milegate_api::{milestones as milestones_api, vesting};
use milegate_core::ledger;
use milegate_core::milestone as core;
use serde::Serialize;
use serde_json::Value;

use super::{Codes, Deployment, Role, StepError, codes, oracle};
use crate::plan::{Category, Milestone, Plan, Schedule, SinkTo, WitnessKind};

pub(super) fn json(msg: &impl Serialize) -> Result<Value, StepError> {
    serde_json::to_value(msg).map_err(|error| StepError::NotClean {
        what: error.to_string(),
    })
}

pub(super) fn milestones(
    plan: &Plan,
    deployment: &Deployment,
) -> Result<(Value, String), StepError> {
    let terms: Result<Vec<_>, _> = plan
        .milestones
        .iter()
        .map(|milestone| terms(plan, deployment, milestone))
        .collect();
    let msg = milestones_api::InstantiateMsg {
        plan: reference(plan, deployment),
        vaults: vec![deployment.contract(&Role::Vault)?],
        governance: match &plan.vault.governance {
            Some(party) if plan.is_governance(party) => Some(deployment.resolve(party)?),
            _ => None,
        },
        bond_denom: plan.bond_denom.denom.clone(),
        bond_sink: sink(deployment, &plan.bond_sink)?,
        milestones: terms?,
    };
    let words = format!("create the milestones ({}), frozen", plan.milestones.len());
    Ok((json(&msg)?, words))
}

/// The terms of a milestone, addresses resolved.
pub(crate) fn terms(
    plan: &Plan,
    deployment: &Deployment,
    milestone: &Milestone,
) -> Result<core::Terms<String>, StepError> {
    let witnesses = milestone
        .leaves
        .iter()
        .map(|leaf| {
            let unknown = || StepError::UnknownParty {
                party: leaf.value.clone(),
            };
            let kind = match &plan.witness(leaf).ok_or_else(unknown)?.kind {
                WitnessKind::Committee {
                    threshold,
                    seat_age,
                    ..
                } => core::WitnessKind::Committee {
                    group: deployment.contract(&Role::Committee(leaf.value.clone()))?,
                    threshold: Uint64::new(**threshold),
                    seat_age: **seat_age,
                },
                WitnessKind::Authority { address } => core::WitnessKind::Authority {
                    address: deployment.resolve(address)?,
                },
                WitnessKind::Assertion { bond } => core::WitnessKind::Assertion {
                    bond: (**bond).into(),
                },
                WitnessKind::State(leaf) => core::WitnessKind::State {
                    contract: deployment.resolve(&leaf.contract)?,
                    code_id: *leaf.code_id,
                    checksum: leaf.checksum.value.clone(),
                    query: leaf.query.value.clone(),
                    checks: leaf.checks.iter().map(|at| at.value.clone()).collect(),
                    held: *leaf.held,
                    observations: *leaf.observations,
                    spacing: *leaf.spacing,
                },
                WitnessKind::Feed(leaf) => oracle::leaf(plan, deployment, leaf)?,
            };
            Ok(core::Witness {
                name: leaf.value.clone(),
                kind,
            })
        })
        .collect::<Result<_, StepError>>()?;
    Ok(core::Terms {
        name: milestone.name.value.clone(),
        statement: milestone.statement.clone(),
        schema: milestone.schema.value.clone(),
        witnesses,
        policy: milestone.policy.clone(),
        start: *plan.start,
        deadline: *milestone.deadline,
        window: *milestone.window,
        last_call: *milestone.last_call,
        court_limit: *milestone.court_limit,
        freshness: *milestone.freshness,
        court: deployment.resolve(&milestone.court)?,
        bond: (*milestone.bond).into(),
        on_silence: milestone.on_silence,
    })
}

pub(super) fn birth(
    plan: &Plan,
    deployment: &Deployment,
    codes: &Codes,
) -> Result<vesting::InstantiateMsg, StepError> {
    let unknown = || StepError::UnknownCode {
        code: codes::MILESTONES.to_owned(),
    };
    let categories = plan
        .categories
        .iter()
        .map(|each| category(plan, deployment, each))
        .collect::<Result<_, StepError>>()?;
    let schedules = plan
        .schedules
        .iter()
        .map(|schedule| {
            Ok(vesting::ScheduleTerms {
                name: schedule.name.value.clone(),
                category: schedule.category.value.clone(),
                schedule: rules(schedule)?,
            })
        })
        .collect::<Result<_, StepError>>()?;
    Ok(vesting::InstantiateMsg {
        plan: reference(plan, deployment),
        asset: vesting::AssetTerms {
            denom: deployment.denom(plan)?,
            symbol: plan.asset.symbol.value.clone(),
            decimals: *plan.asset.decimals,
            lot: Uint64::new(*plan.asset.lot),
        },
        issuer: deployment.resolve(&plan.vault.issuer)?,
        funder: deployment.resolve(&plan.vault.funder)?,
        milestones: vesting::MilestonesRef {
            address: deployment.contract(&Role::Milestones)?,
            checksum: codes.get(codes::MILESTONES).ok_or_else(unknown)?.clone(),
        },
        governance: match &plan.vault.governance {
            Some(party) => Some(deployment.resolve(party)?),
            None => None,
        },
        notice: *plan.vault.notice,
        payee_delay: *plan.vault.payee_delay,
        recovery_delay: *plan.vault.recovery_delay,
        sink: sink(deployment, &plan.vault.sink)?,
        excluded: plan
            .excluded
            .iter()
            .map(|party| deployment.resolve(party))
            .collect::<Result<_, _>>()?,
        guard: plan.vault.guard.as_ref().map(|guard| guard.guard()),
        categories,
        schedules,
    })
}

fn category(
    plan: &Plan,
    deployment: &Deployment,
    category: &Category,
) -> Result<vesting::Category<String>, StepError> {
    let reserve = match &category.reserve {
        Some(reserve) => Some(vesting::Reserve {
            lots: lots(plan, *reserve.amount)?,
            assigner: deployment.resolve(&reserve.assign_by)?,
            expires: *reserve.expires,
        }),
        None => None,
    };
    let leavers = match &category.leavers {
        Some(leavers) => Some(vesting::Leavers {
            by: deployment.resolve(&leavers.by)?,
            notice: *leavers.notice,
        }),
        None => None,
    };
    Ok(vesting::Category {
        name: category.name.value.clone(),
        cap: lots(plan, *category.cap)?,
        guard: category.guard.as_ref().map(|guard| guard.guard()),
        reserve,
        leavers,
    })
}

/// A schedule for the ledger.
pub(crate) fn rules(schedule: &Schedule) -> Result<ledger::Schedule, StepError> {
    let tranches = schedule
        .tranches
        .iter()
        .map(|tranche| {
            let what = || format!("share {} of schedule {}", *tranche.share, *schedule.name);
            let weight = tranche
                .weight
                .ok_or_else(|| StepError::NotClean { what: what() })?;
            Ok(ledger::Tranche {
                weight: Uint64::new(weight),
                gate: tranche.gate.value.clone(),
                curve: *tranche.curve,
            })
        })
        .collect::<Result<_, StepError>>()?;
    Ok(ledger::Schedule {
        tranches,
        service: schedule.service.as_ref().map(|at| at.value),
    })
}

pub(super) fn lots(plan: &Plan, amount: u128) -> Result<Uint64, StepError> {
    let lots = plan.lots(amount).ok_or_else(|| StepError::NotClean {
        what: format!("{amount} base units are no whole lots"),
    })?;
    Ok(Uint64::new(lots))
}

pub(super) fn reference(plan: &Plan, deployment: &Deployment) -> PlanRef {
    PlanRef {
        name: plan.name.value.clone(),
        digest: deployment.digest.clone(),
    }
}

fn sink(deployment: &Deployment, sink: &SinkTo) -> Result<Sink<String>, StepError> {
    Ok(match sink {
        SinkTo::Burn => Sink::Burn {},
        SinkTo::Account(party) => Sink::Account {
            address: deployment.resolve(party)?,
        },
    })
}
