//! 10: the ledger can be rebuilt from events alone.

use std::collections::{BTreeMap, BTreeSet};

use milegate_api::vesting::GateStanding;

use super::{RuleResult, log_read};
use crate::log::Logged;
use crate::snapshot::Snapshot;

/// A grant as its events tell it.
#[derive(Default)]
struct Rebuilt {
    schedule: String,
    category: String,
    owner: String,
    payee: String,
    lots: u64,
    amount: u128,
    claimed: u128,
}

/// What the events of a vault come to.
#[derive(Default)]
struct Books {
    grants: BTreeMap<String, Rebuilt>,
    claimed: BTreeMap<String, u128>,
    /// Gates written down, with what each forfeited.
    gates: BTreeMap<(String, u32), Option<u128>>,
    funding: u128,
    digest: String,
}

pub fn check(s: &Snapshot) -> RuleResult {
    let mut rule = RuleResult::new(10, "the ledger can be rebuilt from events");
    let mut books = Books::default();
    let events = log_read::vault(s);
    for e in &events {
        books.take(e, &mut rule);
    }
    let known: BTreeSet<&str> = s.grants.iter().map(|g| g.grant.as_str()).collect();
    for name in books
        .grants
        .keys()
        .filter(|name| !known.contains(name.as_str()))
    {
        rule.check(false, || {
            format!("grant {name} is in the log and not in the vault")
        });
    }
    for g in &s.grants {
        let what = |part: &str| format!("grant {}: {part}", g.grant);
        let Some(r) = books.grants.get(&g.grant) else {
            rule.check(false, || what("not in the log"));
            continue;
        };
        rule.equal(&what("schedule"), g.schedule.as_str(), &r.schedule);
        rule.equal(&what("category"), g.category.as_str(), &r.category);
        rule.equal(&what("owner"), g.owner.as_str(), &r.owner);
        rule.equal(&what("payee"), g.payee.as_str(), &r.payee);
        rule.equal(&what("lots"), g.lots.u64(), r.lots);
        rule.equal(&what("total"), g.figures.total.u128(), r.amount);
        rule.equal(&what("claimed"), g.figures.claimed.u128(), r.claimed);
    }
    gates(s, &books, &mut rule);
    if s.sealed_at().is_some() {
        let sum = books
            .grants
            .values()
            .fold(0u128, |sum, g| sum.saturating_add(g.amount));
        rule.equal("funding", s.vault.funding.u128(), books.funding);
        rule.equal("sum of grants", sum, books.funding);
        rule.equal(
            "seal digest",
            s.vault.seal_digest.to_hex(),
            books.digest.clone(),
        );
    }
    let claimed = books
        .claimed
        .values()
        .fold(0u128, |sum, c| sum.saturating_add(*c));
    rule.fact(format!(
        "{} events rebuild {} grants, {claimed} claimed, {} gates written down",
        events.len(),
        books.grants.len(),
        books.gates.len()
    ));
    rule
}

impl Books {
    fn take(&mut self, e: &Logged, rule: &mut RuleResult) {
        match e.name.as_str() {
            "grant_added" => {
                let rebuilt = Rebuilt {
                    schedule: e.text("schedule").into(),
                    category: e.text("category").into(),
                    owner: e.text("owner").into(),
                    payee: e.text("payee").into(),
                    lots: e.number("lots").unwrap_or(0),
                    amount: e.number("amount").unwrap_or(0),
                    claimed: 0,
                };
                let before = self.grants.insert(e.text("grant").into(), rebuilt);
                rule.check(before.is_none(), || {
                    format!("grant {} was added twice", e.text("grant"))
                });
            }
            "sealed" => {
                self.funding = e.number("funding").unwrap_or(0);
                self.digest = e.text("seal_digest").into();
            }
            "claimed" => self.claim(e, rule),
            "gate_opened" | "gate_died" => {
                let key = (
                    e.text("schedule").to_string(),
                    e.number("tranche").unwrap_or(u32::MAX),
                );
                let lost = (e.name == "gate_died").then(|| e.number("forfeited").unwrap_or(0));
                rule.check(!self.gates.contains_key(&key), || {
                    format!("gate {key:?} was written down twice")
                });
                self.gates.insert(key, lost);
            }
            _ => {}
        }
    }

    /// A payment, with the running sums the event states.
    fn claim(&mut self, e: &Logged, rule: &mut RuleResult) {
        let amount = e.number::<u128>("amount").unwrap_or(0);
        let grant = self.grants.entry(e.text("grant").into()).or_default();
        grant.claimed = grant.claimed.saturating_add(amount);
        let schedule = self.claimed.entry(e.text("schedule").into()).or_default();
        *schedule = schedule.saturating_add(amount);
        let stated = [
            (
                "grant_claimed",
                e.number::<u128>("grant_claimed"),
                grant.claimed,
            ),
            (
                "schedule_claimed",
                e.number::<u128>("schedule_claimed"),
                *schedule,
            ),
        ];
        for (key, is, due) in stated {
            rule.check(is == Some(due), || {
                format!(
                    "height {}: {} states {key} {is:?}, events add up to {due}",
                    e.height,
                    e.text("grant")
                )
            });
        }
    }
}

/// Every latched gate has exactly one event, and what it forfeited is its weight times the lots.
fn gates(s: &Snapshot, books: &Books, rule: &mut RuleResult) {
    let mut known = BTreeSet::new();
    for x in &s.schedules {
        let lots = s
            .grants
            .iter()
            .filter(|g| g.schedule == x.name)
            .fold(0u128, |sum, g| sum.saturating_add(u128::from(g.lots.u64())));
        for t in &x.tranches {
            let key = (x.name.clone(), t.tranche);
            let event = books.gates.get(&key);
            let milestone = x
                .schedule
                .tranches
                .get(t.tranche as usize)
                .is_some_and(|terms| {
                    matches!(
                        terms.gate,
                        milegate_api::core::ledger::Gate::Milestone { .. }
                    )
                });
            known.insert(key);
            let what = format!("{} tranche {}", x.name, t.tranche);
            rule.check(!milestone || t.latched == event.is_some(), || {
                format!(
                    "{what}: written down is {}, the log says {}",
                    t.latched,
                    event.is_some()
                )
            });
            let Some(event) = event else { continue };
            let dead = matches!(t.gate, GateStanding::Dead { .. });
            let due = dead.then(|| u128::from(t.weight.u64()).saturating_mul(lots));
            rule.check(*event == due, || {
                format!("{what}: the log forfeits {event:?}, it should be {due:?}")
            });
        }
    }
    for key in books.gates.keys().filter(|key| !known.contains(*key)) {
        rule.check(false, || {
            format!("the log writes down a gate {key:?} that there is not")
        });
    }
}
