//! Conclusions that a report assumes, and what follows from them by our own arithmetic.

use milegate_api::core::Conclusion;
use milegate_api::milestones::{MilestoneResponse, Stage};

use crate::ledger::{self, Ends};
use crate::snapshot::{Snapshot, conclusion};

/// Every milestone reached so early that only dates and curves count: the published calendar.
pub fn all_calendar(s: &Snapshot) -> Ends {
    let at = |m: &MilestoneResponse| m.terms.start.saturating_sub(s.vault.notice);
    s.milestones
        .iter()
        .map(|m| (m.terms.name.clone(), Conclusion::Reached { at: at(m) }))
        .collect()
}

/// Every open milestone reached as early as it still can be.
pub fn all_reached(s: &Snapshot) -> Ends {
    assume(s, |m| first_reached(s, m))
}

/// A milestone reached as early as it still can be.
pub fn first_reached(s: &Snapshot, m: &MilestoneResponse) -> Conclusion {
    let now = s.block.time;
    let since = match &m.stage {
        Stage::Pending { since } | Stage::Disputed { since, .. } => since.time,
        Stage::Open { .. } | Stage::Ended { .. } => now.max(m.terms.start),
    };
    Conclusion::Reached {
        at: since.saturating_add(m.terms.window.seconds).max(now),
    }
}

/// A milestone missed as early as it can be: without evidence, when its last call is over.
pub fn first_missed(s: &Snapshot, m: &MilestoneResponse) -> Conclusion {
    let now = s.block.time;
    let since = match &m.stage {
        Stage::Open {
            last_call: Some(since),
        } => since.time,
        _ => now.max(m.terms.deadline),
    };
    Conclusion::Missed {
        at: since.saturating_add(m.terms.last_call.seconds).max(now),
    }
}

/// Every open milestone missed as late as it can be.
pub fn all_missed(s: &Snapshot) -> Ends {
    assume(s, |m| Conclusion::Missed {
        at: ends_by(m).max(s.block.time),
    })
}

fn assume(s: &Snapshot, how: impl Fn(&MilestoneResponse) -> Conclusion) -> Ends {
    let end = |m: &MilestoneResponse| conclusion(m).unwrap_or_else(|| how(m));
    s.milestones
        .iter()
        .map(|m| (m.terms.name.clone(), end(m)))
        .collect()
}

/// The last instant at which a milestone can end: `D + G + 3 (W + C + G)`.
pub fn ends_by(m: &MilestoneResponse) -> u64 {
    let t = &m.terms;
    let round = t.window.then(t.court_limit).then(t.last_call).seconds;
    t.deadline
        .saturating_add(t.last_call.seconds)
        .saturating_add(round.saturating_mul(3))
}

/// When the last unit is released under these conclusions.
pub fn last(s: &Snapshot, ends: &Ends) -> Option<u64> {
    s.schedules
        .iter()
        .filter_map(|x| ledger::last(&x.schedule, s.vault.notice, ends))
        .max()
}

/// Instants at which something starts, jumps or ends under these conclusions.
pub fn corners<'a>(s: &'a Snapshot, ends: &'a Ends) -> impl Iterator<Item = u64> + 'a {
    s.schedules
        .iter()
        .flat_map(|x| ledger::corners(&x.schedule, s.vault.notice, ends))
}
