//! What a run asks the contracts.

use std::collections::BTreeSet;

use cosmwasm_std::Addr;
use milegate_api::milestones::{self, MilestoneResponse};
use milegate_api::vesting::{
    self, Event, GrantResponse, GrantsResponse, ScheduleResponse, SchedulesResponse,
};
use serde::Serialize;

use crate::cast::PlayError;
use crate::player::Player;

impl Player {
    /// Terms and wiring of the vault.
    pub fn vault(&self) -> Result<vesting::VaultResponse, PlayError> {
        self.query(&self.cast.vault, &vesting::QueryMsg::Vault {})
    }

    /// Figures of the vault.
    pub fn supply(&self) -> Result<vesting::SupplyResponse, PlayError> {
        self.query(&self.cast.vault, &vesting::QueryMsg::Supply {})
    }

    /// Categories whose reserve still holds something, with the instant at which it expires.
    pub fn reserves(&self) -> Result<Vec<(String, u64)>, PlayError> {
        let lapsed = self.lapsed();
        let supply = self.supply()?.categories.into_iter();
        let held: BTreeSet<String> = supply
            .filter(|c| !c.reserve.is_zero() && !lapsed.contains(&c.category))
            .map(|c| c.category)
            .collect();
        let categories = self.vault()?.categories.into_iter();
        let reserves = categories.filter_map(|c| Some((c.name, c.reserve?.expires)));
        Ok(reserves.filter(|(name, _)| held.contains(name)).collect())
    }

    /// Categories whose reserve was forfeited.
    fn lapsed(&self) -> BTreeSet<String> {
        let events = self.chain.log().iter().flat_map(|tx| &tx.events);
        let lapsed = events.filter_map(|event| match Event::parse(event)? {
            Ok(Event::ReserveLapsed { category, .. }) => Some(category),
            _ => None,
        });
        lapsed.collect()
    }

    /// One grant.
    pub fn grant(&self, grant: &str) -> Result<GrantResponse, PlayError> {
        let msg = vesting::QueryMsg::Grant {
            grant: grant.into(),
        };
        self.query(&self.cast.vault, &msg)
    }

    /// All grants.
    pub fn grants(&self) -> Result<Vec<GrantResponse>, PlayError> {
        let mut all: Vec<GrantResponse> = Vec::new();
        loop {
            let start_after = all.last().map(|g| g.grant.clone());
            let page: GrantsResponse = self.query(
                &self.cast.vault,
                &vesting::QueryMsg::Grants {
                    start_after,
                    limit: Some(30),
                },
            )?;
            if page.grants.is_empty() {
                return Ok(all);
            }
            all.extend(page.grants);
        }
    }

    /// All schedules.
    pub fn schedules(&self) -> Result<Vec<ScheduleResponse>, PlayError> {
        let mut all: Vec<ScheduleResponse> = Vec::new();
        loop {
            let start_after = all.last().map(|s| s.name.clone());
            let msg = vesting::QueryMsg::Schedules {
                start_after,
                limit: Some(30),
            };
            let page: SchedulesResponse = self.query(&self.cast.vault, &msg)?;
            if page.schedules.is_empty() {
                return Ok(all);
            }
            all.extend(page.schedules);
        }
    }

    /// One milestone.
    pub fn milestone(&self, milestone: &str) -> Result<MilestoneResponse, PlayError> {
        let msg = milestones::QueryMsg::Milestone {
            milestone: milestone.into(),
        };
        self.query(&self.cast.milestones, &msg)
    }

    /// All milestones.
    pub fn milestones(&self) -> Result<Vec<MilestoneResponse>, PlayError> {
        let msg = milestones::QueryMsg::Milestones {
            start_after: None,
            limit: Some(30),
        };
        let page: milestones::MilestonesResponse = self.query(&self.cast.milestones, &msg)?;
        Ok(page.milestones)
    }

    /// Asks a contract.
    pub fn query<T: serde::de::DeserializeOwned>(
        &self,
        contract: &Addr,
        msg: &impl Serialize,
    ) -> Result<T, PlayError> {
        self.chain
            .query(contract, msg)
            .map_err(|e| PlayError::Query(e.to_string()))
    }
}
