//! What a run asks the contracts, and what holders and anyone send.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use milegate_api::milestones::{self, MilestoneResponse};
use milegate_api::vesting::{
    self, GateStanding, GrantsResponse, ScheduleResponse, SchedulesResponse, TrancheStanding,
};
use serde::Serialize;

use crate::cast::PlayError;
use crate::player::Player;

/// A claim names at most this many grants, as the contract has it.
const CLAIM_AT_MOST: usize = 30;

impl Player {
    /// Has time's decision written down.
    pub fn conclude(&mut self, milestone: &str) -> Result<(), PlayError> {
        let anyone = self.cast.address(&self.chain, "anyone");
        let msg = milestones::ExecuteMsg::Conclude {
            milestone: milestone.into(),
        };
        self.tell_milestones(&anyone, &msg, vec![])
    }

    /// Claims the grants named, or all that have something to claim, each by its owner.
    pub fn claim(&mut self, only: Option<&[String]>, by: Option<&str>) -> Result<(), PlayError> {
        let mut owned: BTreeMap<Addr, Vec<String>> = BTreeMap::new();
        let by = by.map(|name| self.cast.address(&self.chain, name));
        for grant in self.grants()?.into_iter() {
            let wanted = match only {
                Some(list) => list.contains(&grant.grant),
                None => !grant.figures.claimable.is_zero(),
            };
            if wanted {
                let sender = by.clone().unwrap_or(grant.owner);
                owned.entry(sender).or_default().push(grant.grant);
            }
        }
        if owned.is_empty() && only.is_some() {
            return Err(PlayError::Unknown(format!("no such grants: {only:?}")));
        }
        let before = self.chain.balance(&self.cast.vault, &self.cast.denom);
        let mut count = 0_usize;
        for (owner, grants) in owned {
            for batch in grants.chunks(CLAIM_AT_MOST) {
                count = count.saturating_add(batch.len());
                let msg = vesting::ExecuteMsg::Claim {
                    grants: batch.to_vec(),
                };
                let call = self.call(&self.cast.vault, &msg, vec![])?;
                self.transact(&owner, call)?;
            }
        }
        let after = self.chain.balance(&self.cast.vault, &self.cast.denom);
        if count > 0 {
            let paid = self.amount(before.saturating_sub(after).into());
            let grants = if count == 1 {
                "grant claims"
            } else {
                "grants claim"
            };
            self.say(format!("{count} {grants} {paid}"));
        }
        Ok(())
    }

    /// Sends both sinks what was forfeited, where there is anything.
    pub fn pay_dues(&mut self) -> Result<(), PlayError> {
        let anyone = self.cast.address(&self.chain, "anyone");
        let supply: vesting::SupplyResponse =
            self.query(&self.cast.vault, &vesting::QueryMsg::Supply {})?;
        if !supply.dues.is_zero() {
            for schedule in self.schedules()? {
                let ended = |t: &TrancheStanding| {
                    !t.latched && !matches!(t.gate, GateStanding::Waiting { .. })
                };
                if schedule.tranches.iter().any(ended) {
                    let sync = vesting::ExecuteMsg::Sync {
                        schedule: schedule.name,
                    };
                    self.tell_vault(&anyone, &sync)?;
                }
            }
            self.tell_vault(&anyone, &vesting::ExecuteMsg::PayDues {})?;
        }
        let bonds: milestones::BondsResponse =
            self.query(&self.cast.milestones, &milestones::QueryMsg::Bonds {})?;
        if !bonds.dues.is_zero() {
            self.tell_milestones(&anyone, &milestones::ExecuteMsg::PayDues {}, vec![])?;
        }
        Ok(())
    }

    /// All grants.
    pub fn grants(&self) -> Result<Vec<vesting::GrantResponse>, PlayError> {
        let mut all: Vec<vesting::GrantResponse> = Vec::new();
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
