use cosmwasm_std::{Coin, HexBinary};
use serde::Serialize;
use serde_json::Value;

use super::deployment::roles;
use super::{Codes, Deployment, Role, StepError, governance, groups, oracle, seal, vault};
use crate::plan::Plan;

/// One message of a deployment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "step")]
pub enum Step {
    /// Stores a code, if the chain does not have it.
    Store {
        /// Who sends it.
        sender: String,
        /// Name of the code.
        code: String,
        /// SHA-256 of the Wasm.
        checksum: HexBinary,
        /// What it does.
        words: String,
    },
    /// Creates a contract with instantiate2, without funds.
    Instantiate {
        /// Who sends it.
        sender: String,
        /// What the contract is for.
        role: Role,
        /// Name of its code.
        code: String,
        /// Label on the chain.
        label: String,
        /// The message.
        msg: Value,
        /// Who may migrate it: nobody, or governance, by vote, itself and the oracle.
        #[serde(skip_serializing_if = "Option::is_none")]
        admin: Option<String>,
        /// The salt.
        salt: HexBinary,
        /// Where it will be.
        address: String,
        /// What it does.
        words: String,
    },
    /// Sends a message to a contract.
    Execute {
        /// Who sends it.
        sender: String,
        /// The contract.
        contract: String,
        /// The message.
        msg: Value,
        /// What travels with it.
        funds: Vec<Coin>,
        /// What it does.
        words: String,
    },
}

impl Step {
    /// What it does, for people.
    pub fn words(&self) -> &str {
        match self {
            Step::Store { words, .. }
            | Step::Instantiate { words, .. }
            | Step::Execute { words, .. } => words,
        }
    }
}

/// The messages that deploy a plan, in order: codes, groups, multisigs, stake, governance,
/// oracle, milestones, vault, grants, seal. `creator` sends what the funder and the issuer do not.
pub fn steps(plan: &Plan, codes: &Codes, creator: &str) -> Result<Vec<Step>, StepError> {
    steps_of(plan, codes, &Deployment::predict(plan, codes, creator)?)
}

/// The same for a deployment that is known: its addresses, under its digest.
pub fn steps_of(
    plan: &Plan,
    codes: &Codes,
    deployment: &Deployment,
) -> Result<Vec<Step>, StepError> {
    let creator = deployment.creator.as_str();
    let mut steps = Vec::new();
    let mut stored = Vec::new();
    let roles = roles(plan);
    for code in roles.iter().map(Role::code) {
        if stored.contains(&code) {
            continue;
        }
        stored.push(code);
        let unknown = || StepError::UnknownCode {
            code: code.to_owned(),
        };
        steps.push(Step::Store {
            sender: creator.to_owned(),
            code: code.to_owned(),
            checksum: codes.get(code).ok_or_else(unknown)?.clone(),
            words: format!("store the code {code}"),
        });
    }
    let mut terms = None;
    for role in roles {
        let (msg, words) = match &role {
            Role::Committee(name) => groups::committee(plan, deployment, name)?,
            Role::Reporters(name) => groups::reporters(plan, deployment, name)?,
            Role::MultisigGroup(name) => groups::multisig_group(plan, deployment, name)?,
            Role::Multisig(name) => groups::multisig(plan, deployment, name)?,
            Role::Stake => governance::stake(plan, deployment)?,
            Role::Governance => governance::birth(plan, deployment)?,
            Role::Oracle => oracle::birth(plan, deployment)?,
            Role::Milestones => vault::milestones(plan, deployment)?,
            Role::Vault => {
                let birth = vault::birth(plan, deployment, codes)?;
                let msg = vault::json(&birth)?;
                terms = Some(birth);
                (msg, "create the vault, in draft".to_owned())
            }
        };
        steps.push(Step::Instantiate {
            sender: creator.to_owned(),
            code: role.code().to_owned(),
            label: label(plan, &role),
            msg,
            admin: match role {
                Role::Governance => Some(deployment.contract(&role)?),
                Role::Oracle => oracle::governor(plan, deployment)?,
                _ => None,
            },
            salt: role.salt(&deployment.digest),
            address: deployment.contract(&role)?,
            words,
            role,
        });
    }
    let terms = terms.ok_or_else(|| StepError::NotClean {
        what: "no vault".to_owned(),
    })?;
    steps.extend(seal::grants_and_seal(plan, deployment, &terms)?);
    Ok(steps)
}

/// The one message that seals the vault and pays for it, as its funder sends it. Where the funder is
/// a multisig, [`steps`] has its proposal of this message instead.
pub fn seal_message(plan: &Plan, codes: &Codes, creator: &str) -> Result<Step, StepError> {
    let deployment = Deployment::predict(plan, codes, creator)?;
    let terms = vault::birth(plan, &deployment, codes)?;
    seal::seal_step(plan, &deployment, &terms)
}

fn label(plan: &Plan, role: &Role) -> String {
    format!("{}: {role}", *plan.name)
        .chars()
        .take(128)
        .collect()
}
