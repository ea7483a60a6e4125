use milegate_api::core::guard::{Commitment, Exposure, Guard, Openings, bound};
use milegate_api::vesting::GuardProof;

use crate::error::Result;
use crate::state::Vault;
use crate::view::ScheduleView;

/// Every guard with the most that can vest within its period: the vault's first, then each
/// category's. A milestone whose start is unknown may end at any time.
pub fn proofs(
    vault: &Vault,
    schedules: &[ScheduleView],
    starts: &[(&str, Option<u64>)],
) -> Result<Vec<GuardProof>> {
    let start = |milestone: &str| {
        let known = starts.iter().find(|(name, _)| *name == milestone);
        known.and_then(|(_, start)| *start)
    };
    let openings = Openings {
        notice: vault.notice,
        start: &start,
    };
    let exposure = |category: &str| Exposure {
        schedules: commitments(schedules, category),
        reserve: 0,
    };
    let prove = |category: Option<&str>, guard: &Guard| -> Result<_> {
        let names = vault.categories.iter().map(|terms| terms.name.as_str());
        let within = names.filter(|name| category.is_none_or(|category| category == *name));
        let within: Vec<Exposure> = within.map(exposure).collect();
        Ok(GuardProof {
            category: category.map(str::to_owned),
            guard: guard.clone(),
            bound: bound(&within, guard.period, openings)?,
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

fn commitments<'a>(schedules: &'a [ScheduleView], category: &str) -> Vec<Commitment<'a>> {
    let within = schedules
        .iter()
        .filter(|schedule| schedule.category == category);
    let commitments = within.map(|schedule| Commitment {
        schedule: &schedule.standing.schedule,
        lots: schedule.totals.serving.u64(),
    });
    commitments.collect()
}
