//! E060 tells how to keep a guard: what it says is applied to the plan and checked again.

use milegate_plan::{CheckOptions, Plan, check};
use proptest::prelude::*;

/// A schedule as a plan writes it, and the lots granted under it.
#[derive(Clone, Debug)]
struct Written {
    lots: u64,
    /// Curves, each with its fallback.
    tranches: Vec<(String, Option<String>)>,
    service: Option<String>,
}

/// One duration of a remedy.
#[derive(Debug)]
struct Change {
    schedule: String,
    service: bool,
    longer: String,
    written: String,
}

fn plan(schedules: &[Written], limit: u64) -> String {
    let mut text = format!(
        "plan = {{ name = 'Guards', start = 2027-01-01 }}
        asset = {{ denom = 'u', symbol = 'U', decimals = 6, total_supply = '1_000_000 U' }}
        vault = {{ guard = {{ limit = '{limit} U', per = '30d' }} }}\n"
    );
    for (name, schedule) in named(schedules) {
        text += &format!(
            "[category.{name}]
            grants = [{{ ref = '{name}', owner = 'sim:a', amount = '{} U' }}]
            [schedule.{name}]\n",
            schedule.lots
        );
        if let Some(length) = &schedule.service {
            text += &format!(
                "service = {{ start = 2027-01-01, length = '{length}', cliff = '30d' }}\n"
            );
        }
        let share = 100 / schedule.tranches.len();
        let tranche = |(curve, fallback): &(String, Option<String>)| match fallback {
            Some(fallback) => format!(
                "{{ share = '{share}%', gate = 'm', curve = '{curve}', missed = 'fallback {fallback}' }}"
            ),
            None => format!("{{ share = '{share}%', gate = 2028-01-01, curve = '{curve}' }}"),
        };
        let tranches: Vec<String> = schedule.tranches.iter().map(tranche).collect();
        text += &format!("tranches = [{}]\n", tranches.join(", "));
    }
    text
}

fn named(schedules: &[Written]) -> impl Iterator<Item = (String, &Written)> {
    let name = |(i, schedule)| (format!("s{i}"), schedule);
    schedules.iter().enumerate().map(name)
}

/// The remedy for a guard that is not kept; none if it is.
fn remedy(schedules: &[Written], limit: u64) -> Option<String> {
    let plan = Plan::parse("guards.toml", &plan(schedules, limit)).unwrap();
    let problems = check(&plan, CheckOptions::default()).problems;
    let found = problems.0.into_iter().find(|p| p.code == "E060");
    found.map(|problem| problem.remedy)
}

/// The ways a remedy offers: each is all the changes it asks for.
fn ways(remedy: &str) -> Vec<Vec<Change>> {
    let Some((_, ways)) = remedy.split_once(", or stretch ") else {
        return Vec::new();
    };
    let ways = ways.trim_start_matches("one schedule: ");
    let ways = ways.trim_start_matches("together, as no schedule alone is enough: ");
    let way = |way: &str| way.split("; ").flat_map(changes).collect();
    ways.trim_end_matches('.').split("; or ").map(way).collect()
}

/// Reads `s0: A instead of B, service C instead of D`, each duration between backticks.
fn changes(of_schedule: &str) -> Vec<Change> {
    let (schedule, list) = of_schedule.split_once(": ").unwrap();
    let change = |text: &str| {
        let parts: Vec<&str> = text.split('`').collect();
        Change {
            schedule: schedule.to_owned(),
            service: parts[0] == "service ",
            longer: parts[1].to_owned(),
            written: parts[3].to_owned(),
        }
    };
    list.split(", ").map(change).collect()
}

impl Written {
    /// The same with other durations: told whether a text is of the service, and the text.
    fn with(&self, other: impl Fn(bool, &str) -> String) -> Written {
        let curve = |text: &String| other(false, text);
        let tranches = self.tranches.iter();
        Written {
            lots: self.lots,
            tranches: tranches
                .map(|(own, fallback)| (curve(own), fallback.as_ref().map(curve)))
                .collect(),
            service: self.service.as_ref().map(|length| other(true, length)),
        }
    }

    /// The same with the longest durations there are.
    fn longest(&self) -> Written {
        self.with(
            |service, text| match text.split(' ').collect::<Vec<_>>()[..] {
                _ if service => "36525d".to_owned(),
                ["linear", written, ..] => text.replacen(written, "36525d", 1),
                ["steps", _, count] => {
                    let every = 36_525 / count[1..].parse::<u64>().unwrap();
                    format!("steps {every}d {count}")
                }
                _ => text.to_owned(),
            },
        )
    }
}

fn apply(schedules: &[Written], changes: &[Change]) -> Vec<Written> {
    let changed = |(name, written): (String, &Written)| {
        written.with(|service, text| {
            let this =
                |c: &&Change| (&*c.schedule, c.service, &*c.written) == (&*name, service, text);
            let found = changes.iter().find(this);
            found.map_or(text.to_owned(), |change| change.longer.clone())
        })
    };
    named(schedules).map(changed).collect()
}

