//! Announced changes, and what becomes of them.

use milegate_api::core::holder::CHANGE_LIFE;
use milegate_api::core::{Point, Span};

use super::{Held, Reader};
use crate::log::Logged;

/// A change that was announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The account it names; empty for a termination.
    pub to: String,
    /// Why.
    pub reason: String,
    /// The first point at which it may be carried out.
    pub due: Point,
    /// The first point at which it no longer may be.
    pub lapses: Point,
}

/// Where an event stands.
fn here(e: &Logged) -> Point {
    Point {
        time: e.time,
        height: e.height,
    }
}

const NOW: Span = Span {
    seconds: 0,
    blocks: 0,
};

impl Reader<'_> {
    pub(super) fn announced(&mut self, e: &Logged) {
        let (name, kind) = (e.text("grant"), e.text("change"));
        let what = format!("{kind} of grant {name}");
        let (who, wait) = self.announcer(name, kind);
        if who.as_deref() != Some(e.text("by")) {
            let by = e.text("by");
            self.wrong(
                6,
                e,
                format!("{what} announced by {by}, only {who:?} may announce it"),
            );
        }
        let point = |time: &str, height: &str| Point {
            time: e.number(time).unwrap_or(0),
            height: e.number(height).unwrap_or(0),
        };
        let change = Announcement {
            to: e.text("to").into(),
            reason: e.text("reason").into(),
            due: point("due_time", "due_height"),
            lapses: point("lapses_time", "lapses_height"),
        };
        let due = here(e).after(wait);
        let lapses = due.after(CHANGE_LIFE);
        if (change.due, change.lapses) != (due, lapses) {
            let is = format!("{} until {}", change.due, change.lapses);
            let due = format!("{due} until {lapses}");
            self.wrong(6, e, format!("{what} is due at {is}, it should be {due}"));
        }
        if self.grant(name).is_none_or(|g| g.given_up.is_some()) {
            self.wrong(6, e, format!("{what}, which is not there"));
        }
        let key = (name.to_string(), kind.to_string());
        let before = self.books.announced.insert(key, change);
        if before.is_some_and(|before| !here(e).reached(before.lapses)) {
            self.wrong(6, e, format!("{what} was announced twice"));
        }
    }

    /// Who may announce a change of a grant at this moment, and how long it waits.
    fn announcer(&self, name: &str, kind: &str) -> (Option<String>, Span) {
        let vault = &self.s.vault;
        let grant = self.grant(name);
        let owner = grant.map(|g| g.owner.clone());
        match kind {
            "termination" => {
                let mine = grant.map(|g| g.category.as_str());
                let category = vault.categories.iter().find(|c| Some(&*c.name) == mine);
                let leavers = category.and_then(|c| c.leavers.as_ref());
                let by = leavers.map(|x| x.by.to_string());
                (by, leavers.map_or(NOW, |x| x.notice))
            }
            "payee" => (owner, vault.payee_delay),
            "owner" => (owner, NOW),
            "recovery" => {
                let by = grant.and_then(|g| g.recovery.clone());
                (by, vault.recovery_delay)
            }
            _ => (None, NOW),
        }
    }

    pub(super) fn cancelled(&mut self, e: &Logged) {
        let (name, kind, by) = (e.text("grant"), e.text("change"), e.text("by"));
        let owner = self.grant(name).map(|g| g.owner.clone());
        let may = match kind {
            "termination" => {
                let governance = self.s.vault.governance.as_ref().map(ToString::to_string);
                [self.announcer(name, kind).0, governance]
            }
            "recovery" => [owner, self.announcer(name, kind).0],
            _ => [owner, None],
        };
        let what = format!("{kind} of grant {name}");
        if !may.iter().flatten().any(|who| who == by) {
            self.wrong(
                6,
                e,
                format!("{what} cancelled by {by}, only {may:?} may cancel it"),
            );
        }
        let key = (name.to_string(), kind.to_string());
        if self.books.announced.remove(&key).is_none() {
            self.wrong(6, e, format!("{what} cancelled and not announced"));
        }
    }

    /// A change happens: it must have been announced, be due and not have lapsed.
    pub(super) fn carried_out(&mut self, e: &Logged, kind: &str, to: &str) {
        let name = e.text("grant");
        let what = format!("{kind} of grant {name}");
        let key = (name.to_string(), kind.to_string());
        let Some(change) = self.books.announced.remove(&key) else {
            return self.wrong(6, e, format!("{what} without notice: none was announced"));
        };
        if !here(e).reached(change.due) {
            let due = change.due;
            self.wrong(6, e, format!("{what} at {}, it was due at {due}", here(e)));
        }
        if here(e).reached(change.lapses) {
            self.wrong(6, e, format!("{what}, which lapsed at {}", change.lapses));
        }
        if change.to != to || change.reason != e.text("reason") {
            let (is, due) = (e.text("reason"), &change.reason);
            let named = &change.to;
            self.wrong(
                6,
                e,
                format!("{what} to '{to}' ({is}), announced to '{named}' ({due})"),
            );
        }
    }

    pub(super) fn payee_changed(&mut self, e: &Logged) {
        let (name, to) = (e.text("grant"), e.text("to"));
        self.carried_out(e, "payee", to);
        self.books.moves = self.books.moves.saturating_add(1);
        let Some(before) = self.grant(name).cloned() else {
            return self.wrong(10, e, format!("grant {name} moved and was never added"));
        };
        self.follows(e, "payee", "from", Some(before.payee.clone()));
        self.willing(e, name, to, true);
        if let Some(grant) = self.books.grants.get_mut(name) {
            grant.payee = to.into();
        }
        self.handed_over(e, name, &before);
    }

    /// The grant has another owner. A payee who was not the owner stays; recovery and announced
    /// changes are void, but not a termination.
    pub(super) fn owner_changed(&mut self, e: &Logged) {
        let (name, kind, to) = (e.text("grant"), e.text("change"), e.text("to"));
        self.carried_out(e, kind, to);
        self.books.moves = self.books.moves.saturating_add(1);
        let Some(before) = self.grant(name).cloned() else {
            return self.wrong(10, e, format!("grant {name} moved and was never added"));
        };
        let own = before.owner == before.payee;
        if kind == "recovery" && own {
            self.paid_before(e, name, &before);
        }
        let payee = if own {
            to.to_string()
        } else {
            before.payee.clone()
        };
        self.follows(e, "owner", "from", Some(before.owner.clone()));
        self.follows(e, "payee", "payee", Some(payee.clone()));
        if let Some(grant) = self.books.grants.get_mut(name) {
            grant.owner = to.into();
            grant.payee = payee;
            grant.recovery = None;
        }
        let stays = |kind: &str| kind == "termination";
        self.books
            .announced
            .retain(|(grant, kind), _| grant != name || stays(kind));
        self.handed_over(e, name, &before);
    }

    /// A recovery must not take what an owner who is his own payee could claim: that goes to him
    /// first. A payee who was named stays, so nothing of his is taken.
    fn paid_before(&mut self, e: &Logged, name: &str, held: &Held) {
        let one = self.per_lot(&held.schedule, e.time).unwrap_or_default();
        let left = held.would_vest(&one, e.time).saturating_sub(held.claimed());
        if left > 0 && held.given_up.is_none() {
            let payee = &held.payee;
            self.wrong(
                3,
                e,
                format!("grant {name} was recovered with {left} not paid to {payee}"),
            );
        }
    }

    pub(super) fn recovery_named(&mut self, e: &Logged) {
        let name = e.text("grant");
        let address = Some(e.text("address")).filter(|a| !a.is_empty());
        let key = (name.to_string(), "recovery".to_string());
        self.books.announced.remove(&key);
        if let Some(grant) = self.books.grants.get_mut(name) {
            grant.recovery = address.map(Into::into);
        }
    }

    pub(super) fn declined(&mut self, e: &Logged) {
        let (name, who) = (e.text("grant"), e.text("address"));
        let Some(before) = self.grant(name).cloned() else {
            return self.wrong(10, e, format!("grant {name} declined and was never added"));
        };
        if who == before.owner {
            self.wrong(10, e, format!("grant {name} declined by its owner {who}"));
        }
        let steps_down = who == before.payee && before.given_up.is_none();
        let payee = match steps_down {
            true => before.owner,
            false => before.payee,
        };
        self.follows(e, "payee", "payee", Some(payee.clone()));
        self.sheds(name, who);
        if let Some(grant) = self.books.grants.get_mut(name) {
            grant.payee_paid = grant.payee_paid && !steps_down;
            grant.payee = payee;
        }
        self.parties(e, name);
    }

    /// Compares an address that an event states with the one that follows from those before.
    fn follows(&mut self, e: &Logged, role: &str, key: &str, due: Option<String>) {
        let is = e.text(key);
        if due.as_deref() != Some(is) {
            let name = e.text("grant");
            self.wrong(
                10,
                e,
                format!("grant {name} states its {role} as {is}, it should be {due:?}"),
            );
        }
    }

    fn grant(&self, name: &str) -> Option<&Held> {
        self.books.grants.get(name)
    }
}
