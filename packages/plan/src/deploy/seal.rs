//! Messages that fill the vault and seal it.

use cosmwasm_std::{Coin, HexBinary, to_json_binary};
use cw20::Cw20ExecuteMsg;
use milegate_api::common::Denom;
use milegate_api::vesting;
use serde_json::Value;

use super::vault::{json, lots};
use super::{Deployment, Role, Step, StepError, groups};
use crate::party::Party;
use crate::plan::{Grant, Plan};
use crate::text::Amounts;

/// Grants per message.
const BATCH: usize = 25;

pub(super) fn grants_and_seal(
    plan: &Plan,
    deployment: &Deployment,
    terms: &vesting::InstantiateMsg,
) -> Result<Vec<Step>, StepError> {
    let vault = deployment.contract(&Role::Vault)?;
    let grants = new_grants(plan, deployment)?;
    let digest = seal_digest(terms, &grants)?;

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
    let (title, contract, msg, coins) = sealing(plan, deployment, digest)?;
    match funding_multisig(plan) {
        Some(name) => {
            let message = (contract, &msg, coins);
            steps.extend(groups::proposal(plan, deployment, &name, &title, message)?);
        }
        None => steps.push(Step::Execute {
            sender: terms.funder.clone(),
            contract,
            msg,
            funds: coins,
            words: format!("{}: {title}", *plan.vault.funder),
        }),
    }
    Ok(steps)
}

/// What seals the vault: its title, the contract it is for, the message and its coins.
fn sealing(
    plan: &Plan,
    deployment: &Deployment,
    digest: HexBinary,
) -> Result<(String, String, Value, Vec<Coin>), StepError> {
    let not_clean = |what: String| StepError::NotClean { what };
    let vault = deployment.contract(&Role::Vault)?;
    let funds = plan
        .funds()
        .ok_or_else(|| not_clean("grants and reserves overflow".to_owned()))?;
    let (contract, msg, coins) = match deployment.denom(plan)? {
        Denom::Native(denom) => {
            let msg = json(&vesting::ExecuteMsg::Seal { digest })?;
            (vault, msg, vec![Coin::new(funds, denom)])
        }
        // The token moves what it holds for the funder, and tells the vault so.
        Denom::Cw20(token) => {
            let inner = to_json_binary(&vesting::ReceiveMsg::Seal { digest });
            let msg = Cw20ExecuteMsg::Send {
                contract: vault,
                amount: funds.into(),
                msg: inner.map_err(|error| not_clean(error.to_string()))?,
            };
            (token, json(&msg)?, Vec::new())
        }
    };
    let title = format!("seal the vault with {}", Amounts::of(plan).words(funds));
    Ok((title, contract, msg, coins))
}

/// The multisig of the plan that funds the vault, if one does.
fn funding_multisig(plan: &Plan) -> Option<String> {
    match plan.follow(&plan.vault.funder)? {
        Party::Named(name) => Some(name.clone()),
        Party::Literal(_) | Party::Sim(_) => None,
    }
}

/// The one message that seals the vault and pays, as its funder sends it; a multisig proposes it.
pub(super) fn seal_step(
    plan: &Plan,
    deployment: &Deployment,
    terms: &vesting::InstantiateMsg,
) -> Result<Step, StepError> {
    let digest = seal_digest(terms, &new_grants(plan, deployment)?)?;
    let (title, contract, msg, funds) = sealing(plan, deployment, digest)?;
    Ok(Step::Execute {
        sender: terms.funder.clone(),
        contract,
        msg,
        funds,
        words: title,
    })
}

fn seal_digest(
    terms: &vesting::InstantiateMsg,
    grants: &[vesting::NewGrant],
) -> Result<HexBinary, StepError> {
    vesting::seal::digest(terms, grants).map_err(|error| StepError::NotClean {
        what: error.to_string(),
    })
}

fn new_grants(plan: &Plan, deployment: &Deployment) -> Result<Vec<vesting::NewGrant>, StepError> {
    let grants = plan.grants.iter();
    grants
        .map(|grant| new_grant(plan, deployment, grant))
        .collect()
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
