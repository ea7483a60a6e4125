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
    let prove = |category: Option<&str>, guard: &Guard| -> Result<_> {
        let within = |name: &str| category.is_none_or(|category| category == name);
        Ok(GuardProof {
            category: category.map(str::to_owned),
            guard: guard.clone(),
            bound: bound(
                &exposures(vault, schedules, &within),
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
    vault: &Vault,
    schedules: &'a [ScheduleView],
    within: &dyn Fn(&str) -> bool,
) -> Vec<Exposure<'a>> {
    let mut exposures = Vec::new();
    for category in &vault.categories {
        let mut exposure = Exposure::default();
        for schedule in schedules {
            if schedule.category == category.name && within(&category.name) {
                exposure.schedules.push(Commitment {
                    schedule: schedule.rules(),
                    lots: schedule.totals.serving.u64(),
                });
            }
        }
        exposures.push(exposure);
    }
    exposures
}
