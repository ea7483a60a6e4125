//! Messages that create the stake and the governance.

use milegate_api::common::Denom;
use milegate_api::{governance as api, stake as stake_api};
use milegate_core::governance::Payment;
use serde_json::Value;

use super::vault::{json, reference};
use super::{Deployment, Role, StepError};
use crate::party::Party;
use crate::plan::{Governance, Plan, Source};
use crate::text::{Amounts, duration_words};

pub(super) fn stake(plan: &Plan, deployment: &Deployment) -> Result<(Value, String), StepError> {
    let stake = of(plan.stake.as_ref(), "stake")?;
    let terms = stake.terms();
    let msg = stake_api::InstantiateMsg {
        plan: reference(plan, deployment),
        denom: deployment.denom(plan)?,
        tokens_per_weight: terms.tokens_per_weight,
        min_bond: terms.min_bond,
        unbonding_period: terms.unbonding_period,
    };
    let words = format!(
        "create the stake: {} weigh 1, unbonding takes {}",
        Amounts::of(plan).words(*stake.tokens_per_weight),
        duration_words(*stake.unbonding)
    );
    Ok((json(&msg)?, words))
}

/// Governance is its own administrator, so that its code can be changed by a vote and by nothing
/// else.
pub(super) fn birth(plan: &Plan, deployment: &Deployment) -> Result<(Value, String), StepError> {
    let governance = of(plan.governance.as_ref(), "governance")?;
    let guardian = match &governance.guardian {
        Some(guardian) => Some(api::Guardian {
            address: deployment.resolve(&guardian.address)?,
            expires: *guardian.expires,
        }),
        None => None,
    };
    let msg = api::InstantiateMsg {
        plan: reference(plan, deployment),
        source: source(plan, deployment, governance)?,
        token: token(plan, deployment, governance)?,
        suites: vec![api::Suite {
            milestones: deployment.contract(&Role::Milestones)?,
            vaults: vec![deployment.contract(&Role::Vault)?],
        }],
        start: *plan.start,
        rules: governance.rules(uncited(deployment, governance)?),
        deposit_denom: plan.bond_denom.denom.clone(),
        guardian,
    };
    let voters = match &governance.source {
        Source::Stake => "@stake".to_owned(),
        Source::Group(group) => group.to_string(),
    };
    let words = format!("create the governance: {voters} votes, it administers itself");
    Ok((json(&msg)?, words))
}

fn source(
    plan: &Plan,
    deployment: &Deployment,
    governance: &Governance,
) -> Result<String, StepError> {
    let Source::Group(group) = &governance.source else {
        return deployment.contract(&Role::Stake);
    };
    // Who votes for a multisig of the plan is its group, not the multisig.
    if let Some(Party::Named(name)) = plan.follow(group)
        && plan.multisig(name).is_some()
    {
        return deployment.contract(&Role::MultisigGroup(name.clone()));
    }
    deployment.resolve(group)
}

fn token(
    plan: &Plan,
    deployment: &Deployment,
    governance: &Governance,
) -> Result<Option<api::Token<String>>, StepError> {
    if governance.source != Source::Stake {
        return Ok(None);
    }
    let stake = of(plan.stake.as_ref(), "stake")?;
    Ok(Some(api::Token {
        denom: deployment.denom(plan)?,
        tokens_per_weight: (*stake.tokens_per_weight).into(),
    }))
}

fn uncited(deployment: &Deployment, governance: &Governance) -> Result<Vec<Payment>, StepError> {
    let each = governance.uncited.iter().map(|uncited| {
        let denom = match &uncited.denom {
            Denom::Native(denom) => Denom::Native(denom.clone()),
            Denom::Cw20(token) => Denom::Cw20(deployment.resolve(token)?),
        };
        Ok(Payment {
            denom: denom.to_string(),
            amount: uncited.amount.into(),
        })
    });
    each.collect()
}

/// The section; a step asks for it only where there is one.
fn of<'a, T>(section: Option<&'a T>, name: &str) -> Result<&'a T, StepError> {
    section.ok_or_else(|| StepError::NotClean {
        what: format!("no [{name}]"),
    })
}
