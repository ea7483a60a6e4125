//! The contracts of a deployment, from a plan or from its vault's address alone.

use std::collections::BTreeMap;
use std::path::Path;

use cosmwasm_std::{Addr, Coin, Uint128};
use milegate_api::common::Denom;
use milegate_api::core::milestone::WitnessKind;
use milegate_api::milestones::{self, MilestoneResponse, MilestonesResponse};
use milegate_api::vesting::{self, VaultResponse};
use milegate_api::{governance, stake};
use milegate_chain::{ChainError, Node};
use milegate_plan::{Amounts, Role};
use milegate_report::Figures;
use milegate_report::dates::dated;

use super::place::{is_address, predict};
use crate::chain_args::Where;
use crate::output::Failure;
use crate::plan;

/// Contracts whose log is read.
const NO_HISTORY: [String; 0] = [];

/// A deployment on a chain.
pub struct Suite<'a> {
    /// The node.
    pub node: &'a Node,
    /// The vault's address.
    pub vault: String,
    /// Its terms.
    pub terms: VaultResponse,
    /// The milestones' address.
    pub milestones: String,
    /// The governance's address, if the plan has its own.
    pub governance: Option<String>,
    /// The stake's address, if power is staked.
    pub stake: Option<String>,
    /// The plan's oracle, where the plan is known.
    oracle: Option<String>,
    /// Addresses by the plan's names.
    names: BTreeMap<String, String>,
}

impl<'a> Suite<'a> {
    /// Finds it; `sender` deployed the plan if nobody else is named.
    pub fn find(node: &'a Node, place: &Where, sender: Option<&str>) -> Result<Self, Failure> {
        let target = place.target.as_str();
        let (vault, contracts, names) = if Path::new(target).exists() {
            let loaded = plan::load(Path::new(target))?;
            let deployed = predict(&loaded, &place.by, sender)?;
            let vault = deployed.contract(&Role::Vault).map_err(Failure::asked)?;
            (vault, deployed.contracts, deployed.names)
        } else if is_address(target) {
            (target.to_owned(), BTreeMap::new(), BTreeMap::new())
        } else {
            let what = format!("{target} is neither a plan nor an address");
            return Err(Failure::asked(what));
        };
        let asked: Result<VaultResponse, _> = node.query(&vault, &vesting::QueryMsg::Vault {});
        let terms = asked.map_err(|error| match error {
            ChainError::Refused { reason, .. } => {
                let help = match target == vault {
                    true => "",
                    false => "; if another account deployed the plan, say --creator",
                };
                let chain_id = node.chain_id();
                let what = format!("there is no vault at {vault} on {chain_id} ({reason}){help}");
                Failure::asked(what)
            }
            other => Failure::failed(other),
        })?;
        let own = terms.milestones.to_string();
        let config: milestones::ConfigResponse = node
            .query(&own, &milestones::QueryMsg::Config {})
            .map_err(Failure::failed)?;
        let governance = contracts
            .get(&Role::Governance)
            .cloned()
            .or(config.governance.map(Addr::into_string));
        let mut suite = Suite {
            node,
            vault,
            milestones: own,
            stake: None,
            oracle: contracts.get(&Role::Oracle).cloned(),
            governance: None,
            terms,
            names,
        };
        if let Some(address) = governance {
            let asked: Result<governance::ConfigResponse, _> =
                node.query(&address, &governance::QueryMsg::Config {});
            match asked {
                Ok(config) => {
                    suite.stake = config.token.is_some().then(|| config.source.into_string());
                    suite.governance = Some(address);
                }
                // A module of the chain, a multisig or a DAO has votes of its own.
                Err(ChainError::Refused { .. } | ChainError::Malformed { .. }) => {}
                Err(error) => return Err(Failure::failed(error)),
            }
        }
        Ok(suite)
    }

    /// The address that a name stands for: `@name` of the plan, a role, or an address itself.
    pub fn address(&self, who: &str) -> Result<String, Failure> {
        let Some(name) = who.strip_prefix('@') else {
            return match is_address(who) {
                true => Ok(who.to_owned()),
                false => Err(Failure::asked(format!("`{who}` is no address"))),
            };
        };
        let own = match name {
            "vault" => Some(self.vault.clone()),
            "milestones" => Some(self.milestones.clone()),
            "governance" => self.governance.clone(),
            "stake" => self.stake.clone(),
            "oracle" => self.oracle.clone(),
            _ => None,
        };
        let found = own.or_else(|| self.names.get(name).cloned());
        found.ok_or_else(|| {
            let known: Vec<&str> = self.names.keys().map(String::as_str).collect();
            let help = match known.as_slice() {
                [] => "the names of a plan are known where the plan is given instead of the vault's address".to_owned(),
                known => format!("the plan has {}", known.join(", ")),
            };
            Failure::asked(format!("`@{name}` is not known: {help}"))
        })
    }

