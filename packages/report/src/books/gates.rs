//! Gates written down, and copies of schedules.

use milegate_api::core::ledger::Gate;

use super::Reader;
use crate::log::Logged;

impl Reader<'_> {
    /// A gate ends. A dead one forfeits its weight of every lot that is served or kept.
    pub(super) fn gate(&mut self, e: &Logged, died: bool) {
        let schedule = e.text("schedule");
        let key = (
            schedule.to_string(),
            e.number("tranche").unwrap_or(u32::MAX),
        );
        let known = self.books.gates.contains_key(&key) || self.books.inherited.contains(&key);
        if known {
            self.wrong(10, e, format!("gate {key:?} was written down twice"));
        }
        let lost = died.then(|| e.number("forfeited").unwrap_or(0));
        self.books.gates.insert(key.clone(), lost);
        let Some(lost) = lost else { return };

        let weight = self.weight(&key);
        let sums = self.books.schedules.entry(schedule.into()).or_default();
        sums.dead = sums.dead.saturating_add(weight);
        let due = weight.saturating_mul(sums.lots);
        if lost != due {
            let what = format!("{schedule} tranche {}", key.1);
            self.wrong(
                10,
                e,
                format!("{what}: the log forfeits {lost}, it should be {due}"),
            );
        }
        self.forfeit(e, schedule, lost);
    }

    /// A copy of a schedule is born with the gates that are written down of the one it copies.
    pub(super) fn cohort(&mut self, e: &Logged) {
        let (name, template) = (e.text("schedule"), e.text("template"));
        let copies = self
            .books
            .cohorts
            .insert(name.into(), template.into())
            .is_some();
        if copies {
            self.wrong(10, e, format!("schedule {name} was added twice"));
        }
        let of_template = |(schedule, _): &&(String, u32)| schedule == template;
        let keys: Vec<u32> = self
            .books
            .gates
            .keys()
            .chain(&self.books.inherited)
            .filter(of_template)
            .map(|(_, tranche)| *tranche)
            .collect();
        let born = keys.into_iter().map(|tranche| (name.to_string(), tranche));
        self.books.inherited.extend(born);
        let dead = self.books.schedules.get(template).map_or(0, |x| x.dead);
        self.books.schedules.entry(name.into()).or_default().dead = dead;

        let (copy, original) = (self.s.schedule(name), self.s.schedule(template));
        let same = match (copy, original) {
            (Some(copy), Some(original)) => {
                let start = e.number::<u64>("service_start");
                let service = original.schedule.service.map(|x| (x.length, x.cliff));
                copy.schedule.tranches == original.schedule.tranches
                    && copy.category == original.category
                    && service.is_some()
                    && copy.schedule.service.map(|x| (x.length, x.cliff)) == service
                    && copy.schedule.service.map(|x| x.start) == start
                    && start.is_some_and(|start| start >= e.time)
            }
            _ => false,
        };
        if !same {
            self.wrong(
                10,
                e,
                format!("schedule {name} is not {template} with a later service"),
            );
        }
        self.in_time(e, e.text("category"));
    }

    /// Base units per lot behind a gate.
    fn weight(&self, (schedule, tranche): &(String, u32)) -> u128 {
        let terms = self
            .terms(schedule)
            .and_then(|x| x.tranches.get(*tranche as usize));
        let gated = terms.filter(|t| matches!(t.gate, Gate::Milestone { .. }));
        gated.map_or(0, |t| u128::from(t.weight.u64()))
    }
}
