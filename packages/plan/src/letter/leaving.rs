use milegate_core::ledger::{Gate, Grant as Ledger, Service, Standing, Tenure, Totals};

use super::Page;
use crate::check::part_of;
use crate::deploy::schedule_rules;
use crate::plan::{Grant, Plan, Schedule};
use crate::text::{Amounts, duration_words, instant_words};

/// 365.25 days.
const YEAR: u64 = 31_557_600;

/// What is kept if service ends after one year, two, three, and at its end, by tranche.
pub(super) fn examples(
    page: &mut Page,
    plan: &Plan,
    grant: &Grant,
    schedule: &Schedule,
    service: &Service,
) {
    let amounts = Amounts::of(plan);
    let years = (1..=3_u64).map(|years| YEAR.saturating_mul(years));
    let mut after: Vec<u64> = years.filter(|length| *length < service.length).collect();
    after.push(service.length);
    let mut rows = Vec::new();
    for length in &after {
        let at = service.start.saturating_add(*length);
        let Some(kept) = kept(plan, grant, schedule, at) else {
            return;
        };
        let parts = schedule.tranches.iter().map(|tranche| {
            let part = amounts.words(part_of(plan, tranche, kept));
            match &tranche.gate.value {
                Gate::Time { at } => format!("{part} from {}", instant_words(*at)),
                Gate::Milestone { milestone, .. } => format!("{part} behind {milestone}"),
            }
        });
        rows.push([
            instant_words(at),
            duration_words(*length),
            amounts.words(kept),
            amounts.words(grant.amount.saturating_sub(kept)),
            parts.collect::<Vec<_>>().join(", "),
        ]);
    }
    page.say(&format!(
        "Service ends when a termination is carried out, after its notice.{} If it ends at one of these \
         instants, the holder keeps:",
        match service.cliff {
            0 => String::new(),
            cliff => format!(
                " Before {}, the cliff, nothing is kept.",
                instant_words(service.start.saturating_add(cliff))
            ),
        }
    ));
    page.table(
        [
            "service ends",
            "served",
            "kept",
            "forfeited",
            "kept, by part",
        ],
        &rows,
    );
    page.say(
        "What is kept waits behind the same gates and is released by the same curves as if the holder \
         had stayed; a part whose milestone is missed follows the last column of the table above.",
    );
}

/// Base units that a holder keeps whose service ends at `at`: by the vault's own arithmetic.
fn kept(plan: &Plan, grant: &Grant, schedule: &Schedule, at: u64) -> Option<u128> {
    let standing = Standing::new(schedule_rules(schedule).ok()?);
    let lots = plan.lots(*grant.amount)?;
    let mut totals = Totals::default();
    totals.add(lots, *plan.asset.lot).ok()?;
    let mut ledger = Ledger {
        lots: lots.into(),
        claimed: Default::default(),
        tenure: Tenure::Serving {},
    };
    totals.terminate(&mut ledger, &standing, at).ok()?;
    match ledger.tenure {
        Tenure::Left { kept } => u128::from(kept).checked_mul(u128::from(*plan.asset.lot)),
        Tenure::Serving {} | Tenure::Renounced {} => None,
    }
}
