//! 7: every state has an exit that needs no privileged key.

use super::RuleResult;
use crate::collect::ends_by;
use crate::dates;
use crate::snapshot::{Snapshot, conclusion};

pub fn check(s: &Snapshot) -> RuleResult {
    let mut rule = RuleResult::new(7, "every state has an exit without a privileged key");
    let mut last = 0;
    for m in s.milestones.iter().filter(|m| conclusion(m).is_none()) {
        let exit = m
            .next
            .iter()
            .any(|n| matches!(n.action.as_str(), "conclude" | "wait"));
        rule.check(exit, || {
            format!(
                "{}: nothing but privileged steps: {:?}",
                m.terms.name, m.next
            )
        });
        last = last.max(ends_by(m));
        rule.fact(format!(
            "{} ends by {} at the latest",
            m.terms.name,
            dates::date(ends_by(m))
        ));
    }
    if last == 0 {
        rule.fact("every milestone has ended");
    }
    let claimable = s.grants.iter().filter(|g| !g.figures.claimable.is_zero());
    let mut count: u32 = 0;
    for g in claimable {
        count = count.saturating_add(1);
        rule.check(g.next.iter().any(|n| n.action == "claim"), || {
            format!(
                "grant {}: {} claimable and no claim among its next steps",
                g.grant, g.figures.claimable
            )
        });
    }
    rule.fact(format!(
        "{count} grants have something to claim, and each can be"
    ));
    rule
}
