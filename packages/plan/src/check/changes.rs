//! Time between what is announced and what is done to a grant, and the end of reserves.

use milegate_core::Span;
use milegate_core::holder::{MIN_RECOVERY, MIN_WAIT};
use milegate_core::ledger::Gate;

use super::Judge;
use crate::place::At;
use crate::plan::{Reserve, Schedule};
use crate::text::{duration_words, instant_words};

const DAY: u64 = 86_400;

/// The least time in which an owner can be expected to see that his payee is being changed, or
/// governance to look at a termination.
const WEEK: u64 = DAY.saturating_mul(7);

impl Judge<'_> {
    /// E055, E057, W107, W115; E053 and E056 of reserves.
    pub(super) fn changes_in_time(&mut self) {
        let plan = self.plan;
        let (payee, recovery) = (&plan.vault.payee_delay, &plan.vault.recovery_delay);
        self.wait(payee, "the wait before a change of payee");
        self.span(recovery, "the wait before a recovery");
        self.least(recovery, MIN_RECOVERY, "the wait before a recovery");
        for category in &plan.categories {
            let name = &*category.name;
            if let Some(leavers) = &category.leavers {
                let what = format!("{name}: the notice of a termination");
                self.wait(&leavers.notice, &what);
            }
            if let Some(reserve) = &category.reserve {
                self.expiry(name, reserve);
            }
        }
    }

    fn wait(&mut self, wait: &At<Span>, what: &str) {
        self.span(wait, what);
        if self.least(wait, MIN_WAIT, what) && wait.seconds < WEEK {
            let message = shorter(what, wait, WEEK);
            let remedy = "Give whoever can cancel it time to see it.";
            self.problems.add("W115", &wait.place, message, remedy);
        }
    }

    /// Whether the contract takes it.
    fn least(&mut self, wait: &At<Span>, least: u64, what: &str) -> bool {
        let holds = wait.seconds >= least;
        if !holds {
            let message = shorter(what, wait, least);
            let remedy =
                "Somebody must be able to come back and cancel: the contract refuses less.";
            self.problems.add("E057", &wait.place, message, remedy);
        }
        holds
    }

    fn expiry(&mut self, category: &str, reserve: &Reserve) {
        let at = &reserve.expires;
        self.instant(
            **at,
            &at.place,
            &format!("{category}: the reserve's expiry"),
        );
        if **at <= *self.plan.start {
            let message = format!(
                "{category}: the reserve expires on {}, not after the start {}",
                instant_words(**at),
                instant_words(*self.plan.start)
            );
            let remedy = "It could never be assigned: move its expiry, or leave it out.";
            self.problems.add("E056", &at.place, message, remedy);
        }
        self.assignable(category, reserve);
    }

    /// W114: from a schedule without service nothing more can be assigned once some of it vests;
    /// with service, a cohort begins anew.
    fn assignable(&mut self, category: &str, reserve: &Reserve) {
        let plan = self.plan;
        let own = |schedule: &&Schedule| *schedule.category == category;
        let schedules = plan.schedules.iter().filter(own);
        if schedules.clone().any(|each| each.service.is_some()) {
            return;
        }
        let Some(last) = schedules.filter_map(|each| self.vests(each)).max() else {
            return;
        };
        if last < *reserve.expires {
            let message = format!(
                "{category}: the reserve expires on {}, but from {} on it may be too late to assign \
                 it, since something can have vested under every schedule",
                instant_words(*reserve.expires),
                instant_words(last)
            );
            let remedy = "Give a schedule of the category a service, so that later hires begin \
                          anew, or let the reserve expire earlier.";
            self.problems
                .add("W114", &reserve.expires.place, message, remedy);
        }
    }

    /// The earliest instant at which something can vest under a schedule.
    fn vests(&self, schedule: &Schedule) -> Option<u64> {
        let opens = |gate: &Gate| match gate {
            Gate::Time { at } => *at,
            Gate::Milestone {
                milestone,
                not_before,
                ..
            } => {
                let window = self
                    .plan
                    .milestone(milestone)
                    .map_or(0, |m| m.window.seconds);
                let reached = self.plan.start.saturating_add(window);
                reached
                    .saturating_add(*self.plan.vault.notice)
                    .max(*not_before)
            }
        };
        let gates = schedule.tranches.iter().map(|tranche| opens(&tranche.gate));
        gates.min()
    }
}

fn shorter(what: &str, wait: &Span, least: u64) -> String {
    format!(
        "{what}, {}, is shorter than {}",
        duration_words(wait.seconds),
        duration_words(least)
    )
}
