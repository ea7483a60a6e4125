//! Messages that create groups and multisigs, none with an admin but groups of reporters, which
//! obey governance.

use cosmwasm_std::{Coin, CosmosMsg, WasmMsg, to_json_binary};
use cw_utils::{Duration, Threshold};
use cw3_flex_multisig::msg as cw3;
use serde_json::Value;

use super::vault::json;
use super::{Deployment, Role, Step, StepError, oracle};
use crate::plan::{Member, Multisig, Plan, WitnessKind};
use crate::text::duration_words;

pub(super) fn committee(
    plan: &Plan,
    deployment: &Deployment,
    name: &str,
) -> Result<(Value, String), StepError> {
    match plan.witness(name).map(|witness| &witness.kind) {
        Some(WitnessKind::Committee { members, .. }) => {
            let words = format!("create committee {name} of {} members", members.len());
            Ok((group(deployment, members, None)?, words))
        }
        _ => Err(StepError::UnknownParty {
            party: name.to_owned(),
        }),
    }
}

pub(super) fn reporters(
    plan: &Plan,
    deployment: &Deployment,
    name: &str,
) -> Result<(Value, String), StepError> {
    let feed = plan.feed(name).ok_or_else(|| StepError::UnknownParty {
        party: name.to_owned(),
    })?;
    let words = format!(
        "create the group of {} who report {name}",
        feed.reporters.len()
    );
    let admin = oracle::governor(plan, deployment)?;
    Ok((group(deployment, &feed.reporters, admin)?, words))
}

pub(super) fn multisig_group(
    plan: &Plan,
    deployment: &Deployment,
    name: &str,
) -> Result<(Value, String), StepError> {
    let multisig = find(plan, name)?;
    let words = format!(
        "create the group of {} behind @{name}",
        multisig.members.len()
    );
    Ok((group(deployment, &multisig.members, None)?, words))
}

pub(super) fn multisig(
    plan: &Plan,
    deployment: &Deployment,
    name: &str,
) -> Result<(Value, String), StepError> {
    let multisig = find(plan, name)?;
    let msg = cw3::InstantiateMsg {
        group_addr: deployment.contract(&Role::MultisigGroup(name.to_owned()))?,
        threshold: Threshold::AbsoluteCount {
            weight: *multisig.threshold,
        },
        max_voting_period: Duration::Time(*multisig.voting_period),
        executor: None,
        proposal_deposit: None,
    };
    let words = format!(
        "create the multisig @{name}: weight {} of {} within {}",
        *multisig.threshold,
        weight(&multisig.members),
        duration_words(*multisig.voting_period),
    );
    Ok((json(&msg)?, words))
}

/// The steps by which the members of `name`, a multisig that has passed nothing yet, send one
/// message to a contract: one proposes, others vote until the threshold is reached, one executes.
pub(super) fn proposal(
    plan: &Plan,
    deployment: &Deployment,
    name: &str,
    title: &str,
    message: (String, &Value, Vec<Coin>),
) -> Result<Vec<Step>, StepError> {
    let multisig = find(plan, name)?;
    let contract = deployment.contract(&Role::Multisig(name.to_owned()))?;
    let (contract_addr, msg, funds) = message;
    let call: CosmosMsg = WasmMsg::Execute {
        contract_addr,
        msg: to_json_binary(msg).map_err(|error| StepError::NotClean {
            what: error.to_string(),
        })?,
        funds,
    }
    .into();
    let propose = cw3::ExecuteMsg::Propose {
        title: title.to_owned(),
        description: format!("{}: {title}", *plan.name),
        msgs: vec![call],
        latest: None,
    };
    let step = |sender: String, msg: Value, words: String| Step::Execute {
        sender,
        contract: contract.clone(),
        msg,
        funds: Vec::new(),
        words,
    };
    let mut steps = Vec::new();
    let mut reached = 0_u64;
    for member in &multisig.members {
        if reached >= *multisig.threshold {
            break;
        }
        let sender = deployment.resolve(&member.address)?;
        let who = &*member.address;
        let (msg, words) = if steps.is_empty() {
            (
                json(&propose)?,
                format!("{who} proposes to @{name}: {title}"),
            )
        } else {
            let vote = cw3::ExecuteMsg::Vote {
                proposal_id: 1,
                vote: ::cw3::Vote::Yes,
            };
            (json(&vote)?, format!("{who} votes for it"))
        };
        steps.push(step(sender, msg, words));
        reached = reached.saturating_add(*member.weight);
    }
    let execute = cw3::ExecuteMsg::Execute { proposal_id: 1 };
    let words = format!("the proposal of @{name} is executed");
    steps.push(step(deployment.creator.clone(), json(&execute)?, words));
    Ok(steps)
}

/// The sum of weights; a plan whose weights overflow does not check clean.
pub(crate) fn weight(members: &[Member]) -> u64 {
    members
        .iter()
        .fold(0, |sum: u64, member| sum.saturating_add(*member.weight))
}

fn find<'a>(plan: &'a Plan, name: &str) -> Result<&'a Multisig, StepError> {
    plan.multisig(name).ok_or_else(|| StepError::UnknownParty {
        party: format!("@{name}"),
    })
}

fn group(
    deployment: &Deployment,
    members: &[Member],
    admin: Option<String>,
) -> Result<Value, StepError> {
    let members = members
        .iter()
        .map(|member| {
            let addr = deployment.resolve(&member.address)?;
            Ok(cw4::Member {
                addr,
                weight: *member.weight,
            })
        })
        .collect::<Result<_, StepError>>()?;
    json(&cw4_group::msg::InstantiateMsg { admin, members })
}
