//! What a plan says of a deployment that is found on a chain.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use milegate_api::vesting::{ExecuteMsg, InstantiateMsg, NewGrant};
use milegate_plan::{Codes, Deployment, Plan, Role, Step, WitnessKind, steps_of};
use milegate_report::ViewError;
use serde_json::Value;

use crate::site::Site;

/// The plan's own messages, under the creator, codes and digest that the chain has.
pub struct Planned<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its names and addresses.
    pub deployment: Deployment,
    /// What every contract should have been born with.
    pub births: BTreeMap<Role, Value>,
    /// The same of the vault.
    pub vault: InstantiateMsg,
    /// Its grants, in order.
    pub grants: Vec<NewGrant>,
    /// People by address, as the plan writes them.
    people: BTreeMap<String, String>,
    /// Contracts that are not where the plan has them, in words.
    pub misplaced: Vec<String>,
}

impl<'a> Planned<'a> {
    /// Reads the plan against what was found. Code and digest are the chain's own, so that another
    /// version of either shows in its own fact, and the rest can still be compared.
    pub fn of(plan: &'a Plan, site: &Site<'_>) -> Result<Self, String> {
        let codes = codes(site);
        let s = &site.s;
        let creator = &s.vault_info.creator;
        let digest = s.vault.plan.digest.clone();
        let deployment = Deployment::under(plan, &codes, creator, digest);
        let deployment = deployment.map_err(|e| e.to_string())?;
        let steps = steps_of(plan, &codes, &deployment).map_err(|e| e.to_string())?;

        let mut births = BTreeMap::new();
        let mut grants = Vec::new();
        for step in steps {
            match step {
                Step::Store { .. } => {}
                Step::Instantiate { role, msg, .. } => {
                    births.insert(role, msg);
                }
                // Other messages are the sealing, and how a multisig sends it.
                Step::Execute { msg, .. } => {
                    if let Ok(ExecuteMsg::AddGrants { grants: more }) = serde_json::from_value(msg)
                    {
                        grants.extend(more);
                    }
                }
            }
        }
        let vault = births.get(&Role::Vault).cloned().unwrap_or_default();
        let vault = serde_json::from_value(vault).map_err(|e| e.to_string())?;
        let misplaced = misplaced(site, &deployment).map_err(|e| e.to_string())?;
        Ok(Planned {
            people: people(plan, &deployment),
            plan,
            deployment,
            births,
            vault,
            grants,
            misplaced,
        })
    }

    /// What the plan calls an address, if it names it.
    pub fn known(&self, address: &str) -> Option<String> {
        let known = self.deployment.name_of(address);
        known.or_else(|| self.people.get(address).cloned())
    }

    /// An address, with what the plan calls it.
    pub fn name(&self, address: &str) -> String {
        match self.known(address) {
            Some(name) if name != address => format!("{name} ({address})"),
            _ => address.to_owned(),
        }
    }
}

/// Holders, and members of groups, by address.
fn people(plan: &Plan, deployment: &Deployment) -> BTreeMap<String, String> {
    let multisigs = plan.multisigs.iter().flat_map(|m| &m.members);
    let committees = plan
        .witnesses
        .iter()
        .filter_map(|witness| match &witness.kind {
            WitnessKind::Committee { members, .. } => Some(members),
            _ => None,
        });
    let reporters = plan.feeds.iter().flat_map(|feed| &feed.reporters);
    let members = multisigs
        .chain(reporters)
        .chain(committees.flatten())
        .map(|m| &m.address);
    let holders = plan
        .grants
        .iter()
        .flat_map(|g| [&g.owner].into_iter().chain(&g.payee));
    let named = members.chain(holders).filter_map(|party| {
        let address = deployment.resolve(party).ok()?;
        Some((address, party.to_string()))
    });
    named.collect()
}

/// Checksums that the chain's contracts were created with, by the role they play; where nothing plays
/// it, those of the release.
fn codes(site: &Site<'_>) -> Codes {
    let mut codes = site.options.codes.cloned().unwrap_or_default();
    let mut found = BTreeMap::new();
    for seen in &site.contracts {
        let checksum = cosmwasm_std::HexBinary::from_hex(seen.first());
        if let (Some(code), Ok(checksum)) = (seen.code, checksum) {
            found.entry(code).or_insert(checksum);
        }
    }
    for (code, checksum) in found {
        codes.insert(code, checksum);
    }
    codes
}

/// Contracts of the plan that the chain does not have where the plan puts them.
fn misplaced(site: &Site<'_>, deployment: &Deployment) -> Result<Vec<String>, ViewError> {
    let s = &site.s;
    let mut out = Vec::new();
    for (role, address) in &deployment.contracts {
        let found = match role {
            Role::Vault => Some(&s.vault_address),
            Role::Milestones => Some(&s.vault.milestones),
            Role::Governance => s.voting.as_ref().map(|v| &v.address),
            _ => None,
        };
        if let Some(found) = found {
            if found.as_str() != address {
                out.push(format!(
                    "{role} is at {found}, the plan has it at {address}"
                ));
            }
            continue;
        }
        match site.view.contract_info(&Addr::unchecked(address)) {
            Ok(_) => {}
            Err(ViewError::Refused { .. }) => {
                out.push(format!("{role}: no contract is at {address}"));
            }
            Err(other) => return Err(other),
        }
    }
    Ok(out)
}
