//! Grants: what joins, is paid and is lost.

use milegate_api::core::ledger::Schedule;

use super::Reader;
use crate::ledger;
use crate::log::Logged;

/// A grant as its events tell it.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// Its schedule.
    pub schedule: String,
    /// Its category.
    pub category: String,
    /// Controls it.
    pub owner: String,
    /// Receives what it pays.
    pub payee: String,
    /// May recover it.
    pub recovery: Option<String>,
    /// Its size, in lots.
    pub lots: u64,
    /// Its size.
    pub amount: u128,
    /// When it was made out of a reserve; none if it was there at the sealing.
    pub assigned: Option<u64>,
    /// What of it had died before it was made.
    pub born_dead: u128,
    /// What was paid by which instants, in order.
    pub paid: Vec<(u64, u128)>,
    /// How its holder left.
    pub left: Option<Left>,
    /// How its owner gave it up.
    pub given_up: Option<GivenUp>,
    /// Whether its payee was paid since it became payee.
    pub payee_paid: bool,
}

/// The end of a holder's service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// When.
    pub at: u64,
    /// Lots kept.
    pub kept: u64,
    /// What was lost.
    pub forfeited: u128,
}

/// The end of a grant by its owner's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// When.
    pub at: u64,
    /// What was lost.
    pub forfeited: u128,
    /// What of that had vested.
    pub vested: u128,
}

impl Reader<'_> {
    /// A grant joins a draft.
    pub(super) fn added(&mut self, e: &Logged) {
        self.join(e, None);
    }

    /// A grant is there from now on.
    pub(super) fn join(&mut self, e: &Logged, assigned: Option<u64>) {
        let name = e.text("grant");
        let held = Held {
            schedule: e.text("schedule").into(),
            category: e.text("category").into(),
            owner: e.text("owner").into(),
            payee: e.text("payee").into(),
            lots: e.number("lots").unwrap_or(0),
            amount: e.number("amount").unwrap_or(0),
            assigned,
            ..Held::default()
        };
        self.willing(e, name, &held.owner, false);
        self.willing(e, name, &held.payee, true);
        let sums = self
            .books
            .schedules
            .entry(held.schedule.clone())
            .or_default();
        sums.lots = sums.lots.saturating_add(held.lots.into());
        let home = self.s.schedule(&held.schedule).map(|x| x.category.as_str());
        if home != Some(&held.category) {
            let what = format!("grant {name} of {} under {}", held.category, held.schedule);
            self.wrong(10, e, format!("{what}, which is of {home:?}"));
        }
        if self.books.grants.insert(name.into(), held).is_some() {
            self.wrong(10, e, format!("grant {name} was added twice"));
        }
        self.parties(e, name);
    }

    /// A grant pays its payee of that moment.
    pub(super) fn claimed(&mut self, e: &Logged) {
        let (name, to) = (e.text("grant"), e.text("payee"));
        let amount = e.number::<u128>("amount").unwrap_or(0);
        let grant = self.books.grants.entry(name.into()).or_default();
        let sum = grant.claimed().saturating_add(amount);
        grant.paid.push((e.time, sum));
        grant.payee_paid = true;
        let payee = grant.payee.clone();
        let sums = self.books.schedules.entry(e.text("schedule").into());
        let sums = sums.or_default();
        sums.claimed = sums.claimed.saturating_add(amount);
        let of_schedule = sums.claimed;
        self.stated(e, name, "grant_claimed", sum);
        self.stated(e, name, "schedule_claimed", of_schedule);
        if payee != to {
            self.wrong(
                3,
                e,
                format!("grant {name} paid {to}, its payee is '{payee}'"),
            );
        }
    }

    /// A holder stops serving: the lots served, rounded up, are kept.
    pub(super) fn terminated(&mut self, e: &Logged) {
        let name = e.text("grant");
        self.carried_out(e, "termination", "");
        self.books.terminations = self.books.terminations.saturating_add(1);
        let lot = u128::from(self.lot());
        let Some(held) = self.books.grants.get(name).cloned() else {
            return self.wrong(10, e, format!("grant {name} left and was never added"));
        };
        let serves = |x: &Schedule| x.service.is_some();
        let serves = self.terms(&held.schedule).is_some_and(serves);
        if !serves || held.left.is_some() || held.given_up.is_some() {
            self.wrong(10, e, format!("grant {name} left and did not serve"));
        }
        let served = self
            .per_lot(&held.schedule, e.time)
            .map_or(lot, |x| x.served);
        let kept = ledger::kept(held.lots, served, self.lot()).unwrap_or(held.lots);
        let lost = u128::from(held.lots.saturating_sub(kept));
        let dead = self.dead(&held.schedule);
        let forfeited = lost.saturating_mul(lot.saturating_sub(dead));
        self.stated(e, name, "kept", kept.into());
        self.stated(e, name, "lost", lost);
        self.stated(e, name, "forfeited", forfeited);

        let left = Left {
            at: e.time,
            kept,
            forfeited,
        };
        if let Some(held) = self.books.grants.get_mut(name) {
            held.left = Some(left);
        }
        let sums = self
            .books
            .schedules
            .entry(held.schedule.clone())
            .or_default();
        sums.lots = sums.lots.saturating_sub(lost);
        self.forfeit(e, &held.schedule, forfeited);
    }

    /// An owner gives up everything that was not paid.
    pub(super) fn renounced(&mut self, e: &Logged) {
        let name = e.text("grant");
        let lot = u128::from(self.lot());
        let Some(held) = self.books.grants.get(name).cloned() else {
            return self.wrong(
                10,
                e,
                format!("grant {name} was given up and was never added"),
            );
        };
        if held.given_up.is_some() {
            self.wrong(10, e, format!("grant {name} was given up twice"));
        }
        let alive = lot.saturating_sub(self.dead(&held.schedule));
        let lots = u128::from(held.lots_now());
        let claimed = held.claimed();
        let forfeited = lots.saturating_mul(alive).saturating_sub(claimed);
        self.stated(e, name, "forfeited", forfeited);
        self.stated(e, name, "grant_claimed", claimed);

        let one = self.per_lot(&held.schedule, e.time).unwrap_or_default();
        let given_up = GivenUp {
            at: e.time,
            forfeited,
            vested: held.would_vest(&one, e.time).saturating_sub(claimed),
        };
        if let Some(held) = self.books.grants.get_mut(name) {
            held.given_up = Some(given_up);
            held.recovery = None;
        }
        self.let_go(name);
        let sums = self
            .books
            .schedules
            .entry(held.schedule.clone())
            .or_default();
        sums.lots = sums.lots.saturating_sub(lots);
        self.forfeit(e, &held.schedule, forfeited);
        self.books.announced.retain(|(grant, _), _| grant != name);
        self.parties(e, name);
    }

    fn dead(&self, schedule: &str) -> u128 {
        self.books.schedules.get(schedule).map_or(0, |x| x.dead)
    }
}
