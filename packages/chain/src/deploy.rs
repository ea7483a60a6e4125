//! `deploy` and `fund`: a plan on a chain, up to its money, and then its money.

use std::collections::BTreeMap;
use std::path::Path;

use cosmwasm_std::Coin;
use milegate_api::vesting::{self, Phase, VaultResponse};
use milegate_plan::{
    CheckOptions, Codes, DeployError, Deployment, Plan, Role, Step, StepError, check, deploy,
    seal_message, steps,
};
use serde::Serialize;

use crate::client::Client;
use crate::driver::{NodeDriver, Sent, Told};
use crate::error::ChainError;
use crate::fee::sum;
use crate::message::Message;
use crate::node::Node;

/// A plan that stands on a chain without money.
#[derive(Clone, Debug, Serialize)]
pub struct Staged {
    /// The chain.
    pub chain_id: String,
    /// Addresses and names.
    pub deployment: Deployment,
    /// Code ids, by name.
    pub code_ids: BTreeMap<String, u64>,
    /// What was sent, in order.
    pub sent: Vec<Sent>,
    /// How many steps were done before.
    pub there: usize,
    /// What it cost.
    pub fees: Vec<Coin>,
    /// What is left, in words, and who sends it.
    pub left: Vec<Left>,
}

/// A step that this key does not send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Left {
    /// Who sends it.
    pub sender: String,
    /// What it does.
    pub words: String,
}

/// Why a plan was not deployed or funded.
#[derive(Debug, thiserror::Error)]
pub enum DeployPlanError {
    /// The plan has problems; each is listed.
    #[error("{0}")]
    Plan(String),
    /// The plan cannot be turned into steps.
    #[error("{0}")]
    Steps(#[from] StepError),
    /// A step was refused.
    #[error("{0}")]
    Refused(#[from] DeployError<ChainError>),
    /// The node or the key.
    #[error("{0}")]
    Chain(#[from] ChainError),
}

/// Refuses a plan that has problems, that is for another chain's addresses, or that could not be
/// sealed any more.
pub fn deployable(plan: &Plan, node: &Node) -> Result<(), DeployPlanError> {
    let prefix = node.prefix()?;
    if *plan.prefix != prefix {
        return Err(DeployPlanError::Plan(format!(
            "the plan's addresses begin with `{}`, those of {} with `{prefix}`: set `prefix` under [plan]",
            *plan.prefix,
            node.chain_id(),
        )));
    }
    let options = CheckOptions {
        deploying: Some(node.latest()?.time),
    };
    let problems = check(plan, options).problems;
    match problems.errors() {
        0 => Ok(()),
        _ => Err(DeployPlanError::Plan(problems.to_string())),
    }
}

/// The steps up to the money, and those from there on.
pub fn stages(steps: &[Step]) -> (&[Step], &[Step]) {
    let unpaid = |step: &Step| match step {
        Step::Store { .. } | Step::Instantiate { .. } => true,
        Step::Execute { msg, .. } => msg.get("add_grants").is_some(),
    };
    let end = steps.iter().position(|step| !unpaid(step));
    steps.split_at(end.unwrap_or(steps.len()))
}

/// Stages a plan: codes, contracts, grants, no money. What the chain has is not done again, so it
/// can be called until it succeeds, from any machine. Steps of another sender (an issuer of its own)
/// are left to it; it calls this with its key and the same `creator`.
pub fn deploy_plan(
    plan: &Plan,
    codes: &Codes,
    artifacts: &Path,
    client: &Client,
    creator: Option<&str>,
    told: &mut dyn FnMut(Told<'_>),
) -> Result<Staged, DeployPlanError> {
    deployable(plan, client.node())?;
    let creator = creator.unwrap_or(client.address());
    let all = steps(plan, codes, creator)?;
    let (unpaid, paid) = stages(&all);
    let mut driver = NodeDriver::new(client, artifacts, unpaid, told)?;
    let mut left = paid;
    match deploy(unpaid, &mut driver) {
        Ok(_) => {}
        Err(DeployError::Refused {
            step,
            error: ChainError::OtherSender { .. },
            ..
        }) => left = all.get(step.saturating_sub(1)..).unwrap_or_default(),
        Err(error) => return Err(error.into()),
    }
    let fees = driver.sent().iter();
    let fees = fees.filter_map(|sent| sent.receipt.fee.clone());
    Ok(Staged {
        chain_id: client.node().chain_id().to_owned(),
        deployment: Deployment::predict(plan, codes, creator)?,
        code_ids: driver.code_ids().clone(),
        sent: driver.sent().to_vec(),
        there: driver.there(),
        fees: sum(fees),
        left: left.iter().map(left_of).collect(),
    })
}

fn left_of(step: &Step) -> Left {
    let (Step::Store { sender, words, .. }
    | Step::Instantiate { sender, words, .. }
    | Step::Execute { sender, words, .. }) = step;
    Left {
        sender: sender.clone(),
        words: words.clone(),
    }
}

/// The one message that seals a staged plan and pays for it, as its funder sends it. Refused if the
/// vault is not there, is sealed, or does not hold exactly the plan's grants.
pub fn funding(
    plan: &Plan,
    codes: &Codes,
    node: &Node,
    creator: &str,
) -> Result<Message, DeployPlanError> {
    deployable(plan, node)?;
    let step = seal_message(plan, codes, creator)?;
    let deployment = Deployment::predict(plan, codes, creator)?;
    let address = deployment.contract(&Role::Vault)?;
    let Step::Execute {
        sender,
        contract,
        msg,
        funds,
        ..
    } = step
    else {
        let what = "the seal is no message".to_owned();
        return Err(StepError::NotClean { what }.into());
    };
    if node.contract(&address, None)?.is_none() {
        let what = format!("vault {address}");
        let why = "it is not there: deploy first, or say --creator if somebody else did";
        return Err(ChainError::refused(what, why).into());
    }
    let vault: VaultResponse = node.query(&address, &vesting::QueryMsg::Vault {})?;
    let whole = u32::try_from(plan.grants.len()).unwrap_or(u32::MAX);
    let why = match vault.phase {
        Phase::Sealed { at } => format!("it was sealed at {}", milegate_plan::instant_words(at)),
        Phase::Draft {} if vault.grants != whole => format!(
            "it has {} of {whole} grants: `milegate deploy` adds the rest",
            vault.grants
        ),
        Phase::Draft {} if Some(vault.funding.u128()) != plan.funds() => {
            format!("it would take {}, the plan says otherwise", vault.funding)
        }
        Phase::Draft {} => {
            return Ok(Message::Execute {
                sender,
                contract,
                msg,
                funds,
            });
        }
    };
    Err(ChainError::refused(format!("vault {address}"), why).into())
}
