//! E060: guards, by the contracts' own proof, and the shortest durations that would fit.

use milegate_core::guard::{Commitment, Exposure, Openings, bound};
use milegate_core::ledger::{self, Curve, Gate, IfMissed, limits};

use super::Judge;
use crate::deploy::schedule_rules;
use crate::place::At;
use crate::plan::{Category, Limit, Plan};
use crate::text::duration_words;

const DAY: u64 = 86_400;

/// A category's schedules with the lots granted under each.
type Lots = Vec<(String, ledger::Schedule, u64)>;

/// The most that may vest in `categories` (all of them if none is named) within any `period`.
pub fn tightest(plan: &Plan, category: Option<&str>, period: u64) -> Option<u128> {
    bound_of(plan, &lots(plan, category)?, period)
}

fn lots(plan: &Plan, category: Option<&str>) -> Option<Lots> {
    let mut all = Vec::new();
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
        let rules = schedule_rules(schedule).ok()?;
        all.push((
            schedule.name.value.clone(),
            rules,
            u64::try_from(lots).ok()?,
        ));
    }
    Some(all)
}

fn bound_of(plan: &Plan, lots: &Lots, period: u64) -> Option<u128> {
    let exposures = plan
        .categories
        .iter()
        .map(|category| exposure(plan, category, lots))
        .collect::<Option<Vec<_>>>()?;
    let start = |name: &str| plan.milestone(name).map(|_| *plan.start);
    let openings = Openings {
        notice: *plan.vault.notice,
        start: &start,
    };
    let bound = bound(&exposures, period, openings).ok()?;
    Some(bound.u128())
}

/// A category with those of its schedules that are among `lots`, and its reserve.
fn exposure<'a>(plan: &Plan, category: &Category, lots: &'a Lots) -> Option<Exposure<'a>> {
    let own = |name: &str| {
        plan.schedule(name)
            .is_some_and(|schedule| *schedule.category == *category.name)
    };
    let schedules = lots.iter().filter(|(name, _, _)| own(name));
    Some(Exposure {
        schedules: schedules
            .map(|(_, schedule, lots)| Commitment {
                schedule,
                lots: *lots,
            })
            .collect(),
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
        let Some(lots) = lots(self.plan, category) else {
            return;
        };
        let Some(most) = bound_of(self.plan, &lots, guard.period) else {
            return;
        };
        if most <= guard.limit {
            return;
        }
        let words = |amount| self.amounts.words(amount);
        let message = format!(
            "{what}: up to {} can vest within {}, the guard allows {}",
            words(most),
            duration_words(guard.period),
            words(guard.limit)
        );
        let remedy = match self.longer(&lots, guard) {
            Some(durations) => format!(
                "Raise the limit to {}, or stretch the curves; the shortest that fit: {durations}.",
                words(most)
            ),
            None => format!(
                "Raise the limit to {}; no duration alone would fit: something is released at \
                 once, or before a cliff.",
                words(most)
            ),
        };
        self.problems.add("E060", &guard.place, message, remedy);
    }

    /// The least common stretch of every curve that keeps the guard, to whole days.
    fn longer(&self, lots: &Lots, guard: &Limit) -> Option<String> {
        let fits = |percent: u64| {
            let stretched = lots
                .iter()
                .map(|(name, schedule, lots)| (name.clone(), stretch(schedule, percent), *lots))
                .collect();
            bound_of(self.plan, &stretched, guard.period).is_some_and(|most| most <= guard.limit)
        };
        let (mut low, mut high) = (100_u64, 10_000_u64);
        if !fits(high) {
            return None;
        }
        while high.saturating_sub(low) > 1 {
            let middle = low.midpoint(high);
            if fits(middle) {
                high = middle;
            } else {
                low = middle;
            }
        }
        let mut words: Vec<String> = Vec::new();
        for (name, schedule, _) in lots {
            for tranche in &schedule.tranches {
                for curve in curves(tranche) {
                    let (before, after) = (length(&curve)?, length(&longer(&curve, high))?);
                    let text = format!(
                        "{name} {} instead of {}",
                        duration_words(after),
                        duration_words(before)
                    );
                    if !words.contains(&text) {
                        words.push(text);
                    }
                }
            }
        }
        Some(words.join(", "))
    }
}

fn curves(tranche: &ledger::Tranche) -> Vec<Curve> {
    let fallback = match &tranche.gate {
        Gate::Milestone {
            if_missed: IfMissed::Fallback { curve },
            ..
        } => Some(*curve),
        _ => None,
    };
    let timed = |curve: &Curve| !matches!(curve, Curve::Once {});
    [Some(tranche.curve), fallback]
        .into_iter()
        .flatten()
        .filter(timed)
        .collect()
}

fn stretch(schedule: &ledger::Schedule, percent: u64) -> ledger::Schedule {
    let mut schedule = schedule.clone();
    for tranche in &mut schedule.tranches {
        tranche.curve = longer(&tranche.curve, percent);
        if let Gate::Milestone {
            if_missed: IfMissed::Fallback { curve },
            ..
        } = &mut tranche.gate
        {
            *curve = longer(curve, percent);
        }
    }
    schedule
}

fn longer(curve: &Curve, percent: u64) -> Curve {
    let times = |seconds: u64| {
        let days = seconds.saturating_mul(percent).div_ceil(100).div_ceil(DAY);
        days.saturating_mul(DAY).min(limits::MAX_DURATION)
    };
    match *curve {
        Curve::Once {} => Curve::Once {},
        Curve::Linear { duration, cliff } => Curve::Linear {
            duration: times(duration),
            cliff,
        },
        Curve::Steps { every, count } => Curve::Steps {
            every: times(every),
            count,
        },
    }
}

fn length(curve: &Curve) -> Option<u64> {
    match *curve {
        Curve::Once {} => None,
        Curve::Linear { duration, .. } => Some(duration),
        Curve::Steps { every, count } => every.checked_mul(count),
    }
}
