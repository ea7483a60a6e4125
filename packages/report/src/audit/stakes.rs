//! Stakes, weights and claims, lived again from the events of a stake.

use std::collections::BTreeMap;

use crate::log::{self, Logged};
use crate::snapshot::{Snapshot, Staking, Voting};

/// What the events of a stake come to.
#[derive(Debug, Default)]
pub struct Stakes {
    /// Base units by staker.
    pub staked: BTreeMap<String, u128>,
    /// Weights by staker, none of 0.
    pub weights: BTreeMap<String, u64>,
    /// Staked, or unbonded and not yet claimed.
    pub owed: u128,
    /// Changes of weights in order: height, staker, weight, total.
    changes: Vec<(u64, String, u64, u64)>,
    /// Number of events.
    pub events: usize,
    /// What events state that does not follow from those before.
    pub faults: Vec<String>,
}

/// Lives a stake again.
pub fn read(s: &Snapshot, v: &Voting, staking: &Staking) -> Stakes {
    let mut stakes = Stakes::default();
    let events = log::of(&s.txs, v.config.source.as_str(), log::STAKE);
    for e in &events {
        stakes.take(e, staking);
    }
    stakes.events = events.len();
    stakes
}

impl Stakes {
    fn take(&mut self, e: &Logged, staking: &Staking) {
        let (who, tokens) = (e.text("staker"), e.number::<u128>("tokens").unwrap_or(0));
        let staked = self.staked.get(who).copied().unwrap_or(0);
        let staked = match e.name.as_str() {
            "bonded" => {
                self.owed = self.owed.saturating_add(tokens);
                staked.saturating_add(tokens)
            }
            "unbonded" => {
                self.check(e, tokens <= staked, "more than was staked");
                staked.saturating_sub(tokens)
            }
            "claimed" => {
                self.check(e, tokens <= self.owed, "more than is owed");
                self.owed = self.owed.saturating_sub(tokens);
                return;
            }
            _ => return,
        };
        let terms = &staking.config;
        let weight = match staked >= terms.min_bond.u128() {
            true => staked.checked_div(terms.tokens_per_weight.u128()),
            false => Some(0),
        };
        let weight = weight
            .and_then(|w| u64::try_from(w).ok())
            .unwrap_or(u64::MAX);
        self.staked.insert(who.into(), staked);
        match weight {
            0 => self.weights.remove(who),
            weight => self.weights.insert(who.into(), weight),
        };
        let total = self.total();
        self.changes.push((e.height, who.into(), weight, total));
        let stated = |key: &str| e.number::<u128>(key);
        let same = stated("stake") == Some(staked)
            && stated("weight") == Some(weight.into())
            && stated("total") == Some(total.into());
        self.check(
            e,
            same,
            "another stake, weight or total than the events before come to",
        );
    }

    fn check(&mut self, e: &Logged, holds: bool, what: &str) {
        if !holds {
            let (height, name, who) = (e.height, &e.name, e.text("staker"));
            self.faults
                .push(format!("height {height}: {name} by {who}: {what}"));
        }
    }

    /// What all stakes weigh.
    pub fn total(&self) -> u64 {
        self.weights.values().copied().fold(0, u64::saturating_add)
    }

    /// What somebody weighed at the start of a block.
    pub fn weight_at(&self, who: &str, height: u64) -> u64 {
        let mut before = self.changes.iter().rev();
        let found = before.find(|(at, staker, ..)| *at < height && staker == who);
        found.map_or(0, |(_, _, weight, _)| *weight)
    }

    /// What all stakes weighed at the start of a block.
    pub fn total_at(&self, height: u64) -> u64 {
        let mut before = self.changes.iter().rev();
        before
            .find(|(at, ..)| *at < height)
            .map_or(0, |(.., total)| *total)
    }
}
