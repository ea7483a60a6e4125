//! Everything a node says of a vault at one block, read once.

use std::collections::BTreeMap;

use cosmwasm_std::{Addr, Uint128};
use milegate_api::core::Conclusion;
use milegate_api::core::milestone::WitnessKind;
use milegate_api::milestones::{self as ms, MilestoneResponse};
use milegate_api::vesting as v;
use serde::{Deserialize, Serialize};

use crate::ledger::Ends;
use crate::view::{Block, ChainView, ContractInfo, Tx, ViewError, query};

/// Page size of every list.
const PAGE: u32 = 30;

/// Pages after which a list is taken to be endless.
const MOST_PAGES: usize = 20_000;

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
    /// Its bonds.
    pub bonds: ms::BondsResponse,
    /// Committees, by address.
    pub groups: BTreeMap<Addr, Group>,
    /// Courts and authorities by address; none for one that is no contract.
    pub parties: BTreeMap<Addr, Option<ContractInfo>>,
    /// What the bank says the vault holds.
    pub balance: Uint128,
    /// What the bank says the milestones contract holds of the bond denom.
    pub bond_balance: Uint128,
    /// The bank's supply.
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

/// The two cw4 questions asked of a committee.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Cw4Query {
    Admin {},
    TotalWeight {},
}

#[derive(Deserialize)]
struct Cw4Admin {
    admin: Option<String>,
}

#[derive(Deserialize)]
struct Cw4Total {
    weight: u64,
}

impl Snapshot {
    /// Reads a vault and everything it names.
    pub fn read(view: &dyn ChainView, vault_address: &Addr) -> Result<Snapshot, ViewError> {
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
        let mut stakes = Vec::with_capacity(milestones.len());
        for milestone in &milestones {
            let msg = v::QueryMsg::Milestone {
                milestone: milestone.terms.name.clone(),
            };
            stakes.push(query(view, ask, &msg)?);
        }
        let (groups, parties) = people(view, &milestones)?;
        let guards: v::GuardsResponse = query(view, ask, &v::QueryMsg::Guards {})?;
        Ok(Snapshot {
            block: view.block()?,
            simulated: view.simulated(),
            vault_address: vault_address.clone(),
            vault_info: view.contract_info(ask)?,
            schedules: pages(
                |after, limit| {
                    let msg = v::QueryMsg::Schedules {
                        start_after: after,
                        limit,
                    };
                    query(view, ask, &msg).map(|r: v::SchedulesResponse| r.schedules)
                },
                |s| s.name.clone(),
            )?,
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
            balance: view.balance(ask, &vault.asset.denom)?,
            bond_balance: view.balance(judge, &config.bond_denom)?,
            bank_supply: view.supply(&vault.asset.denom)?,
            txs: view.transactions()?,
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

    /// A schedule by name.
    pub fn schedule(&self, name: &str) -> Option<&v::ScheduleResponse> {
        self.schedules.iter().find(|s| s.name == name)
    }
}

/// How a milestone ended, if it has.
pub fn conclusion(milestone: &MilestoneResponse) -> Option<Conclusion> {
    match milestone.stage {
        ms::Stage::Ended { conclusion } => Some(conclusion),
        _ => None,
    }
}

/// Reads a list page by page; a page that does not move on ends in an error, not in a loop.
fn pages<T>(
    ask: impl Fn(Option<String>, Option<u32>) -> Result<Vec<T>, ViewError>,
    key: impl Fn(&T) -> String,
) -> Result<Vec<T>, ViewError> {
    let mut all: Vec<T> = Vec::new();
    for _ in 0..MOST_PAGES {
        let last = all.last().map(&key);
        let page = ask(last.clone(), Some(PAGE))?;
        let done = page.len() < PAGE as usize;
        if let (Some(last), Some(first)) = (&last, page.first())
            && key(first) <= *last
        {
            return Err(ViewError::malformed(
                "list",
                format!("it repeats itself after {last}"),
            ));
        }
        all.extend(page);
        if done {
            return Ok(all);
        }
    }
    Err(ViewError::malformed("list", "it has no end"))
}

/// Committees, and whoever else a milestone names.
type People = (BTreeMap<Addr, Group>, BTreeMap<Addr, Option<ContractInfo>>);

fn people(view: &dyn ChainView, milestones: &[MilestoneResponse]) -> Result<People, ViewError> {
    let (mut groups, mut parties) = (BTreeMap::new(), BTreeMap::new());
    let mut party = |address: &Addr| {
        let info = match view.contract_info(address) {
            Ok(info) => Some(info),
            Err(ViewError::Refused { .. }) => None,
            Err(error) => return Err(error),
        };
        parties.insert(address.clone(), info);
        Ok(())
    };
    for milestone in milestones {
        party(&milestone.terms.court)?;
        for witness in &milestone.terms.witnesses {
            match &witness.kind {
                WitnessKind::Authority { address } => party(address)?,
                WitnessKind::Committee { group, .. } if !groups.contains_key(group) => {
                    let admin: Cw4Admin = query(view, group, &Cw4Query::Admin {})?;
                    let total: Cw4Total = query(view, group, &Cw4Query::TotalWeight {})?;
                    let info = view.contract_info(group)?;
                    groups.insert(
                        group.clone(),
                        Group {
                            info,
                            admin: admin.admin,
                            weight: total.weight,
                        },
                    );
                }
                WitnessKind::Committee { .. } => {}
            }
        }
    }
    Ok((groups, parties))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_to_their_end_and_never_for_ever() {
        let ask = |all: usize| {
            move |after: Option<String>, limit: Option<u32>| {
                let from = after.map_or(0, |a| a.parse::<usize>().unwrap() - 1000 + 1);
                Ok((from..all)
                    .take(limit.unwrap() as usize)
                    .map(|i| (1000 + i).to_string())
                    .collect())
            }
        };
        for all in [0, 1, 29, 30, 31, 60, 95] {
            assert_eq!(pages(ask(all), String::clone).unwrap().len(), all);
        }
        let stuck = |_: Option<String>, _: Option<u32>| Ok(vec!["a".to_string(); PAGE as usize]);
        assert!(matches!(
            pages(stuck, String::clone),
            Err(ViewError::Malformed { .. })
        ));
    }
}
