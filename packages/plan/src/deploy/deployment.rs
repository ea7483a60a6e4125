use std::collections::BTreeMap;
use std::fmt;

use cosmwasm_std::{CanonicalAddr, HexBinary, instantiate2_address};
use milegate_api::common::Denom;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::{Codes, codes};
use crate::check::identity;
use crate::party::{Party, address_bytes, encode_address, sim_address};
use crate::plan::{Plan, WitnessKind};

/// What a contract is for in a deployment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The cw4 group of a committee.
    Committee(String),
    /// The cw4 group of a feed's reporters.
    Reporters(String),
    /// The cw4 group behind a multisig.
    MultisigGroup(String),
    /// A multisig.
    Multisig(String),
    /// The stake.
    Stake,
    /// The governance.
    Governance,
    /// The oracle.
    Oracle,
    /// The milestones.
    Milestones,
    /// The vault.
    Vault,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Role::Committee(name) => write!(f, "committee/{name}"),
            Role::Reporters(name) => write!(f, "reporters/{name}"),
            Role::MultisigGroup(name) => write!(f, "group/{name}"),
            Role::Multisig(name) => write!(f, "multisig/{name}"),
            Role::Stake => f.write_str("stake"),
            Role::Governance => f.write_str("governance"),
            Role::Oracle => f.write_str("oracle"),
            Role::Milestones => f.write_str("milestones"),
            Role::Vault => f.write_str("vault"),
        }
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Role {
    /// The code that plays it.
    pub fn code(&self) -> &'static str {
        match self {
            Role::Committee(_) | Role::Reporters(_) | Role::MultisigGroup(_) => codes::GROUP,
            Role::Multisig(_) => codes::MULTISIG,
            Role::Stake => codes::STAKE,
            Role::Governance => codes::GOVERNANCE,
            Role::Oracle => codes::ORACLE,
            Role::Milestones => codes::MILESTONES,
            Role::Vault => codes::VESTING,
        }
    }

    /// The salt: the plan's digest, and the role where one code has several instances.
    pub fn salt(&self, digest: &HexBinary) -> HexBinary {
        let mut salt = digest.to_vec();
        if matches!(
            self,
            Role::Committee(_) | Role::Reporters(_) | Role::MultisigGroup(_) | Role::Multisig(_)
        ) {
            salt.extend_from_slice(self.to_string().as_bytes());
        }
        HexBinary::from(salt)
    }
}

/// Why a plan cannot be turned into steps; a plan that checks clean has none of these.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StepError {
    /// A checksum is missing.
    #[error("no checksum of {code} is known: build the contracts first")]
    UnknownCode {
        /// Name of the code.
        code: String,
    },
    /// An address cannot be resolved.
    #[error("{party} is no address of the plan")]
    UnknownParty {
        /// As the plan writes it.
        party: String,
    },
    /// The creator is no canonical address.
    #[error("{address} is no address of this chain")]
    Address {
        /// The address.
        address: String,
    },
    /// The plan has not been checked.
    #[error("the plan does not check clean: {what}")]
    NotClean {
        /// What does not hold.
        what: String,
    },
}

/// Names and the addresses that a deployment gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deployment {
    /// The plan's digest.
    pub digest: HexBinary,
    /// Who instantiates every contract.
    pub creator: String,
    /// Prefix of addresses.
    pub prefix: String,
    /// Address of every contract.
    pub contracts: BTreeMap<Role, String>,
    /// What every `@name` stands for.
    pub names: BTreeMap<String, String>,
}

impl Deployment {
    /// Predicts every address: `instantiate2(checksum, creator, salt)`.
    pub fn predict(plan: &Plan, codes: &Codes, creator: &str) -> Result<Self, StepError> {
        Self::under(plan, codes, creator, plan.digest())
    }

