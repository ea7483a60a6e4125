//! 4: a gate opens after its milestone's end and the notice; as reached only after a full window.

use milegate_api::core::ledger::Gate;
use milegate_api::vesting::GateStanding;

use super::replay::{self, Reached};
use super::{RuleResult, log_read};
use crate::dates;
use crate::snapshot::Snapshot;

pub fn check(s: &Snapshot) -> RuleResult {
    let mut rule = RuleResult::new(4, "gates open only after a full window and the notice");
    let events = log_read::milestones(s);
    for m in &s.milestones {
        let life = replay::life(&m.terms, &events);
        let name = &m.terms.name;
        if let Some(reached) = &life.reached {
            window(&mut rule, m, reached);
        }
        if life.falls > 0 {
            rule.fact(format!(
                "{name}: thrown out {} times, each began a new window",
                life.falls
            ));
        }
    }
    let ends = s.ends();
    for x in &s.schedules {
        for (terms, standing) in x.schedule.tranches.iter().zip(&x.tranches) {
            let (
                Gate::Milestone {
                    milestone,
                    not_before,
                    ..
                },
                GateStanding::Open { at, .. },
            ) = (&terms.gate, &standing.gate)
            else {
                continue;
            };
            let what = format!("{} tranche {}", x.name, standing.tranche);
            rule.check(ends.contains_key(milestone), || {
                format!("{what}: open at {at}, but {milestone} has not ended")
            });
            rule.check(at >= not_before, || {
                format!("{what}: opens {at}, before {not_before}")
            });
            if let Some(end) = ends.get(milestone) {
                let end = match end {
                    milegate_api::core::Conclusion::Reached { at }
                    | milegate_api::core::Conclusion::Missed { at } => *at,
                };
                let earliest = end.saturating_add(s.vault.notice);
                rule.check(*at >= earliest, || {
                    format!("{what}: opens {at}, the notice after {milestone} ends at {earliest}")
                });
            }
        }
    }
    for e in log_read::vault(s)
        .iter()
        .filter(|e| e.name == "gate_opened")
    {
        let tranche = e
            .number::<usize>("tranche")
            .and_then(|i| s.schedule(e.text("schedule"))?.tranches.get(i));
        let stands = tranche.map(|t| &t.gate);
        let agrees = matches!(stands, Some(GateStanding::Open { at, .. }) if Some(*at) == e.number("opens_at"));
        rule.check(agrees, || {
            format!("height {}: gate of {} tranche {} written as opening at {}, it stands as {stands:?}",
                e.height, e.text("schedule"), e.text("tranche"), e.text("opens_at"))
        });
    }
    rule
}

/// Whether the challenge window ran in full, by both clocks.
fn window(
    rule: &mut RuleResult,
    m: &milegate_api::milestones::MilestoneResponse,
    reached: &Reached,
) {
    let (name, window, at) = (&m.terms.name, m.terms.window, reached.at);
    rule.check(reached.held, || {
        format!(
            "{name}: reached at height {}, but what stood does not satisfy the policy",
            at.height
        )
    });
    let Some(since) = reached.since else {
        rule.check(false, || {
            format!("{name}: reached at height {} without a window", at.height)
        });
        return;
    };
    let seconds = at.time.saturating_sub(since.time);
    let blocks = at.height.saturating_sub(since.height);
    rule.check(seconds >= window.seconds && blocks >= window.blocks, || {
        format!("{name}: reached after {seconds} s and {blocks} blocks of a window of {} s and {} blocks", window.seconds, window.blocks)
    });
    rule.fact(format!(
        "{name}: reached {} and {blocks} blocks after the policy was satisfied, the window is {} and {} blocks",
        dates::length(seconds), dates::length(window.seconds), window.blocks
    ));
}
