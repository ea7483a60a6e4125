//! 1: per grant and in every sum, `claimed <= vested <= total` and the parts make the whole.

use std::collections::BTreeMap;

use milegate_api::core::ledger::Tenure;
use milegate_api::vesting::{Figures, GrantResponse};

use super::{RuleResult, votes};
use crate::books::{Books, Sums};
use crate::ledger;
use crate::snapshot::Snapshot;

/// The parts of a grant by our own arithmetic.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Lots times the lot.
    pub total: u128,
    /// Vested.
    pub vested: u128,
    /// Forfeited.
    pub forfeited: u128,
}

/// Works every grant out from the published terms, conclusions and lots kept; none where it cannot
/// be.
pub fn own(s: &Snapshot) -> Vec<Option<Own>> {
    let (lot, notice, now, ends) = (
        s.vault.asset.lot.u64(),
        s.vault.notice,
        s.block.time,
        s.ends(),
    );
    let per_lot: BTreeMap<&str, Option<ledger::PerLot>> = s
        .schedules
        .iter()
        .map(|x| {
            (
                x.name.as_str(),
                ledger::per_lot(&x.schedule, lot, notice, &ends, now),
            )
        })
        .collect();
    s.grants
        .iter()
        .map(|g| {
            let one = (*per_lot.get(g.schedule.as_str())?)?;
            of_grant(g, &one, u128::from(lot))
        })
        .collect()
}

fn of_grant(g: &GrantResponse, one: &ledger::PerLot, lot: u128) -> Option<Own> {
    let lots = u128::from(g.lots.u64());
    let total = lots.checked_mul(lot)?;
    let (vested, forfeited) = match g.tenure {
        Tenure::Serving {} => (lots.checked_mul(one.vested)?, lots.checked_mul(one.dead)?),
        Tenure::Left { kept } => {
            let kept = u128::from(kept.u64());
            let lost = lots.checked_sub(kept)?.checked_mul(lot)?;
            let dead = kept.checked_mul(one.dead)?;
            (kept.checked_mul(one.unlocked)?, lost.checked_add(dead)?)
        }
        Tenure::Renounced {} => {
            let claimed = g.figures.claimed.u128();
            (claimed, total.checked_sub(claimed)?)
        }
    };
    Some(Own {
        total,
        vested,
        forfeited,
    })
}

/// What reserves hold by their terms and the grants made of them: locked, forfeited once expired.
fn reserves(s: &Snapshot, books: &Books) -> BTreeMap<String, Figures> {
    let held = books.reserves_at(s, s.block.time);
    let figures = |sums: &Sums| Figures {
        total: sums.total.into(),
        locked: sums.locked().into(),
        forfeited: sums.forfeited.into(),
        ..Figures::default()
    };
    held.iter()
        .map(|(category, sums)| (category.to_string(), figures(sums)))
        .collect()
}

/// The identity of one set of figures.
fn identity(rule: &mut RuleResult, what: &str, f: &Figures) {
    let [total, vested, claimed, claimable, locked, forfeited] = [
        f.total,
        f.vested,
        f.claimed,
        f.claimable,
        f.locked,
        f.forfeited,
    ]
    .map(|x| x.u128());
    rule.check(claimed <= vested, || {
        format!("{what}: claimed {claimed} exceeds vested {vested}")
    });
    rule.check(vested <= total, || {
        format!("{what}: vested {vested} exceeds total {total}")
    });
    let sum = |parts: &[u128]| parts.iter().try_fold(0u128, |sum, p| sum.checked_add(*p));
    rule.check(
        sum(&[claimed, claimable, locked, forfeited]) == Some(total),
        || {
            format!(
                "{what}: claimed {claimed} + claimable {claimable} + locked {locked} + forfeited \
             {forfeited} is not the total {total}"
            )
        },
    );
    rule.check(sum(&[claimed, claimable]) == Some(vested), || {
        format!("{what}: claimed {claimed} + claimable {claimable} is not vested {vested}")
    });
}

