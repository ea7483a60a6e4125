//! The grants of a vault, added in the plan's order and only once.

use std::collections::BTreeMap;

use cosmwasm_std::HexBinary;
use milegate_api::vesting::{self, Phase, VaultResponse};
use milegate_plan::{Role, Step};
use serde_json::{Value, json};

use super::NodeDriver;
use crate::error::ChainError;
use crate::message::Message;

impl NodeDriver<'_> {
    /// How many grants the vault has, if they are the first of the plan.
    fn granted(&self) -> Result<usize, ChainError> {
        let vault: VaultResponse = self
            .client
            .node()
            .query(&self.grants.vault, &vesting::QueryMsg::Vault {})?;
        let there = usize::try_from(vault.grants).unwrap_or(usize::MAX);
        if self.grants.digests.get(there) == Some(&vault.seal_digest) {
            return Ok(there);
        }
        let phase = match vault.phase {
            Phase::Draft {} => "a draft",
            Phase::Sealed { .. } => "sealed",
        };
        Err(ChainError::refused(
            format!("vault {}", self.grants.vault),
            format!(
                "it is {phase} with {there} grants that are not the first {there} of this plan: deploy from another account, \
                 which gives other addresses"
            ),
        ))
    }

    pub(super) fn add_grants(&mut self, sender: &str, grants: &[Value]) -> Result<(), ChainError> {
        let position = |grant: &Value| {
            let name = grant["grant"].as_str().unwrap_or_default();
            self.grants.order.get(name).copied()
        };
        let unknown = || ChainError::input("grants", "they are not those of the steps");
        let from = grants.first().and_then(position).ok_or_else(unknown)?;
        let to = from.saturating_add(grants.len());
        let mut any = false;
        loop {
            let there = self.granted()?;
            if there >= to {
                if !any {
                    self.is_there();
                }
                return Ok(());
            }
            let left = there.checked_sub(from).and_then(|done| grants.get(done..));
            let left = left.ok_or_else(|| {
                ChainError::refused(
                    "grants",
                    format!("the vault has {there}, {from} come before"),
                )
            })?;
            let message = self.fitting(sender, left)?;
            let (node, vault) = (self.client.node(), self.grants.vault.clone());
            self.send(message, &|| {
                let now: VaultResponse = node.query(&vault, &vesting::QueryMsg::Vault {})?;
                Ok(usize::try_from(now.grants).unwrap_or(usize::MAX) > there)
            })?;
            any = true;
        }
    }

    /// As many of these grants in one message as a block can take.
    fn fitting(&mut self, sender: &str, grants: &[Value]) -> Result<Message, ChainError> {
        loop {
            let size = self.batch.min(grants.len());
            let some = grants.get(..size).unwrap_or(grants);
            let message = Message::Execute {
                sender: sender.to_owned(),
                contract: self.grants.vault.clone(),
                msg: json!({ "add_grants": { "grants": some } }),
                funds: vec![],
            };
            if sender != self.client.address() || size <= 1 {
                return Ok(message);
            }
            let too_much = match self.client.estimate(std::slice::from_ref(&message)) {
                Ok(fee) => self.max_gas.is_some_and(|max| fee.gas > max),
                Err(ChainError::Refused { reason, .. }) => reason.contains("out of gas"),
                // Sending says it again, with everything it does about it.
                Err(_) => false,
            };
            if !too_much {
                return Ok(message);
            }
            self.batch = size / 2;
        }
    }
}

/// The grants of a plan's steps.
pub(super) struct Grants {
    /// Their vault.
    pub vault: String,
    /// Seal digest after so many of them.
    digests: Vec<HexBinary>,
    /// Position of each, by reference.
    order: BTreeMap<String, usize>,
}

/// Reads them.
pub(super) fn grants_of(steps: &[Step]) -> Result<Grants, ChainError> {
    let bad = |reason: &dyn ToString| ChainError::input("steps", reason.to_string());
    let born = steps.iter().find_map(|step| match step {
        Step::Instantiate {
            role: Role::Vault,
            address,
            msg,
            ..
        } => Some((address.clone(), msg.clone())),
        _ => None,
    });
    let (vault, terms) = born.ok_or_else(|| bad(&"no vault is created"))?;
    let terms: vesting::InstantiateMsg = serde_json::from_value(terms).map_err(|e| bad(&e))?;
    let mut digests = vec![vesting::seal::start(&terms).map_err(|e| bad(&e))?];
    let mut order = BTreeMap::new();
    for step in steps {
        let Step::Execute { contract, msg, .. } = step else {
            continue;
        };
        if *contract != vault || msg.get("add_grants").is_none() {
            continue;
        }
        let grants: Vec<vesting::NewGrant> =
            serde_json::from_value(msg["add_grants"]["grants"].clone()).map_err(|e| bad(&e))?;
        for grant in grants {
            let last = digests.last().ok_or_else(|| bad(&"no digest"))?;
            let next = vesting::seal::next(last, &grant).map_err(|e| bad(&e))?;
            order.insert(grant.grant, digests.len().saturating_sub(1));
            digests.push(next);
        }
    }
    Ok(Grants {
        vault,
        digests,
        order,
    })
}
