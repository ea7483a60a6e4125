//! Everything a node says of a vault at one block, read once.

mod keys;
mod pages;
mod people;
mod token;
mod voting;

use std::collections::{BTreeMap, BTreeSet};

use cosmwasm_std::{Addr, Uint128};
use milegate_api::core::Conclusion;
use milegate_api::core::ledger::{Gate, IfMissed};
use milegate_api::core::milestone::keys::Fewest;
use milegate_api::governance as gv;
use milegate_api::milestones::{self as ms, MilestoneResponse};
use milegate_api::vesting as v;

pub use self::keys::Keys;
use self::pages::pages;
use self::people::people;
pub use self::voting::{Member, Put, Staking, Voting};
use crate::figures::Figures;
use crate::ledger::Ends;
use crate::view::{Block, ChainView, ContractInfo, Tx, ViewError, query, told};

/// Everything a node says of a vault at one block.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The block.
    pub block: Block,
    /// Whether the chain is inside a process.
    pub simulated: bool,
    /// The vault.
    pub vault_address: Addr,
    /// Its record.
    pub vault_info: ContractInfo,
    /// Its terms.
    pub vault: v::VaultResponse,
    /// Its schedules.
    pub schedules: Vec<v::ScheduleResponse>,
    /// Its grants.
    pub grants: Vec<v::GrantResponse>,
    /// Its sums.
    pub supply: v::SupplyResponse,
    /// The circulating supply.
    pub circulating: v::CirculatingResponse,
    /// Balance against obligations, as the vault says.
    pub solvency: v::SolvencyResponse,
    /// Guards and proofs.
    pub guards: Vec<v::GuardProof>,
    /// What stands behind each milestone, in the order of `milestones`.
    pub stakes: Vec<v::MilestoneStake>,
    /// Record of the milestones contract.
    pub milestones_info: ContractInfo,
    /// Its wiring.
    pub config: ms::ConfigResponse,
    /// Its milestones, by name.
    pub milestones: Vec<MilestoneResponse>,
    /// How few keys can open or stop each, in the order of `milestones`.
    pub fewest: Vec<Fewest>,
    /// How what they count is written.
    pub figures: Figures,
    /// Its bonds.
    pub bonds: ms::BondsResponse,
    /// Committees, by address.
    pub groups: BTreeMap<Addr, Group>,
    /// Courts and authorities by address; none for one that is no contract.
    pub parties: BTreeMap<Addr, Option<ContractInfo>>,
    /// The governance by vote that the vault or its milestones name, if one does.
    pub voting: Option<Voting>,
    /// Record of the cw20 token that the vault holds, if it holds one.
    pub token_info: Option<ContractInfo>,
    /// What the bank, or the token, says the vault holds.
    pub balance: Uint128,
    /// What the bank says the milestones contract holds of the bond denom.
    pub bond_balance: Uint128,
    /// Supply of the asset, as the bank or the token says.
    pub bank_supply: Uint128,
    /// The log.
    pub txs: Vec<Tx>,
}

/// A committee's cw4 group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its record.
    pub info: ContractInfo,
    /// Who may change its members.
    pub admin: Option<String>,
    /// Weight of all members.
    pub weight: u64,
}

impl Snapshot {
    /// Reads a vault and everything it names.
    pub fn read(view: &dyn ChainView, vault_address: &Addr) -> Result<Snapshot, ViewError> {
        let snapshot = Self::without_log(view, vault_address)?;
        let txs = view.transactions()?;
        Ok(Snapshot { txs, ..snapshot })
    }

