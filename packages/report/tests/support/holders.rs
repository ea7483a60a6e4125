//! What holders can do in the fake: be hired late, leave, move, lose a key, give up.

use cosmwasm_std::{Addr, Uint64};
use milegate_api::core::holder::Announced;
use milegate_api::core::ledger::Tenure;
use milegate_api::vesting::{AnnouncedChange, Change, ChangeKind, ScheduleTerms};
use milegate_report::ledger;
use serde_json::json;

use super::acts::event;
use super::*;

impl Fake {
    pub fn held(&mut self, name: &str) -> &mut Grant {
        let mut grants = self.grants.iter_mut();
        grants.find(|g| g.name == name).expect("a grant")
    }

    /// Forfeits under a schedule and owes it to the sink; what an event then states.
    pub fn forfeit(&mut self, schedule: &str, amount: u128) -> [(&'static str, String); 3] {
        let sum = self.lost.entry(schedule.into()).or_default();
        *sum += amount;
        self.owed += amount;
        [
            ("forfeited", amount.to_string()),
            ("schedule_forfeited", sum.to_string()),
            ("dues", self.owed.to_string()),
        ]
    }

    fn told(&mut self, sender: &str, msg: &str, mut events: Vec<Event>, last: Written) {
        let pairs: Vec<(&str, &str)> = last.1.iter().map(|(k, v)| (*k, v.as_str())).collect();
        events.push(event(
            &format!("wasm-vesting_{}", last.0),
            Some(VAULT),
            &pairs,
        ));
        self.tx(sender, VAULT, json!({ msg: {} }), 150_000, events);
    }

    /// A copy of a schedule with a service that starts now, and a grant of it out of the reserve.
    pub fn hire(&mut self, name: &str, template: &str, cohort: &str, lots: u64) {
        let original = self.schedules.iter().find(|s| s.name == template);
        let mut copy: ScheduleTerms = original.expect("a schedule").clone();
        copy.name = cohort.into();
        let start = self.now.time;
        copy.schedule.service.as_mut().expect("service").start = start;
        let category = copy.category.clone();
        self.schedules.push(copy);
        for tranche in 0..self.terms(template).tranches.len() as u32 {
            if self.latched.contains_key(&(template.to_string(), tranche)) {
                self.latched.insert((cohort.into(), tranche), true);
            }
        }
        let pairs = [
            ("schedule", cohort.to_string()),
            ("template", template.into()),
            ("category", category.clone()),
            ("service_start", start.to_string()),
        ];
        self.told(
            FOUNDATION,
            "add_cohort",
            vec![],
            ("cohort_added", pairs.to_vec()),
        );

        let first = self.latch(cohort);
        let dead = self.per_lot(cohort, &self.ends(), start).dead;
        let owner = format!("milegate1{name}");
        self.grants.push(Grant {
            name: name.into(),
            schedule: cohort.into(),
            category: category.clone(),
            lots,
            assigned: true,
            ..Grant::new(&owner)
        });
        let left = self.reserve_left(&category);
        let mut pairs = vec![
            ("grant", name.to_string()),
            ("schedule", cohort.into()),
            ("category", category),
            ("assigner", FOUNDATION.into()),
            ("owner", owner.clone()),
            ("payee", owner),
            ("lots", lots.to_string()),
            ("amount", (u128::from(lots) * u128::from(LOT)).to_string()),
            ("reserve_lots", left.to_string()),
        ];
        pairs.extend(self.forfeit(cohort, dead * u128::from(lots)));
        self.told(FOUNDATION, "assign", first, ("assigned", pairs));
    }

    pub fn lapse_reserve(&mut self, category: &str) {
        let lots = self.reserve_left(category);
        let amount = u128::from(lots) * u128::from(LOT);
        self.owed += amount;
        let pairs = [
            ("category", category.to_string()),
            ("lots", lots.to_string()),
            ("forfeited", amount.to_string()),
            ("expired_at", self.reserve(category).1.to_string()),
            ("dues", self.owed.to_string()),
        ];
        self.told(
            "milegate1anyone",
            "lapse_reserve",
            vec![],
            ("reserve_lapsed", pairs.to_vec()),
        );
    }

    pub fn announce(&mut self, name: &str, by: &str, change: Change<Addr>) {
        let wait = match change.kind() {
            ChangeKind::Termination => {
                let category = self.held(name).category.clone();
                let mut all = self.vault.categories.iter();
                let found = all.find(|c| c.name == category).expect("a category");
                found.leavers.as_ref().expect("leavers").notice
            }
            ChangeKind::Payee => self.vault.payee_delay,
            ChangeKind::Owner => plan::span(0),
            ChangeKind::Recovery => self.vault.recovery_delay,
        };
        let when = Announced::new(self.point(), wait);
        let to = change.to().map_or("", |a| a.as_str());
        let pairs = [
            ("grant", name.to_string()),
            ("change", change.kind().to_string()),
            ("by", by.into()),
            ("to", to.into()),
            ("reason", change.reason().into()),
            ("due_time", when.due.time.to_string()),
            ("due_height", when.due.height.to_string()),
            ("lapses_time", when.lapses.time.to_string()),
            ("lapses_height", when.lapses.height.to_string()),
        ];
        self.held(name)
            .changes
            .push(AnnouncedChange { change, when });
        self.told(by, "announce", vec![], ("change_announced", pairs.to_vec()));
    }

    pub fn cancel(&mut self, name: &str, by: &str, kind: ChangeKind) {
        self.held(name).changes.retain(|c| c.change.kind() != kind);
        let pairs = [
            ("grant", name.to_string()),
            ("change", kind.to_string()),
            ("by", by.into()),
        ];
        self.told(by, "cancel", vec![], ("change_cancelled", pairs.to_vec()));
    }

    /// Carries out what is announced.
    pub fn carry_out(&mut self, name: &str, kind: ChangeKind) {
        let grant = self.held(name);
        let found = grant.changes.iter().find(|c| c.change.kind() == kind);
        let change = found.expect("an announced change").change.clone();
        grant.changes.retain(|c| c.change.kind() != kind);
        let reason = ("reason", change.reason().to_string());
        let name_of = ("grant", name.to_string());
        match change {
            Change::Termination { .. } => self.terminate(name, reason),
            Change::Payee { payee, .. } => {
                let from = std::mem::replace(&mut self.held(name).payee, payee.to_string());
                let pairs = vec![name_of, ("from", from), ("to", payee.to_string()), reason];
                self.told(
                    "milegate1anyone",
                    "carry_out",
                    vec![],
                    ("payee_changed", pairs),
                );
            }
            Change::Owner { owner, .. } | Change::Recovery { owner, .. } => {
                let index = self.index(name);
                let own = self.grants[index].owner == self.grants[index].payee;
                let paid = match kind {
                    ChangeKind::Recovery if own => self.pay(index),
                    _ => vec![],
                };
                let grant = self.held(name);
                let stays = |c: &AnnouncedChange| c.change.kind() == ChangeKind::Termination;
                grant.changes.retain(stays);
                grant.recovery = None;
                let from = std::mem::replace(&mut grant.owner, owner.to_string());
                if grant.payee == from {
                    grant.payee = owner.to_string();
                }
                let pairs = vec![
                    name_of,
                    ("change", kind.to_string()),
                    ("from", from),
                    ("to", owner.to_string()),
                    ("payee", grant.payee.clone()),
                    reason,
                ];
                self.told(
                    "milegate1anyone",
                    "carry_out",
                    paid,
                    ("owner_changed", pairs),
                );
            }
        }
    }

    fn terminate(&mut self, name: &str, reason: (&'static str, String)) {
        let g = self.held(name).clone();
        let first = self.latch(&g.schedule);
        let one = self.per_lot(&g.schedule, &self.ends(), self.now.time);
        let kept = ledger::kept(g.lots, one.served, LOT).expect("lots");
        let lost = g.lots - kept;
        self.held(name).tenure = Tenure::Left {
            kept: Uint64::new(kept),
        };
        let mut pairs = vec![
            ("grant", g.name.clone()),
            ("schedule", g.schedule.clone()),
            ("kept", kept.to_string()),
            ("lost", lost.to_string()),
            reason,
        ];
        let amount = u128::from(lost) * (u128::from(LOT) - one.dead);
        pairs.extend(self.forfeit(&g.schedule, amount));
        self.told("milegate1anyone", "carry_out", first, ("terminated", pairs));
    }

    pub fn renounce(&mut self, name: &str) {
        let g = self.held(name).clone();
        let first = self.latch(&g.schedule);
        let before = self.parts(&g, &self.ends(), self.now.time);
        let lost = before[0] - before[2] - before[3];
        let grant = self.held(name);
        grant.tenure = Tenure::Renounced {};
        grant.changes.clear();
        grant.recovery = None;
        let mut pairs = vec![
            ("grant", g.name.clone()),
            ("schedule", g.schedule.clone()),
            ("grant_claimed", g.claimed.to_string()),
        ];
        pairs.extend(self.forfeit(&g.schedule, lost));
        self.told(&g.owner, "renounce", first, ("renounced", pairs));
    }

    pub fn name_recovery(&mut self, name: &str, address: &str) {
        let owner = self.held(name).owner.clone();
        self.held(name).recovery = Some(address.into());
        let pairs = vec![("grant", name.to_string()), ("address", address.into())];
        self.told(&owner, "name_recovery", vec![], ("recovery_named", pairs));
    }

    pub fn decline(&mut self, name: &str) {
        let grant = self.held(name);
        let who = std::mem::replace(&mut grant.payee, grant.owner.clone());
        let pairs = vec![
            ("grant", name.to_string()),
            ("address", who.clone()),
            ("payee", grant.owner.clone()),
        ];
        self.told(&who, "decline", vec![], ("declined", pairs));
    }

    pub fn refuse_grants(&mut self, who: &str) {
        let pairs = vec![("address", who.to_string()), ("refuse", "true".into())];
        self.told(who, "refuse_grants", vec![], ("grants_refused", pairs));
    }

    /// A former payee sheds what is left of it.
    pub fn sheds(&mut self, name: &str, who: &str) {
        let pairs = vec![
            ("grant", name.to_string()),
            ("address", who.into()),
            ("payee", self.held(name).payee.clone()),
        ];
        self.told(who, "decline", vec![], ("declined", pairs));
    }

    pub fn pay_dues(&mut self) {
        let amount = std::mem::take(&mut self.owed);
        self.dues_paid += amount;
        self.balance -= amount;
        self.supply -= amount;
        let coins = format!("{amount}{DENOM}");
        let burn = event("burn", None, &[("burner", VAULT), ("amount", &coins)]);
        let pairs = vec![("sink", "burn".to_string()), ("amount", amount.to_string())];
        self.told(
            "milegate1anyone",
            "pay_dues",
            vec![burn],
            ("dues_paid", pairs),
        );
    }
}

/// Name and attributes of an event.
type Written = (&'static str, Vec<(&'static str, String)>);
