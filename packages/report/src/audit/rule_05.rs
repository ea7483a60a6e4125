//! 5: what is reached stays reached, what is missed stays missed.

use std::collections::BTreeMap;

use milegate_api::core::Conclusion;
use milegate_api::vesting::GateStanding;

use super::{RuleResult, log_read};
use crate::ledger::{self, GateState};
use crate::snapshot::{Snapshot, conclusion};

/// Events that change what a milestone is.
const STATE: [&str; 12] = [
    "attested",
    "pledged",
    "retracted",
    "recused",
    "sitting_dropped",
    "pending",
    "challenged",
    "settled",
    "struck",
    "fell",
    "last_call",
    "bond_raised",
];

pub fn check(s: &Snapshot) -> RuleResult {
    let mut rule = RuleResult::new(5, "an end is final");
    let mut ends: BTreeMap<String, Conclusion> = BTreeMap::new();
    for e in log_read::milestones(s) {
        let name = e.text("milestone");
        let end = match e.name.as_str() {
            "reached" => Conclusion::Reached { at: e.time },
            "missed" => Conclusion::Missed { at: e.time },
            other => {
                let late = STATE.contains(&other) && ends.contains_key(name);
                rule.check(!late, || {
                    format!("{name}: {other} at height {} after its end", e.height)
                });
                continue;
            }
        };
        let before = ends.insert(name.into(), end);
        rule.check(before.is_none(), || {
            format!("{name}: ended twice, again at height {}", e.height)
        });
    }
    for (m, stake) in s.milestones.iter().zip(&s.stakes) {
        let (name, now) = (&m.terms.name, conclusion(m));
        let logged = ends.get(name).copied();
        rule.check(now == logged, || {
            format!("{name}: it says {now:?}, the log {logged:?}")
        });
        rule.check(stake.conclusion == now, || {
            format!(
                "{name}: the vault sees {:?}, it says {now:?}",
                stake.conclusion
            )
        });
    }
    gates(s, &mut rule);
    rule.fact(format!(
        "{} of {} milestones have ended, each once",
        ends.len(),
        s.milestones.len()
    ));
    rule
}

/// Every gate stands where the conclusions put it.
fn gates(s: &Snapshot, rule: &mut RuleResult) {
    let ends = s.ends();
    let mut count: u32 = 0;
    for x in &s.schedules {
        rule.equal(
            &format!("{}: tranches", x.name),
            x.tranches.len(),
            x.schedule.tranches.len(),
        );
        for (terms, standing) in x.schedule.tranches.iter().zip(&x.tranches) {
            let due = ledger::gate(terms, &ends, s.vault.notice);
            let is = match &standing.gate {
                GateStanding::Waiting { milestone } => GateState::Waiting(milestone.clone()),
                GateStanding::Open { at, curve } => GateState::Open(*at, *curve),
                GateStanding::Dead { at } => GateState::Dead(*at),
            };
            count = count.saturating_add(1);
            rule.check(is == due, || {
                format!(
                    "{} tranche {}: gate is {is:?}, the conclusions make it {due:?}",
                    x.name, standing.tranche
                )
            });
            rule.check(standing.weight == terms.weight, || {
                format!(
                    "{} tranche {}: weight {} against {}",
                    x.name, standing.tranche, standing.weight, terms.weight
                )
            });
        }
    }
    rule.fact(format!(
        "{count} gates stand where the conclusions put them"
    ));
}