    /// Text of a contract in which addresses of the plan have their names, and instants are dates.
    pub fn named(&self, text: &str) -> String {
        let mut text = dated(text);
        for (name, address) in &self.names {
            text = text.replace(address.as_str(), &format!("@{name}"));
        }
        text
    }

    /// How figures of milestones are written.
    pub fn figures(&self, milestones: &[MilestoneResponse]) -> Result<Figures, Failure> {
        let config = self.query(&self.milestones, &milestones::QueryMsg::Config {})?;
        let view = self.node.view(NO_HISTORY).map_err(Failure::failed)?;
        Figures::read(&view, &config, milestones).map_err(Failure::failed)
    }

    /// The governance.
    pub fn governance(&self) -> Result<&str, Failure> {
        let none = || Failure::asked("this deployment has no governance of its own");
        self.governance.as_deref().ok_or_else(none)
    }

    /// How amounts of the vault are written.
    pub fn amounts(&self) -> Amounts {
        Amounts {
            symbol: self.terms.asset.symbol.clone(),
            decimals: self.terms.asset.decimals,
        }
    }

    /// An amount of the vault for people.
    pub fn show(&self, amount: Uint128) -> String {
        self.amounts().words(amount.u128())
    }

    /// Coins for people: in symbols where they are the vault's asset.
    pub fn show_coins(&self, coins: &[Coin]) -> String {
        let own =
            |denom: &str| matches!(&self.terms.asset.denom, Denom::Native(own) if own == denom);
        let show = |coin: &Coin| match own(&coin.denom) {
            true => self.show(coin.amount),
            false => coin.to_string(),
        };
        coins.iter().map(show).collect::<Vec<_>>().join(", ")
    }

    /// Terms of the stake.
    pub fn stake_config(&self) -> Result<(String, stake::ConfigResponse), Failure> {
        let none = || Failure::asked("nothing is staked in this deployment");
        let address = self.stake.clone().ok_or_else(none)?;
        let config = self.query(&address, &stake::QueryMsg::Config {})?;
        Ok((address, config))
    }

    /// A milestone.
    pub fn milestone(&self, name: &str) -> Result<MilestoneResponse, Failure> {
        let msg = milestones::QueryMsg::Milestone {
            milestone: name.to_owned(),
        };
        self.query(&self.milestones, &msg)
    }

    /// All milestones.
    pub fn all_milestones(&self) -> Result<Vec<MilestoneResponse>, Failure> {
        let mut all: Vec<MilestoneResponse> = Vec::new();
        loop {
            let msg = milestones::QueryMsg::Milestones {
                start_after: all.last().map(|standing| standing.terms.name.clone()),
                limit: Some(30),
            };
            let page: MilestonesResponse = self.query(&self.milestones, &msg)?;
            if page.milestones.is_empty() {
                return Ok(all);
            }
            all.extend(page.milestones);
        }
    }

    /// Oracles and feeds that milestones ask, each once.
    pub fn feeds(&self) -> Result<Vec<(String, String)>, Failure> {
        let mut feeds = Vec::new();
        for standing in self.all_milestones()? {
            for witness in standing.terms.witnesses {
                if let WitnessKind::Feed { oracle, feed, .. } = witness.kind {
                    let feed = (oracle.into_string(), feed);
                    if !feeds.contains(&feed) {
                        feeds.push(feed);
                    }
                }
            }
        }
        Ok(feeds)
    }

    /// All grants.
    pub fn grants(&self) -> Result<Vec<vesting::GrantResponse>, Failure> {
        let mut all: Vec<vesting::GrantResponse> = Vec::new();
        loop {
            let msg = vesting::QueryMsg::Grants {
                start_after: all.last().map(|grant| grant.grant.clone()),
                limit: Some(30),
            };
            let page: vesting::GrantsResponse = self.query(&self.vault, &msg)?;
            if page.grants.is_empty() {
                return Ok(all);
            }
            all.extend(page.grants);
        }
    }

    /// Coins in the denom of bonds.
    pub fn bond(&self, amount: Uint128) -> Result<Vec<Coin>, Failure> {
        let config: milestones::ConfigResponse =
            self.query(&self.milestones, &milestones::QueryMsg::Config {})?;
        Ok(vec![Coin::new(amount, config.bond_denom)])
    }

    /// Asks a contract.
    pub fn query<T: serde::de::DeserializeOwned>(
        &self,
        contract: &str,
        msg: &impl serde::Serialize,
    ) -> Result<T, Failure> {
        self.node.query(contract, msg).map_err(Failure::failed)
    }
}
