//! Messages that create the milestones and the vault, fill it and seal it.

use cosmwasm_std::{Coin, HexBinary, Uint64};
use milegate_api::common::{PlanRef, Sink};
use milegate_api::{milestones as milestones_api, vesting};
use milegate_core::ledger;
use milegate_core::milestone as core;
use serde::Serialize;
use serde_json::Value;

use super::{Codes, Deployment, Role, Step, StepError, codes, groups};
use crate::party::Party;
use crate::plan::{Grant, Milestone, Plan, Schedule, SinkTo, WitnessKind};
use crate::text::Amounts;

/// Grants per message.
const BATCH: usize = 25;

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
        governance: None,
        bond_denom: plan.asset.denom.value.clone(),
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
        schema: milestone.schema.clone(),
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
        .map(|category| {
            Ok(vesting::Category {
                name: category.name.value.clone(),
                cap: lots(plan, *category.cap)?,
                guard: category.guard.as_ref().map(|guard| guard.guard()),
            })
        })
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
            denom: plan.asset.denom.value.clone(),
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
        notice: *plan.vault.notice,
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

pub(super) fn grants_and_seal(
    plan: &Plan,
    deployment: &Deployment,
    terms: &vesting::InstantiateMsg,
) -> Result<Vec<Step>, StepError> {
    let not_clean = |what: String| StepError::NotClean { what };
    let vault = deployment.contract(&Role::Vault)?;
    let grants: Vec<vesting::NewGrant> = plan
        .grants
        .iter()
        .map(|grant| new_grant(plan, deployment, grant))
        .collect::<Result<_, _>>()?;
    let total = plan
        .granted()
        .ok_or_else(|| not_clean("the grants overflow".to_owned()))?;
    let digest: HexBinary =
        vesting::seal::digest(terms, &grants).map_err(|error| not_clean(error.to_string()))?;

    let mut steps = Vec::new();
    let mut from = 1_usize;
    for batch in grants.chunks(BATCH) {
        let to = from.saturating_add(batch.len()).saturating_sub(1);
        steps.push(Step::Execute {
            sender: terms.issuer.clone(),
            contract: vault.clone(),
            msg: json(&vesting::ExecuteMsg::AddGrants {
                grants: batch.to_vec(),
            })?,
            funds: Vec::new(),
            words: format!("{} adds grants {from} to {to}", *plan.vault.issuer),
        });
        from = to.saturating_add(1);
    }
    let seal = json(&vesting::ExecuteMsg::Seal { digest })?;
    let funds = vec![Coin::new(total, plan.asset.denom.value.clone())];
    let title = format!("seal the vault with {}", Amounts::of(plan).words(total));
    match funding_multisig(plan) {
        Some(name) => {
            let message = (vault, &seal, funds);
            steps.extend(groups::proposal(plan, deployment, &name, &title, message)?);
        }
        None => steps.push(Step::Execute {
            sender: terms.funder.clone(),
            contract: vault,
            msg: seal,
            funds,
            words: format!("{}: {title}", *plan.vault.funder),
        }),
    }
    Ok(steps)
}

/// The multisig of the plan that funds the vault, if one does.
fn funding_multisig(plan: &Plan) -> Option<String> {
    let mut party = &plan.vault.funder.value;
    // An address may be an alias of another; the checker refuses circles.
    for _ in 0..=plan.addresses.len() {
        let Party::Named(name) = party else {
            return None;
        };
        if plan.multisig(name).is_some() {
            return Some(name.clone());
        }
        party = &plan
            .addresses
            .iter()
            .find(|address| *address.name == *name)?
            .party;
    }
    None
}

fn new_grant(
    plan: &Plan,
    deployment: &Deployment,
    grant: &Grant,
) -> Result<vesting::NewGrant, StepError> {
    let payee = grant
        .payee
        .as_ref()
        .map(|payee| deployment.resolve(payee))
        .transpose()?;
    Ok(vesting::NewGrant {
        grant: grant.reference.value.clone(),
        schedule: grant.schedule.value.clone(),
        owner: deployment.resolve(&grant.owner)?,
        payee,
        lots: lots(plan, *grant.amount)?,
        anyone_claims: grant.anyone_claims,
    })
}

fn lots(plan: &Plan, amount: u128) -> Result<Uint64, StepError> {
    let lot = u128::from(*plan.asset.lot);
    let whole = amount.checked_rem(lot) == Some(0);
    let count = amount
        .checked_div(lot)
        .and_then(|lots| u64::try_from(lots).ok());
    match count {
        Some(count) if whole => Ok(Uint64::new(count)),
        _ => Err(StepError::NotClean {
            what: format!("{amount} base units are no whole lots"),
        }),
    }
}

fn reference(plan: &Plan, deployment: &Deployment) -> PlanRef {
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
