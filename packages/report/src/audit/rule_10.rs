//! 10: the ledger can be rebuilt from events alone, and comes to what the vault says.

use std::collections::{BTreeMap, BTreeSet};

use milegate_api::core::Point;
use milegate_api::core::ledger::{Gate, Tenure};
use milegate_api::vesting::{Figures, GateStanding, GrantResponse};

use super::{RuleResult, votes};
use crate::books::{Books, Held, Sums};
use crate::snapshot::Snapshot;

pub fn check(s: &Snapshot, books: &Books) -> RuleResult {
    let mut rule = RuleResult::new(10, "the ledger can be rebuilt from events");
    rule.faults(books);
    grants(s, books, &mut rule);
    gates(s, books, &mut rule);
    changes(s, books, &mut rule);
    votes::tallies(s, &mut rule);
    if s.sealed_at().is_some() {
        sealed(s, books, &mut rule);
        present(s, books, &mut rule);
    }
    let claimed = books.grants.values().map(Held::claimed);
    rule.fact(format!(
        "{} events rebuild {} grants, {} claimed, {} gates written down",
        books.events,
        books.grants.len(),
        claimed.fold(0u128, u128::saturating_add),
        books.gates.len()
    ));
    rule
}

fn grants(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    let known: BTreeSet<&str> = s.grants.iter().map(|g| g.grant.as_str()).collect();
    let logged = books.grants.keys();
    for name in logged.filter(|name| !known.contains(name.as_str())) {
        rule.check(false, || {
            format!("grant {name} is in the log and not in the vault")
        });
    }
    for g in &s.grants {
        let what = |part: &str| format!("grant {}: {part}", g.grant);
        let Some(held) = books.grants.get(&g.grant) else {
            rule.check(false, || what("not in the log"));
            continue;
        };
        rule.equal(&what("schedule"), g.schedule.as_str(), &held.schedule);
        rule.equal(&what("category"), g.category.as_str(), &held.category);
        rule.equal(&what("owner"), g.owner.as_str(), &held.owner);
        rule.equal(&what("payee"), g.payee.as_str(), &held.payee);
        rule.equal(&what("lots"), g.lots.u64(), held.lots);
        rule.equal(&what("total"), g.figures.total.u128(), held.amount);
        rule.equal(&what("claimed"), g.figures.claimed.u128(), held.claimed());
        let recovery = g.recovery.as_ref().map_or("nobody", |a| a.as_str());
        let due = held.recovery.as_deref().unwrap_or("nobody");
        rule.equal(&what("recovery"), recovery, due);
        let (is, due) = (format!("{:?}", g.tenure), format!("{:?}", tenure(held)));
        rule.equal(&what("tenure"), is, due);
    }
}

/// What became of a holder's service by the log.
fn tenure(held: &Held) -> Tenure {
    match (held.given_up, held.left) {
        (Some(_), _) => Tenure::Renounced {},
        (None, Some(left)) => Tenure::Left {
            kept: left.kept.into(),
        },
        (None, None) => Tenure::Serving {},
    }
}

/// What was paid in, and for what.
fn sealed(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    let lot = u128::from(s.vault.asset.lot.u64());
    let drafted = books.grants.values().filter(|g| g.assigned.is_none());
    let drafted = drafted.map(|g| g.amount).fold(0u128, u128::saturating_add);
    let reserves = s.vault.categories.iter().filter_map(|c| c.reserve.as_ref());
    let reserved = reserves
        .map(|r| u128::from(r.lots.u64()).saturating_mul(lot))
        .fold(0u128, u128::saturating_add);
    rule.equal("funding", s.vault.funding.u128(), books.funding);
    let sum = drafted.saturating_add(reserved);
    rule.equal("sum of grants and reserves", sum, books.funding);
    let digest = books.digest.clone();
    rule.equal("seal digest", s.vault.seal_digest.to_hex(), digest);
}