/// A duration in whole days, or a curve of them, a day shorter.
fn a_day_shorter(text: &str) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let word = &mut words[usize::from(text.contains(' '))];
    let (count, unit) = word.split_at(word.len() - 1);
    let count: u64 = count.parse().unwrap();
    let days = if unit == "y" {
        count * 1_461 / 4
    } else {
        count
    };
    *word = format!("{}d", days - 1);
    words.join(" ")
}

/// None is of 1461 days, which a remedy calls four years.
fn curve() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => Just("once".to_owned()),
        4 => Just("steps monthly x36".to_owned()),
        4 => Just("linear 1y".to_owned()),
        10 => (2..1_400u64).prop_map(|days| format!("linear {days}d")),
        8 => (90..900u64, 1..90u64).prop_map(|(days, cliff)| format!("linear {days}d cliff {cliff}d")),
        8 => (1..30u64, 5..40u64).prop_map(|(days, count)| format!("steps {days}d x{count}")),
    ]
}

fn schedule() -> impl Strategy<Value = Written> {
    let tranche = (curve(), prop::option::weighted(0.3, curve()));
    let service = (30..1_400u64).prop_map(|days| format!("{days}d"));
    let parts = (
        1..1_000u64,
        prop::collection::vec(tranche, 1..3),
        prop::option::weighted(0.3, service),
    );
    parts.prop_map(|(lots, tranches, service)| Written {
        lots,
        tranches,
        service,
    })
}

#[test]
fn the_shortest_durations_by_hand() {
    let written = |lots, curves: &[&str], service: Option<&str>| Written {
        lots,
        tranches: curves.iter().map(|c| (c.to_string(), None)).collect(),
        service: service.map(str::to_owned),
    };
    let year = || written(1_000, &["linear 365d"], None);
    let small = || written(9, &["once"], None);
    let steps = || written(1_200, &["steps 10d x12"], None);
    let serving = || written(1_000, &["linear 3000d"], Some("365d"));
    let table = [
        // 1,000 U over 3,000 days are 10 U in 30 of them.
        (
            vec![year(), small()],
            19,
            "91.192 U, or stretch s0: `linear 3000d` instead of `linear 365d`.",
        ),
        (
            vec![year(), year()],
            100,
            "164.384 U, or stretch one schedule: \
             s0: `linear 1685d` instead of `linear 365d`; or \
             s1: `linear 1685d` instead of `linear 365d`.",
        ),
        // The other one alone comes to 82.192 U.
        (
            vec![year(), year()],
            82,
            "164.384 U, or stretch together, as no schedule alone is enough: \
             s0: `linear 730d` instead of `linear 365d`; \
             s1: `linear 734d` instead of `linear 365d`.",
        ),
        // Steps of 100 U, and never less than one of them.
        (
            vec![steps()],
            201,
            "300 U, or stretch s0: `steps 15d x12` instead of `steps 10d x12`.",
        ),
        (
            vec![steps()],
            99,
            "300 U; no durations would fit: \
             too much is released at once, at a cliff or in one step.",
        ),
        // The curve takes 10 U; the proof adds a base unit of every lot to what service takes.
        (
            vec![serving()],
            20,
            "92.193 U, or stretch s0: service `3001d` instead of `365d`.",
        ),
    ];
    for (schedules, limit, expected) in table {
        let words = remedy(&schedules, limit).unwrap();
        assert_eq!(words, format!("Raise the limit to {expected}"));
    }
}

proptest! {
    /// Every way keeps the guard, none of its durations can be a day shorter, and what is called
    /// impossible is.
    #[test]
    fn the_shortest_durations_fit(
        schedules in prop::collection::vec(schedule(), 1..4),
        percent in 1..25u64,
    ) {
        let limit = 1 + schedules.iter().map(|s| s.lots).sum::<u64>() * percent / 100;
        let Some(words) = remedy(&schedules, limit) else { return Ok(()) };
        let ways = ways(&words);

        for way in &ways {
            prop_assert_eq!(remedy(&apply(&schedules, way), limit), None, "{}", words);
        }
        for mut way in ways {
            for i in 0..way.len() {
                let fits = way[i].longer.clone();
                way[i].longer = a_day_shorter(&fits);
                prop_assert!(remedy(&apply(&schedules, &way), limit).is_some(), "{}", words);
                way[i].longer = fits;
            }
        }
        if !words.contains(" stretch ") {
            let longest: Vec<Written> = schedules.iter().map(Written::longest).collect();
            prop_assert!(remedy(&longest, limit).is_some(), "{}", words);
        }
        if words.contains(" together") {
            for i in 0..schedules.len() {
                let mut alone = schedules.clone();
                alone[i] = alone[i].longest();
                prop_assert!(remedy(&alone, limit).is_some(), "{}", words);
            }
        }
    }
}
