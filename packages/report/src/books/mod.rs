//! A vault's ledger, rebuilt from its events alone.
//!
//! The events say who held what, who stopped serving and what was paid; terms and conclusions say
//! what a lot has come to. Together they give every figure of any past instant, which no query
//! does once somebody has left, joined late or given up. What an event states beside that is
//! compared with what the events before it come to.

mod changes;
mod figures;
mod gates;
mod grants;
mod parties;
mod reserves;

use std::collections::{BTreeMap, BTreeSet};

use milegate_api::core::ledger::Schedule;

use crate::ledger::{self, Ends, PerLot};
use crate::log::{self, Logged};
use crate::snapshot::Snapshot;

pub use changes::Announcement;
pub use figures::Sums;
pub use grants::Held;
pub use parties::{Stake, Tie};

/// What the events of a vault come to.
#[derive(Debug, Default)]
pub struct Books {
    /// The grants, by reference.
    pub grants: BTreeMap<String, Held>,
    /// Changes announced and neither carried out, cancelled nor void, by grant and kind.
    pub announced: BTreeMap<(String, String), Announcement>,
    /// Gates written down by schedule and tranche, with what each forfeited if it died.
    pub gates: BTreeMap<(String, u32), Option<u128>>,
    /// Gates that a copy of a schedule was born with.
    pub inherited: BTreeSet<(String, u32)>,
    /// Copies of schedules with what each copies.
    pub cohorts: BTreeMap<String, String>,
    /// Sums by schedule.
    pub schedules: BTreeMap<String, Running>,
    /// Reserves that became dues, with the lots that were left.
    pub lapsed: BTreeMap<String, u64>,
    /// Who was a party of which grant, and between which transactions.
    pub stakes: Vec<Stake>,
    /// What is left of addresses in grants that no longer name them, by grant and address.
    pub ties: BTreeMap<(String, String), Tie>,
    /// Paid in at the sealing.
    pub funding: u128,
    /// The seal digest, hex.
    pub digest: String,
    /// Credited to the sink and not sent.
    pub dues: u128,
    /// Terminations carried out.
    pub terminations: u32,
    /// Changes of payee or owner carried out.
    pub moves: u32,
    /// Number of events.
    pub events: usize,
    /// What does not add up: the number of the rule it breaks, and what it is.
    pub faults: Vec<(u8, String)>,
}

/// Sums of one schedule so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Running {
    /// Lots of those who serve, and lots that leavers keep.
    pub lots: u128,
    /// Base units per lot behind gates written down as dead.
    pub dead: u128,
    /// Forfeited.
    pub forfeited: u128,
    /// Claimed.
    pub claimed: u128,
}

/// Reads the events of a vault.
pub fn read(s: &Snapshot) -> Books {
    let mut reader = Reader {
        s,
        ends: s.ends(),
        books: Books::default(),
        refusing: BTreeSet::new(),
    };
    let events = log::of(&s.txs, s.vault_address.as_str(), log::VAULT);
    for e in &events {
        reader.take(e);
    }
    reader.books.events = events.len();
    reader.books
}

struct Reader<'a> {
    s: &'a Snapshot,
    ends: Ends,
    books: Books,
    /// Addresses that refuse grants.
    refusing: BTreeSet<String>,
}

impl Reader<'_> {
    fn take(&mut self, e: &Logged) {
        match e.name.as_str() {
            "grant_added" => self.added(e),
            "sealed" => {
                self.books.funding = e.number("funding").unwrap_or(0);
                self.books.digest = e.text("seal_digest").into();
            }
            "gate_opened" => self.gate(e, false),
            "gate_died" => self.gate(e, true),
            "cohort_added" => self.cohort(e),
            "claimed" => self.claimed(e),
            "assigned" => self.assigned(e),
            "reserve_lapsed" => self.lapsed(e),
            "terminated" => self.terminated(e),
            "renounced" => self.renounced(e),
            "dues_paid" => self.dues_paid(e),
            "change_announced" => self.announced(e),
            "change_cancelled" => self.cancelled(e),
            "payee_changed" => self.payee_changed(e),
            "owner_changed" => self.owner_changed(e),
            "recovery_named" => self.recovery_named(e),
            "declined" => self.declined(e),
            "grants_refused" => self.refused(e),
            _ => {}
        }
    }

    /// Notes that an event breaks a rule.
    fn wrong(&mut self, rule: u8, e: &Logged, what: impl std::fmt::Display) {
        let text = format!("height {}: {what}", e.height);
        self.books.faults.push((rule, text));
    }

    /// Compares a sum that an event states with what the events come to.
    fn stated(&mut self, e: &Logged, about: &str, key: &str, due: u128) {
        let is = e.number::<u128>(key);
        if is != Some(due) {
            self.wrong(
                10,
                e,
                format!("{about} states {key} {is:?}, events add up to {due}"),
            );
        }
    }

    /// Something of a schedule is lost: its sums and the dues, as the event states them.
    fn forfeit(&mut self, e: &Logged, schedule: &str, amount: u128) {
        let sums = self.books.schedules.entry(schedule.into()).or_default();
        sums.forfeited = sums.forfeited.saturating_add(amount);
        let forfeited = sums.forfeited;
        self.stated(e, schedule, "schedule_forfeited", forfeited);
        self.owe(e, amount);
    }

    /// Something is owed to the sink.
    fn owe(&mut self, e: &Logged, amount: u128) {
        self.books.dues = self.books.dues.saturating_add(amount);
        self.stated(e, &e.name, "dues", self.books.dues);
    }

    fn lot(&self) -> u64 {
        self.s.vault.asset.lot.u64()
    }

    fn terms(&self, schedule: &str) -> Option<&Schedule> {
        self.s.schedule(schedule).map(|x| &x.schedule)
    }

    /// What a lot of a schedule had come to at an instant.
    fn per_lot(&self, schedule: &str, at: u64) -> Option<PerLot> {
        let terms = self.terms(schedule)?;
        ledger::per_lot(terms, self.lot(), self.s.vault.notice, &self.ends, at)
    }
}
