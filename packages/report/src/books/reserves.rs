//! Reserves: grants made of them, what is left when they expire, and what the sink is sent.

use milegate_api::vesting::Reserve;

use super::Reader;
use crate::log::Logged;

impl Reader<'_> {
    /// A grant is made out of a reserve.
    pub(super) fn assigned(&mut self, e: &Logged) {
        let (schedule, category) = (e.text("schedule"), e.text("category"));
        let lots: u64 = e.number("lots").unwrap_or(0);
        self.in_time(e, category);
        let reserve = self.reserve(category);
        let (assigner, reserved) = match reserve {
            Some(r) => (r.assigner.to_string(), r.lots.u64()),
            None => (String::new(), 0),
        };
        if e.text("assigner") != assigner {
            let by = e.text("assigner");
            self.wrong(
                6,
                e,
                format!("{by} assigned, the assigner of {category} is '{assigner}'"),
            );
        }
        let left = self.left_in(category, reserved).checked_sub(lots);
        if left.is_none() || left != e.number("reserve_lots") {
            let stated = e.text("reserve_lots");
            let what = format!("{lots} lots leave the reserve of {category} with {stated}");
            self.wrong(10, e, format!("{what}, it should be {left:?}"));
        }
        let one = self.per_lot(schedule, e.time);
        let lot = u128::from(self.lot());
        if one.is_none_or(|one| one.vested > 0 || one.dead >= lot) {
            self.wrong(
                10,
                e,
                format!("lots join {schedule}, of which a lot is {one:?}"),
            );
        }

        let dead = self.books.schedules.get(schedule).map_or(0, |x| x.dead);
        let born_dead = dead.saturating_mul(lots.into());
        self.stated(e, e.text("grant"), "forfeited", born_dead);
        self.join(e, Some(e.time));
        if let Some(grant) = self.books.grants.get_mut(e.text("grant")) {
            grant.born_dead = born_dead;
        }
        self.forfeit(e, schedule, born_dead);
    }

    /// What is left of an expired reserve becomes dues.
    pub(super) fn lapsed(&mut self, e: &Logged) {
        let category = e.text("category");
        let (reserved, expires) = match self.reserve(category) {
            Some(r) => (r.lots.u64(), r.expires),
            None => (0, u64::MAX),
        };
        let left = self.left_in(category, reserved);
        if e.time < expires || e.number("expired_at") != Some(expires) {
            self.wrong(
                10,
                e,
                format!("the reserve of {category} lapsed before {expires}"),
            );
        }
        if self
            .books
            .lapsed
            .insert(category.into(), left)
            .is_some_and(|_| left > 0)
        {
            self.wrong(10, e, format!("the reserve of {category} lapsed twice"));
        }
        let forfeited = u128::from(left).saturating_mul(self.lot().into());
        self.stated(e, category, "lots", left.into());
        self.stated(e, category, "forfeited", forfeited);
        self.owe(e, forfeited);
    }

    /// The sink is sent all that it is owed.
    pub(super) fn dues_paid(&mut self, e: &Logged) {
        self.stated(e, "the sink", "amount", self.books.dues);
        self.books.dues = 0;
    }

    /// A reserve must not have expired.
    pub(super) fn in_time(&mut self, e: &Logged, category: &str) {
        let expires = self.reserve(category).map(|r| r.expires);
        if expires.is_none_or(|at| e.time >= at) {
            let what = format!("{} out of the reserve of {category}", e.name);
            self.wrong(10, e, format!("{what}, which expires at {expires:?}"));
        }
    }

    fn reserve(&self, category: &str) -> Option<Reserve<cosmwasm_std::Addr>> {
        let categories = &self.s.vault.categories;
        let found = categories.iter().find(|c| c.name == category)?;
        found.reserve.clone()
    }

    /// Lots left of a reserve that held so many.
    fn left_in(&self, category: &str, reserved: u64) -> u64 {
        reserved.saturating_sub(self.books.assigned_lots(category, u64::MAX))
    }
}
