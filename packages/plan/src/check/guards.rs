//! E060: guards, by the contracts' own proof.

use milegate_core::guard::{Commitment, Exposure, Openings, bound};
use milegate_core::ledger::Schedule;

use super::Judge;
use super::stretch::{Stretch, remedy, stretched};
use crate::deploy::schedule_rules;
use crate::place::At;
use crate::plan::{Category, Limit, Plan};
use crate::text::duration_words;

/// Schedules of the categories that a guard covers, with the lots granted under each.
struct Covered {
    names: Vec<String>,
    schedules: Vec<Schedule>,
    lots: Vec<u64>,
}

/// The most that may vest in `categories` (all of them if none is named) within any `period`.
pub fn tightest(plan: &Plan, category: Option<&str>, period: u64) -> Option<u128> {
    let covered = covered(plan, category)?;
    most(plan, &covered, &covered.schedules, period)
}

fn covered(plan: &Plan, category: Option<&str>) -> Option<Covered> {
    let mut covered = Covered {
        names: Vec::new(),
        schedules: Vec::new(),
        lots: Vec::new(),
    };
    for schedule in &plan.schedules {
        if category.is_some_and(|category| *schedule.category != category) {
            continue;
        }
        let amount = plan
            .grants
            .iter()
            .filter(|grant| *grant.schedule == *schedule.name)
            .try_fold(0_u128, |sum, grant| sum.checked_add(*grant.amount))?;
        let lots = amount.checked_div(u128::from(*plan.asset.lot))?;
        covered.names.push(schedule.name.value.clone());
        covered.schedules.push(schedule_rules(schedule).ok()?);
        covered.lots.push(u64::try_from(lots).ok()?);
    }
    Some(covered)
}

fn most(plan: &Plan, covered: &Covered, schedules: &[Schedule], period: u64) -> Option<u128> {
    let exposures = plan
        .categories
        .iter()
        .map(|category| exposure(plan, category, covered, schedules))
        .collect::<Option<Vec<_>>>()?;
    let start = |name: &str| plan.milestone(name).map(|_| *plan.start);
    let openings = Openings {
        notice: *plan.vault.notice,
        start: &start,
    };
    let bound = bound(&exposures, period, openings).ok()?;
    Some(bound.u128())
}

/// A category with those of its schedules that are covered, and its reserve.
fn exposure<'a>(
    plan: &Plan,
    category: &Category,
    covered: &Covered,
    schedules: &'a [Schedule],
) -> Option<Exposure<'a>> {
    let own = |name: &str| {
        let schedule = plan.schedule(name);
        schedule.is_some_and(|schedule| *schedule.category == *category.name)
    };
    let lots = covered.names.iter().zip(&covered.lots);
    let commitments =
        lots.zip(schedules)
            .filter(|((name, _), _)| own(name))
            .map(|((_, lots), schedule)| Commitment {
                schedule,
                lots: *lots,
            });
    Some(Exposure {
        schedules: commitments.collect(),
        reserve: plan.lots(plan.reserved_in(&category.name))?,
    })
}

impl Judge<'_> {
    pub(super) fn guards(&mut self) {
        let plan = self.plan;
        if let Some(guard) = &plan.vault.guard {
            self.guard("the vault", None, guard);
        }
        for category in &plan.categories {
            if let Some(guard) = &category.guard {
                self.guard(&category.name, Some(&category.name), guard);
            }
        }
    }

    fn guard(&mut self, what: &str, category: Option<&str>, guard: &At<Limit>) {
        let plan = self.plan;
        let Some(covered) = covered(plan, category) else {
            return;
        };
        let schedules = &covered.schedules;
        let Some(bound) = most(plan, &covered, schedules, guard.period) else {
            return;
        };
        if bound <= guard.limit {
            return;
        }
        let words = |amount| self.amounts.words(amount);
        let message = format!(
            "{what}: up to {} can vest within {}, the guard allows {}",
            words(bound),
            duration_words(guard.period),
            words(guard.limit)
        );
        let fits = |set: &[Stretch]| {
            let most = most(plan, &covered, &stretched(schedules, set), guard.period);
            most.is_some_and(|most| most <= guard.limit)
        };
        let raise = format!("Raise the limit to {}", words(bound));
        let remedy = match remedy(&covered.names, schedules, &fits) {
            Some(stretch) => format!("{raise}, or {stretch}."),
            None => format!(
                "{raise}; no durations would fit: too much is released at once, at a cliff or in \
                 one step."
            ),
        };
        self.problems.add("E060", &guard.place, message, remedy);
    }
}
