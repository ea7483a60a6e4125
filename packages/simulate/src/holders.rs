//! What holders and anyone send.

use std::collections::BTreeMap;

use cosmwasm_std::Addr;
use milegate_api::milestones;
use milegate_api::vesting::{self, GateStanding, GrantResponse, TrancheStanding};

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

    /// Claims the grants named, or all that have something to claim, each by its owner; where the
    /// owner's key is lost, by whoever else may.
    pub fn claim(&mut self, only: Option<&[String]>, by: Option<&str>) -> Result<(), PlayError> {
        let mut owned: BTreeMap<Addr, Vec<String>> = BTreeMap::new();
        let by = by.map(|name| self.cast.address(&self.chain, name));
        for grant in self.grants()?.into_iter() {
            let wanted = match only {
                Some(list) => list.contains(&grant.grant),
                None => !grant.figures.claimable.is_zero(),
            };
            let sender = by.clone().or_else(|| self.claimant(&grant));
            if let Some(sender) = sender.filter(|_| wanted) {
                owned.entry(sender).or_default().push(grant.grant);
            }
        }
        if owned.is_empty() && only.is_some() {
            return Err(PlayError::Unknown(format!("no such grants: {only:?}")));
        }
        let before = self.cast.asset.balance(&self.chain, &self.cast.vault)?;
        let mut count = 0_usize;
        for (owner, grants) in owned {
            for batch in grants.chunks(CLAIM_AT_MOST) {
                count = count.saturating_add(batch.len());
                let msg = vesting::ExecuteMsg::Claim {
                    grants: batch.to_vec(),
                };
                let call = self.call(&self.cast.vault, &msg, vec![])?;
                self.deliver(&owner, call)?;
            }
        }
        let after = self.cast.asset.balance(&self.chain, &self.cast.vault)?;
        if count > 0 {
            let paid = self.cast.asset.words(before.saturating_sub(after));
            let grants = if count == 1 {
                "grant claims"
            } else {
                "grants claim"
            };
            self.say(format!("{count} {grants} {paid}"));
        }
        Ok(())
    }

    /// Who can still sign a claim of the grant, if anybody can.
    fn claimant(&mut self, grant: &GrantResponse) -> Option<Addr> {
        let anyone = self.cast.address(&self.chain, "anyone");
        let holders = [&grant.owner, &grant.payee].into_iter();
        let mut able = holders
            .chain(grant.anyone_claims.then_some(&anyone))
            .filter(|who| !self.destroyed.contains(*who));
        able.next().cloned()
    }

    /// Has what is left of an expired reserve forfeited.
    pub fn lapse_reserve(&mut self, category: &str) -> Result<(), PlayError> {
        let anyone = self.cast.address(&self.chain, "anyone");
        let msg = vesting::ExecuteMsg::LapseReserve {
            category: category.into(),
        };
        self.tell_vault(&anyone, &msg)
    }

    /// Sends both sinks what was forfeited, where there is anything.
    pub fn pay_dues(&mut self) -> Result<(), PlayError> {
        let anyone = self.cast.address(&self.chain, "anyone");
        let now = self.now();
        for (category, expires) in self.reserves()? {
            if expires <= now {
                self.lapse_reserve(&category)?;
            }
        }
        if !self.supply()?.dues.is_zero() {
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
}