/// Every figure of the present, rebuilt.
fn present(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    let now = s.block.time;
    let rebuilt = books.grants_at(s, now);
    let of = |g: &GrantResponse| rebuilt.get(g.grant.as_str()).copied().flatten();
    for g in &s.grants {
        if let Some(sums) = of(g) {
            same(
                rule,
                &format!("rebuilt grant {}", g.grant),
                &g.figures,
                &sums,
            );
        }
    }
    let rebuilt = books.categories_at(s, now);
    let mut all = Sums::default();
    for c in &s.supply.categories {
        let sums = rebuilt
            .get(c.category.as_str())
            .copied()
            .unwrap_or_default();
        let what = format!("rebuilt category {}", c.category);
        same(rule, &what, &c.figures, &sums);
        all = all.plus(&sums);
    }
    same(rule, "rebuilt sum", &s.supply.total, &all);
    for (category, sums) in books.reserves_at(s, now) {
        let stated = s
            .supply
            .categories
            .iter()
            .find(|c| c.category == category)
            .map_or(0, |c| c.reserve.u128());
        let what = format!("category {category}: reserve");
        rule.equal(&what, stated, sums.total);
    }
    rule.fact(format!(
        "figures of {} grants and {} categories rebuilt from the log are those of the vault",
        s.grants.len(),
        s.supply.categories.len()
    ));
}

fn same(rule: &mut RuleResult, what: &str, is: &Figures, due: &Sums) {
    let parts = [
        ("total", is.total, due.total),
        ("vested", is.vested, due.vested),
        ("claimed", is.claimed, due.claimed),
        ("locked", is.locked, due.locked()),
        ("forfeited", is.forfeited, due.forfeited),
    ];
    for (part, is, due) in parts {
        rule.equal(&format!("{what}: {part}"), is.u128(), due);
    }
}

/// Announced changes are those of the log.
fn changes(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    let now = Point {
        time: s.block.time,
        height: s.block.height,
    };
    let mut due: BTreeMap<(&str, &str), String> = BTreeMap::new();
    let announced = books.announced.iter();
    for ((grant, kind), a) in announced.filter(|(_, a)| !now.reached(a.lapses)) {
        let words = format!(
            "to '{}' ({}), due at {} until {}",
            a.to, a.reason, a.due, a.lapses
        );
        due.insert((grant, kind), words);
    }
    for g in &s.grants {
        for c in &g.changes {
            let kind = c.change.kind().code();
            let to = c.change.to().map_or("", |a| a.as_str());
            let reason = c.change.reason();
            let when = c.when;
            let is = format!(
                "to '{to}' ({reason}), due at {} until {}",
                when.due, when.lapses
            );
            let logged = due.remove(&(g.grant.as_str(), kind));
            rule.check(logged.as_ref() == Some(&is), || {
                let name = &g.grant;
                format!("grant {name}: {kind} {is} is announced, the log has {logged:?}")
            });
        }
    }
    for ((grant, kind), words) in due {
        rule.check(false, || {
            format!("grant {grant}: {kind} {words} is announced in the log only")
        });
    }
}

/// Every gate that is written down has one event, or was written down before its schedule was
/// copied.
fn gates(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    let mut known = BTreeSet::new();
    for x in &s.schedules {
        for t in &x.tranches {
            let key = (x.name.clone(), t.tranche);
            let event = books.gates.get(&key);
            let logged = event.is_some() || books.inherited.contains(&key);
            let terms = x.schedule.tranches.get(t.tranche as usize);
            let gated = terms.is_some_and(|t| matches!(t.gate, Gate::Milestone { .. }));
            let what = format!("{} tranche {}", x.name, t.tranche);
            rule.check(!gated || t.latched == logged, || {
                let is = t.latched;
                format!("{what}: written down is {is}, the log says {logged}")
            });
            let dead = matches!(t.gate, GateStanding::Dead { .. });
            let died = event.map(Option::is_some);
            rule.check(died.is_none_or(|died| died == dead), || {
                format!("{what}: dead is {dead}, the log says {died:?}")
            });
            known.insert(key);
        }
    }
    for key in books.gates.keys().filter(|key| !known.contains(*key)) {
        rule.check(false, || {
            format!("the log writes down a gate {key:?} that there is not")
        });
    }
}