    /// The same under another digest: where the contracts of a deployment stand that may have come
    /// from another version of the plan.
    pub fn under(
        plan: &Plan,
        codes: &Codes,
        creator: &str,
        digest: HexBinary,
    ) -> Result<Self, StepError> {
        let bad_creator = || StepError::Address {
            address: creator.to_owned(),
        };
        let canonical = CanonicalAddr::from(address_bytes(creator).ok_or_else(bad_creator)?);
        let mut contracts = BTreeMap::new();
        for role in roles(plan) {
            let code = role.code();
            let checksum = codes.get(code).ok_or_else(|| StepError::UnknownCode {
                code: code.to_owned(),
            })?;
            let address = instantiate2_address(checksum, &canonical, &role.salt(&digest))
                .map_err(|_| bad_creator())?;
            contracts.insert(role, encode_address(&plan.prefix, &address));
        }
        let mut deployment = Deployment {
            digest,
            creator: creator.to_owned(),
            prefix: plan.prefix.value.clone(),
            contracts,
            names: BTreeMap::new(),
        };
        for multisig in &plan.multisigs {
            let address = deployment.contract(&Role::Multisig(multisig.name.value.clone()))?;
            deployment
                .names
                .insert(multisig.name.value.clone(), address);
        }
        for (name, role) in [("stake", Role::Stake), ("governance", Role::Governance)] {
            if let Some(address) = deployment.contracts.get(&role) {
                deployment.names.insert(name.to_owned(), address.clone());
            }
        }
        for address in &plan.addresses {
            let unknown = || StepError::UnknownParty {
                party: address.party.to_string(),
            };
            // An alias may stand before what it names.
            let known = identity(plan, &address.party).ok_or_else(unknown)?;
            let resolved = match known.strip_prefix('@') {
                Some(contract) => deployment.resolve(&Party::Named(contract.to_owned()))?,
                None => known,
            };
            deployment
                .names
                .insert(address.name.value.clone(), resolved);
        }
        Ok(deployment)
    }

    /// The address of a contract.
    pub fn contract(&self, role: &Role) -> Result<String, StepError> {
        self.contracts
            .get(role)
            .cloned()
            .ok_or_else(|| StepError::UnknownParty {
                party: role.to_string(),
            })
    }

    /// The address that the plan's writing of somebody stands for.
    pub fn resolve(&self, party: &Party) -> Result<String, StepError> {
        match party {
            Party::Literal(address) => Ok(address.clone()),
            Party::Sim(name) => Ok(sim_address(&self.prefix, name)),
            Party::Named(name) => {
                self.names
                    .get(name)
                    .cloned()
                    .ok_or_else(|| StepError::UnknownParty {
                        party: party.to_string(),
                    })
            }
        }
    }

    /// The plan's asset, a cw20 token by its address.
    pub fn denom(&self, plan: &Plan) -> Result<Denom<String>, StepError> {
        Ok(match &plan.asset.denom.value {
            Denom::Native(denom) => Denom::Native(denom.clone()),
            Denom::Cw20(party) => Denom::Cw20(self.resolve(party)?),
        })
    }

    /// The name of an address, if the plan gives it one; for people.
    pub fn name_of(&self, address: &str) -> Option<String> {
        let named = self.names.iter().find(|(_, known)| *known == address);
        let role = self.contracts.iter().find(|(_, known)| *known == address);
        named
            .map(|(name, _)| format!("@{name}"))
            .or(role.map(|(role, _)| role.to_string()))
    }
}

/// Every contract of a plan, in the order of birth.
pub fn roles(plan: &Plan) -> Vec<Role> {
    let mut roles = Vec::new();
    for witness in &plan.witnesses {
        if matches!(witness.kind, WitnessKind::Committee { .. }) {
            roles.push(Role::Committee(witness.name.value.clone()));
        }
    }
    for feed in &plan.feeds {
        roles.push(Role::Reporters(feed.name.value.clone()));
    }
    for multisig in &plan.multisigs {
        roles.push(Role::MultisigGroup(multisig.name.value.clone()));
    }
    for multisig in &plan.multisigs {
        roles.push(Role::Multisig(multisig.name.value.clone()));
    }
    roles.extend(plan.stake.as_ref().map(|_| Role::Stake));
    roles.extend(plan.governance.as_ref().map(|_| Role::Governance));
    if !plan.feeds.is_empty() {
        roles.push(Role::Oracle);
    }
    roles.push(Role::Milestones);
    roles.push(Role::Vault);
    roles
}
