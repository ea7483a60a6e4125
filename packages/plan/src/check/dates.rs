//! Dates in order, durations within reason, windows longer than a block.

use milegate_core::Span;
use milegate_core::holder::MIN_WAIT;
use milegate_core::ledger::{Curve, Gate, IfMissed, limits};

use super::Judge;
use crate::place::{At, Place};
use crate::text::{duration_words, instant_words};

impl Judge<'_> {
    pub(super) fn dates(&mut self) {
        let plan = self.plan;
        if self.broken("plan") {
            return;
        }
        self.instant(*plan.start, &plan.start.place, "the start");
        if let Some(now) = self.options.deploying
            && *plan.start <= now
        {
            let message = format!(
                "the start {} is not after now, {}",
                instant_words(*plan.start),
                instant_words(now)
            );
            let remedy = "A vault is sealed before the start: move it, and deploy again.";
            self.problems
                .add("E050", &plan.start.place, message, remedy);
        }
        self.duration(*plan.vault.notice, &plan.vault.notice.place, "the notice");
        let guards = plan
            .categories
            .iter()
            .filter_map(|category| category.guard.as_ref());
        for guard in guards.chain(plan.vault.guard.as_ref()) {
            self.duration(guard.period, &guard.place, "the guard's period");
        }
        for multisig in &plan.multisigs {
            let what = format!("{}: the voting period", *multisig.name);
            self.duration(
                *multisig.voting_period,
                &multisig.voting_period.place,
                &what,
            );
        }
        self.schedules_in_time();
        self.milestones_in_time();
        self.changes_in_time();
    }

    pub(super) fn instant(&mut self, at: u64, place: &Place, what: &str) {
        if limits::instant(at).is_err() {
            let message = format!("{what}, {}, is not before the year 2200", instant_words(at));
            self.problems
                .add("E053", place, message, "Choose an earlier date.");
        }
    }

    fn duration(&mut self, seconds: u64, place: &Place, what: &str) {
        if limits::duration(seconds).is_err() {
            let words = duration_words(seconds);
            let message = format!("{what}, {words}, is not 1 second to 100 years");
            self.problems
                .add("E054", place, message, "Choose another duration.");
        }
    }

    fn curve(&mut self, curve: &Curve, place: &Place, what: &str) {
        match *curve {
            Curve::Once {} => {}
            Curve::Linear { duration, cliff } => {
                self.duration(duration, place, what);
                if cliff > duration {
                    let message = format!(
                        "{what}: the cliff {} is longer than the curve, {}",
                        duration_words(cliff),
                        duration_words(duration)
                    );
                    self.problems
                        .add("E054", place, message, "Shorten the cliff.");
                }
            }
            Curve::Steps { every, count } => {
                self.duration(every, place, what);
                if count == 0 {
                    let message = format!("{what} has no steps");
                    self.problems
                        .add("E040", place, message, "Write x12 for twelve of them.");
                } else {
                    let length = every.saturating_mul(count);
                    self.duration(length, place, &format!("{what}, from first to last step"));
                }
            }
        }
    }

    fn schedules_in_time(&mut self) {
        let plan = self.plan;
        for schedule in &plan.schedules {
            let what = format!("schedule {}", *schedule.name);
            if let Some(service) = &schedule.service {
                self.instant(
                    service.start,
                    &service.place,
                    &format!("{what}: the service"),
                );
                let curve = Curve::Linear {
                    duration: service.length,
                    cliff: service.cliff,
                };
                self.curve(&curve, &service.place, &format!("{what}: the service"));
            }
            for tranche in &schedule.tranches {
                let place = &tranche.curve.place;
                self.curve(&tranche.curve, place, &format!("{what}: a curve"));
                match &tranche.gate.value {
                    Gate::Time { at } => {
                        self.instant(*at, &tranche.gate.place, &format!("{what}: a gate"));
                        self.gate_in_order(*at, &tranche.gate.place, &what);
                    }
                    Gate::Milestone {
                        milestone,
                        not_before,
                        if_missed,
                    } => {
                        let what = format!("{what}: not_before");
                        self.instant(*not_before, &tranche.gate.place, &what);
                        if let IfMissed::Fallback { curve } = if_missed {
                            self.curve(curve, &tranche.gate.place, "a fallback");
                        }
                        self.rolls_forward(milestone, if_missed, &tranche.gate.place);
                    }
                }
            }
        }
    }

    /// E052: the vault is sealed before every gate by time.
    fn gate_in_order(&mut self, at: u64, place: &Place, what: &str) {
        if at < *self.plan.start {
            let message = format!(
                "{what}: a gate opens on {}, before the start {}",
                instant_words(at),
                instant_words(*self.plan.start)
            );
            let remedy = "Move the gate, or the start; what is free from the start needs no vault.";
            self.problems.add("E052", place, message, remedy);
        }
    }

    /// W105: a roll is a second chance, so its milestone should end later.
    fn rolls_forward(&mut self, milestone: &str, if_missed: &IfMissed, place: &Place) {
        let IfMissed::Roll { milestone: other } = if_missed else {
            return;
        };
        let (Some(from), Some(to)) = (self.plan.milestone(milestone), self.plan.milestone(other))
        else {
            return;
        };
        if *to.deadline < *from.deadline {
            let message = format!(
                "a tranche rolls from {milestone} (until {}) to {other}, which ends earlier, on {}",
                instant_words(*from.deadline),
                instant_words(*to.deadline)
            );
            let remedy = "Roll to a later milestone; else its end is known before the miss.";
            self.problems.add("W105", place, message, remedy);
        }
    }

    fn milestones_in_time(&mut self) {
        let plan = self.plan;
        for milestone in &plan.milestones {
            let name = &*milestone.name;
            self.instant(*milestone.deadline, &milestone.deadline.place, name);
            if *milestone.deadline <= *plan.start {
                let message = format!(
                    "{name}: the deadline {} is not after the start {}",
                    instant_words(*milestone.deadline),
                    instant_words(*plan.start)
                );
                let remedy = "No evidence counts before the start: move one of the two.";
                self.problems
                    .add("E051", &milestone.deadline.place, message, remedy);
            }
            for (what, span) in [
                ("window", &milestone.window),
                ("last call", &milestone.last_call),
                ("court's limit", &milestone.court_limit),
                ("freshness", &milestone.freshness),
            ] {
                self.span(span, &format!("{name}: the {what}"));
            }
            self.time_to_object(name, &milestone.window);
        }
    }

    /// W120: what nobody had time to read, nobody can object to.
    fn time_to_object(&mut self, name: &str, window: &At<Span>) {
        let block = self.plan.block_time.div_ceil(1_000).max(1);
        if window.seconds >= block && window.seconds < MIN_WAIT {
            let message = format!(
                "{name}: the challenge window of {} is shorter than {}",
                duration_words(window.seconds),
                duration_words(MIN_WAIT)
            );
            let remedy = "Give people time to read the evidence and to raise the bond.";
            self.problems.add("W120", &window.place, message, remedy);
        }
    }

    /// E055, W107.
    pub(super) fn span(&mut self, span: &At<Span>, what: &str) {
        let block = self.plan.block_time.div_ceil(1_000).max(1);
        if span.seconds < block || span.blocks == 0 {
            let message = format!(
                "{what} of {} and {} blocks is shorter than one block of {} ms",
                duration_words(span.seconds),
                span.blocks,
                *self.plan.block_time
            );
            let remedy = "Give people time to act: hours at least, days for a challenge.";
            self.problems.add("E055", &span.place, message, remedy);
            return;
        }
        self.duration(span.seconds, &span.place, what);
        let expected = span.seconds.saturating_mul(1_000);
        let by_blocks = span.blocks.saturating_mul(*self.plan.block_time);
        // Up to a tenth more blocks than expected is rounding; far fewer bind nothing.
        let slow = by_blocks > expected.saturating_add(expected.div_ceil(10));
        let idle = by_blocks < expected.div_ceil(10);
        if slow || idle {
            let message = format!(
                "{what}: {} are about {} blocks, not {}; {}",
                duration_words(span.seconds),
                expected.checked_div(*self.plan.block_time).unwrap_or(0),
                span.blocks,
                if slow {
                    "the blocks decide alone"
                } else {
                    "the blocks protect nothing"
                }
            );
            let remedy =
                "Leave `blocks` out (four fifths of the expected ones), or set block_time.";
            self.problems.add("W107", &span.place, message, remedy);
        }
    }
}
