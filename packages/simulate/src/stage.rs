//! Puts a plan on the embedded chain: the driver that plays its steps.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cosmwasm_std::{Addr, Coin, CosmosMsg, DenomMetadata, HexBinary, Timestamp, WasmMsg};
use embedded_chain::{Chain, Refused};
use milegate_plan::{
    Codes, CodesError, DeployError, Deployment, Driver, Genesis, Plan, Role, Step, StepError,
    deploy, sim_address, steps,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::cast::Cast;

/// How long before the plan's start the contracts are born and funded, in seconds.
const LEAD: u64 = 86_400;

/// Why a plan could not be put on the chain.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// The checksums of the contracts are not there.
    #[error("{0}\nbuild the contracts first: scripts/build-wasm")]
    Codes(#[from] CodesError),
    /// The plan does not resolve.
    #[error(transparent)]
    Steps(#[from] StepError),
    /// A step was refused.
    #[error("deploying: {0}")]
    Deploy(#[from] DeployError<DriveError>),
    /// The plan holds something no chain can hold.
    #[error("{0}")]
    Plan(String),
}

/// Why a step was refused.
#[derive(Debug, thiserror::Error)]
pub enum DriveError {
    /// The Wasm is not there.
    #[error("cannot read {path}: {error}; build the contracts first: scripts/build-wasm")]
    Read {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The Wasm is not the one the checksums speak of.
    #[error("{path} has the checksum {found}, checksums.txt says {expected}")]
    Checksum {
        /// The file.
        path: String,
        /// What it hashes to.
        found: String,
        /// What it should hash to.
        expected: String,
    },
    /// The chain said no.
    #[error("{0}")]
    Refused(#[from] Refused),
    /// A message that is no message.
    #[error("{0}")]
    Message(String),
}

/// A plan on its chain, funded, one day before its start.
pub struct Stage {
    /// The chain.
    pub chain: Chain,
    /// Who is who.
    pub cast: Cast,
    /// Addresses of keys that have a power: everyone but holders of grants.
    pub keys: Vec<Addr>,
    /// Scenario actors are endowed from here.
    pub market: Addr,
    /// Seconds from block to block.
    pub block_seconds: u64,
}

/// Plays the plan's steps on a chain of its own; `told` hears each step's words.
pub fn stage(
    plan: &Plan,
    artifacts: &Path,
    mut told: impl FnMut(&str),
) -> Result<Stage, StageError> {
    let codes = Codes::read(&artifacts.join("checksums.txt"))?;
    let block_seconds = plan.block_time.div_ceil(1_000).max(1);
    let mut chain = Chain::builder()
        .chain_id("milegate-simulated-1")
        .prefix(plan.prefix.value.clone())
        .genesis(Timestamp::from_seconds(plan.start.saturating_sub(LEAD)))
        .block_seconds(block_seconds)
        .build();
    let creator = sim_address(&plan.prefix, "deployer");
    let deployment = Deployment::predict(plan, &codes, &creator)?;
    let genesis = Genesis::of(plan, &deployment)?;
    for (address, amount) in &genesis.balances {
        let coins = [Coin::new(*amount, genesis.metadata.base.clone())];
        if *amount > 0 {
            chain.mint(&Addr::unchecked(address), &coins);
        }
    }
    chain.set_denom_metadata(&metadata(&genesis));

    let steps = steps(plan, &codes, &creator)?;
    let mut driver = Embedding {
        chain: &mut chain,
        artifacts,
        told: &mut told,
    };
    deploy(&steps, &mut driver)?;
    Ok(Stage {
        cast: cast(plan, &deployment)?,
        keys: keys(plan, &deployment, &creator)?,
        market: Addr::unchecked(genesis.market),
        block_seconds,
        chain,
    })
}

fn metadata(genesis: &Genesis) -> DenomMetadata {
    let unit = |denom: &str, exponent: u8| cosmwasm_std::DenomUnit {
        denom: denom.to_owned(),
        exponent: exponent.into(),
        aliases: vec![],
    };
    let told = &genesis.metadata;
    DenomMetadata {
        description: String::new(),
        denom_units: vec![unit(&told.base, 0), unit(&told.symbol, told.decimals)],
        base: told.base.clone(),
        display: told.symbol.clone(),
        name: told.symbol.clone(),
        symbol: told.symbol.clone(),
        uri: String::new(),
        uri_hash: String::new(),
    }
}

fn cast(plan: &Plan, deployment: &Deployment) -> Result<Cast, StageError> {
    let mut names = BTreeMap::new();
    for (name, address) in &deployment.names {
        names.insert(format!("@{name}"), Addr::unchecked(address));
    }
    for party in people(plan) {
        let address = deployment.resolve(&party)?;
        let name = party.to_string();
        let name = name.strip_prefix("sim:").unwrap_or(&name).to_owned();
        names
            .entry(name)
            .or_insert_with(|| Addr::unchecked(address));
    }
    Ok(Cast {
        names,
        vault: Addr::unchecked(deployment.contract(&Role::Vault)?),
        milestones: Addr::unchecked(deployment.contract(&Role::Milestones)?),
        bond_denom: plan.asset.denom.value.clone(),
        denom: plan.asset.denom.value.clone(),
        symbol: plan.asset.symbol.value.clone(),
        decimals: *plan.asset.decimals,
    })
}

fn people(plan: &Plan) -> Vec<milegate_plan::Party> {
    let committees = plan
        .witnesses
        .iter()
        .flat_map(|witness| match &witness.kind {
            milegate_plan::WitnessKind::Committee { members, .. } => members.as_slice(),
            milegate_plan::WitnessKind::Authority { .. } => &[],
        });
    let multisigs = plan.multisigs.iter().flat_map(|multisig| &multisig.members);
    let members = committees
        .chain(multisigs)
        .map(|member| member.address.value.clone());
    members
        .chain(plan.grants.iter().map(|grant| grant.owner.value.clone()))
        .collect()
}

/// Keys with a power of any kind, leaving out those that hold grants: they still claim.
fn keys(plan: &Plan, deployment: &Deployment, creator: &str) -> Result<Vec<Addr>, StageError> {
    let mut holders = Vec::new();
    for grant in &plan.grants {
        holders.push(deployment.resolve(&grant.owner)?);
    }
    let mut keys = vec![creator.to_owned()];
    keys.extend(deployment.names.values().cloned());
    for multisig in &plan.multisigs {
        for member in &multisig.members {
            keys.push(deployment.resolve(&member.address)?);
        }
    }
    for witness in &plan.witnesses {
        if let milegate_plan::WitnessKind::Committee { members, .. } = &witness.kind {
            for member in members {
                keys.push(deployment.resolve(&member.address)?);
            }
        }
    }
    keys.push(deployment.resolve(&plan.vault.issuer)?);
    keys.push(deployment.resolve(&plan.vault.funder)?);
    keys.retain(|key| !holders.contains(key));
    Ok(keys.into_iter().map(Addr::unchecked).collect())
}

struct Embedding<'a> {
    chain: &'a mut Chain,
    artifacts: &'a Path,
    told: &'a mut dyn FnMut(&str),
}

impl Embedding<'_> {
    fn wasm(&self, name: &str) -> PathBuf {
        self.artifacts.join(format!("{name}.wasm"))
    }
}

impl Driver for Embedding<'_> {
    type Error = DriveError;

    fn store(&mut self, _: &str, name: &str, checksum: &HexBinary) -> Result<u64, DriveError> {
        let path = self.wasm(name);
        let shown = path.display().to_string();
        let wasm = std::fs::read(&path).map_err(|error| DriveError::Read {
            path: shown.clone(),
            error,
        })?;
        let found = HexBinary::from(&<[u8; 32]>::from(Sha256::digest(&wasm)));
        if found != *checksum {
            let (found, expected) = (found.to_hex(), checksum.to_hex());
            return Err(DriveError::Checksum {
                path: shown,
                found,
                expected,
            });
        }
        Ok(self.chain.store_code(&wasm)?.id)
    }

    fn instantiate2(
        &mut self,
        sender: &str,
        code_id: u64,
        label: &str,
        msg: &Value,
        salt: &[u8],
    ) -> Result<String, DriveError> {
        let unknown = || DriveError::Message(format!("no code {code_id}"));
        let code = self.chain.code_info(code_id).ok_or_else(unknown)?;
        let sender = Addr::unchecked(sender);
        let (address, _) = self
            .chain
            .instantiate2(&sender, code, msg, &[], label, None, salt)?;
        Ok(address.into_string())
    }

    fn execute(
        &mut self,
        sender: &str,
        contract: &str,
        msg: &Value,
        funds: &[Coin],
    ) -> Result<(), DriveError> {
        let msg = serde_json::to_vec(msg).map_err(|e| DriveError::Message(e.to_string()))?;
        let call: CosmosMsg = WasmMsg::Execute {
            contract_addr: contract.to_owned(),
            msg: msg.into(),
            funds: funds.to_vec(),
        }
        .into();
        self.chain.transact(&Addr::unchecked(sender), vec![call])?;
        Ok(())
    }

    fn starting(&mut self, step: &Step) {
        (self.told)(step.words());
    }
}
