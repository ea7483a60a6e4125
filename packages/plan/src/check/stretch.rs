//! The shortest durations that keep a guard: of one schedule alone where that is enough, else of
//! all together.

use milegate_core::ledger::{Curve, Gate, IfMissed, Schedule, limits};

use crate::text::{curve_text, duration_text};

const DAY: u64 = 86_400;

/// Percent that take one second to the longest duration.
const FURTHEST: u64 = limits::MAX_DURATION.saturating_mul(100);

/// A curve, wherever it stands in its schedule, or the service; and how many whole days it is to
/// last, where that is more than written.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    schedule: usize,
    service: bool,
    written: Curve,
    days: u64,
}

/// Whether a guard holds with these durations.
type Fits<'a> = &'a dyn Fn(&[Stretch]) -> bool;

/// How to keep a guard by longer durations alone, in words; none if there is no way.
pub(super) fn remedy(names: &[String], schedules: &[Schedule], fits: Fits) -> Option<String> {
    let all = written(schedules);
    let alone: Vec<String> = (0..schedules.len())
        .filter_map(|index| {
            let own = all.iter().filter(|part| part.schedule == index);
            shortest(&own.copied().collect::<Vec<_>>(), fits)
        })
        .map(|set| words(names, &set))
        .collect();
    match alone.as_slice() {
        [] => shortest(&all, fits).map(|set| {
            let together = words(names, &set);
            format!("stretch together, as no schedule alone is enough: {together}")
        }),
        [only] => Some(format!("stretch {only}")),
        several => Some(format!("stretch one schedule: {}", several.join("; or "))),
    }
}

/// The schedules with some parts made longer.
pub(super) fn stretched(schedules: &[Schedule], set: &[Stretch]) -> Vec<Schedule> {
    let mut schedules = schedules.to_vec();
    for (index, schedule) in schedules.iter_mut().enumerate() {
        let longer = |service: bool, curve: Curve| {
            let found = set.iter().find(|part| part.is(index, service, curve));
            found.map_or(curve, Stretch::longer)
        };
        for tranche in &mut schedule.tranches {
            tranche.curve = longer(false, tranche.curve);
            if let Gate::Milestone {
                if_missed: IfMissed::Fallback { curve },
                ..
            } = &mut tranche.gate
            {
                *curve = longer(false, *curve);
            }
        }
        if let Some(service) = &mut schedule.service {
            service.length = longer(true, service.curve()).length();
        }
    }
    schedules
}

/// Everything that can be made longer, as written, in the plan's order.
fn written(schedules: &[Schedule]) -> Vec<Stretch> {
    let mut parts: Vec<Stretch> = Vec::new();
    for (index, schedule) in schedules.iter().enumerate() {
        let of_tranches = schedule.tranches.iter().flat_map(|tranche| {
            let fallback = tranche.gate.fallback();
            [Some(tranche.curve), fallback].into_iter().flatten()
        });
        let curves = of_tranches.map(|curve| (false, curve));
        let service = schedule.service.map(|service| (true, service.curve()));
        for (service, curve) in curves.chain(service) {
            let known = parts.iter().any(|part| part.is(index, service, curve));
            if curve != (Curve::Once {}) && !known {
                parts.push(Stretch {
                    schedule: index,
                    service,
                    written: curve,
                    days: seconds(curve) / DAY,
                });
            }
        }
    }
    parts
}

/// The shortest durations of these parts: of curves; where they are not enough, of service; or of
/// both.
fn shortest(parts: &[Stretch], fits: Fits) -> Option<Vec<Stretch>> {
    let (service, curves): (Vec<Stretch>, _) = parts.iter().partition(|part| part.service);

    shorten(&curves, fits)
        .or_else(|| shorten(&service, fits))
        .or_else(|| shorten(parts, fits))
}

/// The least common stretch that fits, to a whole percent; then each part in turn is shortened as
/// far as all together still fit. What fits still fits with anything longer, so that in the end
/// none can be a day shorter.
fn shorten(parts: &[Stretch], fits: Fits) -> Option<Vec<Stretch>> {
    let common = |percent| -> Vec<Stretch> { parts.iter().map(|p| p.times(percent)).collect() };
    let percent = least(100, FURTHEST, |percent| fits(&common(percent)))?;

    let mut set = common(percent);
    for (index, part) in parts.iter().enumerate() {
        let with = |days| {
            let mut set = set.clone();
            set[index].days = days;
            set
        };
        let days = least(part.days, set[index].days, |days| fits(&with(days)))?;
        set[index].days = days;
    }
    set.retain(|part| part.longer() != part.written);
    Some(set)
}

/// The least of `low..=high` that passes, where all above one that passes do.
fn least(mut low: u64, mut high: u64, passes: impl Fn(u64) -> bool) -> Option<u64> {
    if !passes(high) {
        return None;
    }
    while low < high {
        let middle = low.midpoint(high);
        if passes(middle) {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    Some(high)
}

impl Stretch {
    fn is(&self, schedule: usize, service: bool, written: Curve) -> bool {
        (self.schedule, self.service, self.written) == (schedule, service, written)
    }

    fn times(&self, percent: u64) -> Stretch {
        let steps = match self.written {
            Curve::Steps { count, .. } => count,
            _ => 1,
        };
        let limit = (limits::MAX_DURATION / DAY).checked_div(steps).unwrap_or(0);
        let longer = seconds(self.written).saturating_mul(percent).div_ceil(100);
        Stretch {
            days: longer.div_ceil(DAY).min(limit).max(self.days),
            ..*self
        }
    }

    fn longer(&self) -> Curve {
        let longer = self.days.saturating_mul(DAY).max(seconds(self.written));
        match self.written {
            Curve::Once {} => Curve::Once {},
            Curve::Linear { cliff, .. } => Curve::Linear {
                duration: longer,
                cliff,
            },
            Curve::Steps { count, .. } => Curve::Steps {
                every: longer,
                count,
            },
        }
    }

    fn words(&self) -> String {
        let (longer, written) = (self.longer(), self.written);
        if self.service {
            let length = |curve: Curve| duration_text(curve.length());
            format!(
                "service `{}` instead of `{}`",
                length(longer),
                length(written)
            )
        } else {
            format!(
                "`{}` instead of `{}`",
                curve_text(&longer),
                curve_text(&written)
            )
        }
    }
}

/// What a stretch makes longer: the whole curve, or each of its steps.
fn seconds(curve: Curve) -> u64 {
    match curve {
        Curve::Once {} => 0,
        Curve::Linear { duration, .. } => duration,
        Curve::Steps { every, .. } => every,
    }
}

/// `team: A instead of B, C instead of D; seed: E instead of F`.
fn words(names: &[String], set: &[Stretch]) -> String {
    let mut words = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let own = set.iter().filter(|part| part.schedule == index);
        let own: Vec<String> = own.map(Stretch::words).collect();
        if !own.is_empty() {
            words.push(format!("{name}: {}", own.join(", ")));
        }
    }
    words.join("; ")
}