    /// The same without the log, which a node may have pruned and which takes longest.
    pub fn without_log(view: &dyn ChainView, vault_address: &Addr) -> Result<Snapshot, ViewError> {
        let ask = vault_address;
        let vault: v::VaultResponse = query(view, ask, &v::QueryMsg::Vault {})?;
        let judge = &vault.milestones;
        let config: ms::ConfigResponse = query(view, judge, &ms::QueryMsg::Config {})?;
        let milestones = pages(
            |after, limit| {
                let msg = ms::QueryMsg::Milestones {
                    start_after: after,
                    limit,
                };
                query(view, judge, &msg).map(|r: ms::MilestonesResponse| r.milestones)
            },
            |m| m.terms.name.clone(),
        )?;
        let schedules = pages(
            |after, limit| {
                let msg = v::QueryMsg::Schedules {
                    start_after: after,
                    limit,
                };
                query(view, ask, &msg).map(|r: v::SchedulesResponse| r.schedules)
            },
            |s| s.name.clone(),
        )?;
        let named = named(&schedules);
        let mut stakes = Vec::with_capacity(milestones.len());
        for m in &milestones {
            let msg = v::QueryMsg::Milestone {
                milestone: m.terms.name.clone(),
            };
            stakes.push(match named.contains(&m.terms.name) {
                true => query(view, ask, &msg)?,
                false => nothing_behind(m),
            });
        }
        let figures = Figures::read(view, &config, &milestones)?;
        let mut keys = Keys::new(view, judge, &figures);
        let fewest = milestones.iter().map(|m| keys.fewest(&m.terms));
        let fewest = fewest.collect::<Result<_, _>>()?;
        let (groups, parties) = people(view, &milestones)?;
        let named = vault.governance.iter().chain(&config.governance);
        let voting = voting::voting(view, judge, named.chain(parties.keys()))?;
        let denom = &vault.asset.denom;
        let guards: v::GuardsResponse = query(view, ask, &v::QueryMsg::Guards {})?;
        Ok(Snapshot {
            block: view.block()?,
            simulated: view.simulated(),
            vault_address: vault_address.clone(),
            vault_info: view.contract_info(ask)?,
            schedules,
            grants: pages(
                |after, limit| {
                    let msg = v::QueryMsg::Grants {
                        start_after: after,
                        limit,
                    };
                    query(view, ask, &msg).map(|r: v::GrantsResponse| r.grants)
                },
                |g| g.grant.clone(),
            )?,
            supply: query(view, ask, &v::QueryMsg::Supply {})?,
            circulating: query(view, ask, &v::QueryMsg::Circulating {})?,
            solvency: query(view, ask, &v::QueryMsg::Solvency {})?,
            guards: guards.guards,
            stakes,
            milestones_info: view.contract_info(judge)?,
            bonds: query(view, judge, &ms::QueryMsg::Bonds {})?,
            groups,
            parties,
            voting,
            token_info: token::info(view, denom)?,
            balance: token::balance(view, denom, ask)?,
            bond_balance: view.balance(judge, &config.bond_denom)?,
            bank_supply: token::supply(view, denom)?,
            txs: Vec::new(),
            fewest,
            figures,
            config,
            milestones,
            vault,
        })
    }

    /// How every milestone that has ended did.
    pub fn ends(&self) -> Ends {
        self.milestones
            .iter()
            .filter_map(|m| conclusion(m).map(|c| (m.terms.name.clone(), c)))
            .collect()
    }

    /// When the vault was sealed.
    pub fn sealed_at(&self) -> Option<u64> {
        match self.vault.phase {
            v::Phase::Sealed { at } => Some(at),
            v::Phase::Draft {} => None,
        }
    }

    /// Whether a gate or a roll of this vault names a milestone; others serve other vaults.
    pub fn names(&self, milestone: &str) -> bool {
        named(&self.schedules).contains(milestone)
    }

    /// A schedule by name.
    pub fn schedule(&self, name: &str) -> Option<&v::ScheduleResponse> {
        self.schedules.iter().find(|s| s.name == name)
    }
}

/// The contracts whose log a vault's history is in: itself, its milestones, the governance and the
/// stake.
pub fn contracts(view: &dyn ChainView, vault: &Addr) -> Result<Vec<Addr>, ViewError> {
    let terms: v::VaultResponse = query(view, vault, &v::QueryMsg::Vault {})?;
    let judge = terms.milestones;
    let config: ms::ConfigResponse = query(view, &judge, &ms::QueryMsg::Config {})?;
    let mut all = vec![vault.clone(), judge];
    for governance in terms.governance.into_iter().chain(config.governance) {
        let asked = query(view, &governance, &gv::QueryMsg::Config {});
        match told(asked)? {
            Some(gv::ConfigResponse { source, .. }) => all.extend([governance, source]),
            None => all.push(governance),
        }
    }
    all.sort();
    all.dedup();
    Ok(all)
}

/// Milestones that gates and rolls name.
fn named(schedules: &[v::ScheduleResponse]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for tranche in schedules.iter().flat_map(|s| &s.schedule.tranches) {
        if let Gate::Milestone {
            milestone,
            if_missed,
            ..
        } = &tranche.gate
        {
            out.insert(milestone.clone());
            if let IfMissed::Roll { milestone } = if_missed {
                out.insert(milestone.clone());
            }
        }
    }
    out
}

/// A milestone that opens nothing here.
fn nothing_behind(m: &MilestoneResponse) -> v::MilestoneStake {
    v::MilestoneStake {
        milestone: m.terms.name.clone(),
        conclusion: conclusion(m),
        amount: Uint128::zero(),
        categories: BTreeMap::new(),
        earliest: None,
        latest: None,
        forfeited_if_missed: Uint128::zero(),
    }
}

/// How a milestone ended, if it has.
pub fn conclusion(milestone: &MilestoneResponse) -> Option<Conclusion> {
    match milestone.stage {
        ms::Stage::Ended { conclusion } => Some(conclusion),
        _ => None,
    }
}