fn add(sum: &mut Figures, f: &Figures) {
    let pairs = [
        (&mut sum.total, f.total),
        (&mut sum.vested, f.vested),
        (&mut sum.claimed, f.claimed),
        (&mut sum.claimable, f.claimable),
        (&mut sum.locked, f.locked),
        (&mut sum.forfeited, f.forfeited),
    ];
    for (sum, part) in pairs {
        *sum = sum.saturating_add(part);
    }
}

fn same(rule: &mut RuleResult, what: &str, stated: &Figures, summed: &Figures) {
    let parts = [
        ("total", stated.total, summed.total),
        ("vested", stated.vested, summed.vested),
        ("claimed", stated.claimed, summed.claimed),
        ("claimable", stated.claimable, summed.claimable),
        ("locked", stated.locked, summed.locked),
        ("forfeited", stated.forfeited, summed.forfeited),
    ];
    for (part, is, due) in parts {
        rule.check(is == due, || {
            format!("{what}: {part} {is}, grants and reserves add up to {due}")
        });
    }
}

pub fn check(s: &Snapshot, books: &Books) -> RuleResult {
    let mut rule = RuleResult::new(1, "claimed <= vested <= total, the parts make the whole");
    let (mut all, mut categories, mut schedules) =
        (Figures::default(), BTreeMap::new(), BTreeMap::new());
    for (g, own) in s.grants.iter().zip(own(s)) {
        let what = format!("grant {}", g.grant);
        identity(&mut rule, &what, &g.figures);
        match own {
            None => rule.check(false, || format!("{what}: its terms cannot be computed")),
            Some(own) => {
                rule.equal(&format!("{what}: total"), g.figures.total.u128(), own.total);
                rule.equal(
                    &format!("{what}: forfeited"),
                    g.figures.forfeited.u128(),
                    own.forfeited,
                );
                if s.sealed_at().is_some() {
                    rule.equal(
                        &format!("{what}: vested"),
                        g.figures.vested.u128(),
                        own.vested,
                    );
                }
            }
        }
        let sums = [
            &mut all,
            categories.entry(g.category.as_str()).or_default(),
            schedules.entry(g.schedule.as_str()).or_default(),
        ];
        for sum in sums {
            add(sum, &g.figures);
        }
    }
    for (category, reserve) in reserves(s, books) {
        add(&mut all, &reserve);
        let name = s.supply.categories.iter().find(|c| c.category == category);
        if let Some(c) = name {
            add(categories.entry(c.category.as_str()).or_default(), &reserve);
        }
    }
    let none = Figures::default();
    for c in &s.supply.categories {
        let what = format!("category {}", c.category);
        identity(&mut rule, &what, &c.figures);
        same(
            &mut rule,
            &what,
            &c.figures,
            categories.get(c.category.as_str()).unwrap_or(&none),
        );
        rule.check(c.figures.total <= c.cap, || {
            format!(
                "{what}: granted {} exceeds the cap {}",
                c.figures.total, c.cap
            )
        });
    }
    for x in &s.schedules {
        let what = format!("schedule {}", x.name);
        same(
            &mut rule,
            &what,
            &x.figures,
            schedules.get(x.name.as_str()).unwrap_or(&none),
        );
    }
    identity(&mut rule, "all categories", &s.supply.total);
    same(&mut rule, "all categories", &s.supply.total, &all);
    let later = books.grants.values().filter(|g| g.assigned.is_some());
    let grants = (s.vault.grants as usize).saturating_add(later.count());
    rule.equal("number of grants", s.grants.len(), grants);
    votes::weights(s, &mut rule);
    rule.fact(format!(
        "{} grants worked out again from the published terms at time {}",
        s.grants.len(),
        s.block.time
    ));
    rule.fact(format!(
        "total {} = claimed {} + claimable {} + locked {} + forfeited {}",
        all.total, all.claimed, all.claimable, all.locked, all.forfeited
    ));
    rule
}
