//! What a milestone starts, as it stood at an instant.

use std::collections::BTreeMap;

use milegate_api::core::ledger::Curve;

use crate::books::{Books, Held};
use crate::ledger::{self, GateState};
use crate::model::{Opens, Paid};
use crate::snapshot::{Snapshot, conclusion};

/// What a milestone started if it was reached, by the grants and conclusions of an instant.
pub fn opens(s: &Snapshot, books: &Books, milestone: &str, at: u64) -> Opens {
    let ended = |m: &&milegate_api::milestones::MilestoneResponse| {
        conclusion(m).is_some_and(|c| c.at() < at)
    };
    let ends: ledger::Ends = s
        .milestones
        .iter()
        .filter(ended)
        .filter_map(|m| conclusion(m).map(|c| (m.terms.name.clone(), c)))
        .collect();
    let mut behind: BTreeMap<&str, u128> = BTreeMap::new();
    let mut over = 0;
    for x in &s.schedules {
        for tranche in &x.schedule.tranches {
            if ledger::gate(tranche, &ends, s.vault.notice) != GateState::Waiting(milestone.into())
            {
                continue;
            }
            let sum = behind.entry(x.name.as_str()).or_default();
            *sum = sum.saturating_add(tranche.weight.u64().into());
            over = over.max(match tranche.curve {
                Curve::Once {} => 0,
                Curve::Linear { duration, .. } => duration,
                Curve::Steps { every, count } => every.saturating_mul(count),
            });
        }
    }

    let mut categories: BTreeMap<&str, (u32, u128)> = BTreeMap::new();
    for held in books.grants.values().filter(|held| held.is_there(at)) {
        let lots = lots_at(held, at);
        let Some(each) = behind.get(held.schedule.as_str()).filter(|_| lots > 0) else {
            continue;
        };
        let (grants, amount) = categories.entry(&held.category).or_default();
        *grants = grants.saturating_add(1);
        *amount = amount.saturating_add(u128::from(lots).saturating_mul(*each));
    }
    let categories: Vec<Paid> = categories
        .into_iter()
        .map(|(category, (grants, amount))| Paid {
            category: category.into(),
            grants,
            amount: amount.into(),
        })
        .collect();
    let sum = categories.iter().map(|c| c.amount.u128());
    let grants = categories.iter().map(|c| c.grants);
    Opens {
        milestone: milestone.into(),
        amount: sum.fold(0, u128::saturating_add).into(),
        grants: grants.fold(0, u32::saturating_add),
        over,
        categories,
    }
}

fn lots_at(held: &Held, at: u64) -> u64 {
    match (held.given_up, held.left) {
        (Some(gone), _) if gone.at <= at => 0,
        (_, Some(left)) if left.at <= at => left.kept,
        _ => held.lots,
    }
}
