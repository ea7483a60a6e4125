//! Time between what is announced and what is done to a grant, and the end of reserves.

use milegate_core::Span;
use milegate_core::holder::MIN_RECOVERY;
use milegate_core::ledger::Gate;

use super::Judge;
use crate::place::At;
use crate::plan::{Reserve, Schedule};
use crate::text::{duration_words, instant_words};

const DAY: u64 = 86_400;

/// The least time in which an owner can be expected to see that his payee is being changed.
const PAYEE: u64 = DAY.saturating_mul(3);

/// The least notice in which governance can be expected to look at a termination.
const TERMINATION: u64 = DAY.saturating_mul(7);

impl Judge<'_> {
    /// E055, E057, W107, W115; E053 and E056 of reserves.
    pub(super) fn changes_in_time(&mut self) {
        let plan = self.plan;
        let (payee, recovery) = (&plan.vault.payee_delay, &plan.vault.recovery_delay);
        self.wait(payee, PAYEE, "the wait before a change of payee");
        self.span(recovery, "the wait before a recovery");
        if recovery.seconds < MIN_RECOVERY {
            let message = format!(
                "a recovery waits {}, less than {}",
                duration_words(recovery.seconds),
                duration_words(MIN_RECOVERY)
            );
            let remedy = "An owner must be able to come back from anywhere and cancel it.";
            self.problems.add("E057", &recovery.place, message, remedy);
        }
        for category in &plan.categories {
            let name = &*category.name;
            if let Some(leavers) = &category.leavers {
                let what = format!("{name}: the notice of a termination");
                self.wait(&leavers.notice, TERMINATION, &what);
            }
            if let Some(reserve) = &category.reserve {
                self.expiry(name, reserve);
            }
        }
    }

    fn wait(&mut self, wait: &At<Span>, least: u64, what: &str) {
        self.span(wait, what);
        if wait.seconds < least {
            let message = format!(
                "{what}, {}, is shorter than {}",
                duration_words(wait.seconds),
                duration_words(least)
            );
            let remedy = "Give whoever can cancel it time to see it.";
            self.problems.add("W115", &wait.place, message, remedy);
        }
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
