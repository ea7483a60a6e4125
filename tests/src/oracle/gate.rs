use std::collections::BTreeMap;

use milegate_core::Conclusion;
use milegate_core::ledger::{Curve, Gate, IfMissed, Tranche};

/// What was concluded, by milestone.
pub type Diary = BTreeMap<String, Conclusion>;

/// Where a gate stands at an instant.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It waits for this milestone.
    Waiting(String),
    /// It opens at an instant (perhaps still ahead) with a curve.
    Open(u64, Curve),
    /// Dead since an instant.
    Dead(u64),
}

enum News {
    None,
    Reached(u64),
    Missed(u64),
}

/// What somebody who stopped reading at `now` has heard of `milestone`.
fn news(diary: &Diary, milestone: &str, now: u64) -> News {
    match diary.get(milestone) {
        Some(Conclusion::Reached { at }) if *at <= now => News::Reached(*at),
        Some(Conclusion::Missed { at }) if *at <= now => News::Missed(*at),
        _ => News::None,
    }
}

/// Where the gate of `tranche` stands at `now`.
pub fn standing(tranche: &Tranche, diary: &Diary, notice: u64, now: u64) -> Standing {
    let (milestone, not_before, if_missed) = match &tranche.gate {
        Gate::Time { at } => return Standing::Open(*at, tranche.curve),
        Gate::Milestone {
            milestone,
            not_before,
            if_missed,
        } => (milestone, *not_before, if_missed),
    };
    let noticed = |known: u64| (known + notice).max(not_before);
    let missed = match news(diary, milestone, now) {
        News::None => return Standing::Waiting(milestone.clone()),
        News::Reached(at) => return Standing::Open(noticed(at), tranche.curve),
        News::Missed(at) => at,
    };
    match if_missed {
        IfMissed::Forfeit {} => Standing::Dead(missed),
        IfMissed::Fallback { curve } => Standing::Open(noticed(missed), *curve),
        IfMissed::Roll { milestone: other } => match news(diary, other, now) {
            News::None => Standing::Waiting(other.clone()),
            News::Reached(at) => Standing::Open(noticed(at.max(missed)), tranche.curve),
            News::Missed(at) => Standing::Dead(at.max(missed)),
        },
    }
}
