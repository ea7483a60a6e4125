use milegate_api::core::guard::{Commitment, Exposure, Guard, Openings, bound};
use milegate_api::vesting::GuardProof;

use crate::error::Result;
use crate::view::{ScheduleView, View};

/// Every guard with the most that can vest within its period: the vault's first, then each
/// category's. A milestone whose start is unknown may end at any time.
pub fn proofs(
    view: &View,
    schedules: &[ScheduleView],
    starts: &[(&str, Option<u64>)],
) -> Result<Vec<GuardProof>> {
    let vault = &view.vault;
    let start = |milestone: &str| {
        let known = starts.iter().find(|(name, _)| *name == milestone);
        known.and_then(|(_, start)| *start)
    };
    let openings = Openings {
        notice: vault.notice,
        start: &start,
    };
    let prove = |category: Option<&str>, guard: &Guard| -> Result<_> {
        let within = |name: &str| category.is_none_or(|category| category == name);
        Ok(GuardProof {
            category: category.map(str::to_owned),
            guard: guard.clone(),
            bound: bound(
                &exposures(view, schedules, &within)?,
                guard.period,
                openings,
            )?,
        })
    };

    let mut proofs = Vec::new();
    if let Some(guard) = &vault.guard {
        proofs.push(prove(None, guard)?);
    }
    for category in &vault.categories {
        if let Some(guard) = &category.guard {
            proofs.push(prove(Some(&category.name), guard)?);
        }
    }
    Ok(proofs)
}

fn exposures<'a>(
    view: &View,
    schedules: &'a [ScheduleView],
    within: &dyn Fn(&str) -> bool,
) -> Result<Vec<Exposure<'a>>> {
    let mut exposures = Vec::new();
    for category in view.vault.categories.iter().filter(|c| within(&c.name)) {
        let mut exposure = Exposure {
            schedules: Vec::new(),
            reserve: view.reserve(category)?.assignable().u64(),
        };
        for schedule in schedules.iter().filter(|s| s.category == category.name) {
            exposure.schedules.push(Commitment {
                schedule: schedule.rules(),
                lots: schedule.totals.lots()?,
            });
        }
        exposures.push(exposure);
    }
    Ok(exposures)
}
