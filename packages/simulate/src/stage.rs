//! Puts a plan on the embedded chain: who holds what, contracts, funds.

use std::collections::BTreeMap;
use std::path::Path;

use cosmwasm_std::{Addr, Coin, DenomMetadata, Timestamp};
use embedded_chain::Chain;
use milegate_api::common::Denom;
use milegate_plan::{
    Codes, CodesError, DeployError, Deployment, Genesis, Plan, Role, StepError, deploy,
    sim_address, steps,
};

use crate::cast::Cast;
use crate::drive::{DriveError, Embedding};
use crate::money::Money;
use crate::{stand_in, token};

/// How long before the plan's start the contracts are born and funded, in seconds.
const LEAD: u64 = 86_400;

/// What the market holds of a bond denom that is not the plan's asset, in base units.
const BONDS: u128 = 1_000_000_000_000_000_000_000_000_000;

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
    /// A token or a contract of others could not be put there.
    #[error("before the plan: {0}")]
    Before(#[from] DriveError),
    /// The plan holds something no chain can hold.
    #[error("{0}")]
    Plan(String),
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
    match &genesis.denom {
        Denom::Native(denom) => {
            for (address, amount) in &genesis.balances {
                if *amount > 0 {
                    let coins = [Coin::new(*amount, denom.clone())];
                    chain.mint(&Addr::unchecked(address), &coins);
                }
            }
            chain.set_denom_metadata(&metadata(&genesis));
        }
        Denom::Cw20(token) => {
            token::place(&mut chain, artifacts, &codes, &genesis, token)?;
            let coins = [Coin::new(BONDS, plan.bond_denom.denom.clone())];
            chain.mint(&Addr::unchecked(&genesis.market), &coins);
        }
    }

    let mut steps = steps(plan, &codes, &creator)?;
    let market = Addr::unchecked(&genesis.market);
    let planned = (plan, &deployment);
    stand_in::place(&mut chain, artifacts, &codes, planned, &market, &mut steps)?;
    let mut driver = Embedding {
        chain: &mut chain,
        artifacts,
        told: &mut told,
    };
    deploy(&steps, &mut driver)?;
    Ok(Stage {
        cast: cast(plan, &deployment)?,
        keys: keys(plan, &deployment, &creator)?,
        market,
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
    let contract = |role: &Role| deployment.contracts.get(role).map(Addr::unchecked);
    for (name, role) in [("@vault", Role::Vault), ("@milestones", Role::Milestones)] {
        let address = Addr::unchecked(deployment.contract(&role)?);
        names.entry(name.into()).or_insert(address);
    }
    if let Some(oracle) = deployment.contracts.get(&Role::Oracle) {
        let address = Addr::unchecked(oracle);
        names.entry("@oracle".into()).or_insert(address);
    }
    Ok(Cast {
        names,
        stake: contract(&Role::Stake),
        governance: contract(&Role::Governance),
        vault: Addr::unchecked(deployment.contract(&Role::Vault)?),
        milestones: Addr::unchecked(deployment.contract(&Role::Milestones)?),
        bonds: Money {
            denom: Denom::Native(plan.bond_denom.denom.clone()),
            symbol: plan.bond_denom.symbol.clone(),
            decimals: plan.bond_denom.decimals,
        },
        asset: Money {
            denom: match deployment.denom(plan)? {
                Denom::Native(denom) => Denom::Native(denom),
                Denom::Cw20(token) => Denom::Cw20(Addr::unchecked(token)),
            },
            symbol: plan.asset.symbol.value.clone(),
            decimals: *plan.asset.decimals,
        },
    })
}

fn people(plan: &Plan) -> Vec<milegate_plan::Party> {
    let committees = plan
        .witnesses
        .iter()
        .flat_map(|witness| match &witness.kind {
            milegate_plan::WitnessKind::Committee { members, .. } => members.as_slice(),
            _ => &[],
        });
    let multisigs = plan.multisigs.iter().flat_map(|multisig| &multisig.members);
    let reporters = plan.feeds.iter().flat_map(|feed| &feed.reporters);
    let members = committees
        .chain(multisigs)
        .chain(reporters)
        .map(|member| member.address.value.clone());
    let owners = plan.grants.iter().map(|grant| &grant.owner);
    let payees = plan.grants.iter().filter_map(|grant| grant.payee.as_ref());
    members
        .chain(owners.chain(payees).map(|party| party.value.clone()))
        .chain(guardian(plan).map(|party| party.value.clone()))
        .collect()
}

/// Who may cancel proposals.
fn guardian(plan: &Plan) -> impl Iterator<Item = &milegate_plan::At<milegate_plan::Party>> {
    let guardians = plan.governance.iter().flat_map(|g| &g.guardian);
    guardians.map(|guardian| &guardian.address)
}

/// Keys with a power of any kind, leaving out those that hold grants, also through a multisig: they
/// still claim.
fn keys(plan: &Plan, deployment: &Deployment, creator: &str) -> Result<Vec<Addr>, StageError> {
    let mut holders = Vec::new();
    for grant in &plan.grants {
        holders.push(deployment.resolve(&grant.owner)?);
    }
    for multisig in &plan.multisigs {
        let address = deployment.contract(&Role::Multisig(multisig.name.value.clone()))?;
        if holders.contains(&address) {
            for member in &multisig.members {
                holders.push(deployment.resolve(&member.address)?);
            }
        }
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
    for reporter in plan.feeds.iter().flat_map(|feed| &feed.reporters) {
        keys.push(deployment.resolve(&reporter.address)?);
    }
    let categories = plan.categories.iter();
    let assigners = categories.clone().flat_map(|c| &c.reserve);
    let leavers = categories.flat_map(|c| &c.leavers);
    let powers = [&plan.vault.issuer, &plan.vault.funder]
        .into_iter()
        .chain(&plan.vault.governance)
        .chain(guardian(plan))
        .chain(assigners.map(|reserve| &reserve.assign_by))
        .chain(leavers.map(|leavers| &leavers.by));
    for power in powers {
        keys.push(deployment.resolve(power)?);
    }
    keys.retain(|key| !holders.contains(key));
    Ok(keys.into_iter().map(Addr::unchecked).collect())
}
