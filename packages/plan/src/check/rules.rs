//! E078: the rules of every class, held against the bounds in core.

use milegate_core::Span;
use milegate_core::governance::{Class, Rule, RuleError, Rules, Share, limits};

use super::Judge;
use crate::place::{At, Place};
use crate::plan::{ClassRule, Governance};
use crate::text::span_words;

/// More than there are values to refuse.
const MOST: usize = 64;

impl Judge<'_> {
    /// Asks core until it has nothing more to say: what it refuses is noted, and replaced by
    /// something that it takes.
    pub(super) fn rules(&mut self, governance: &Governance) {
        let uncited = governance.uncited.iter().map(|each| {
            let denom = each.denom.to_string();
            let amount = each.amount.into();
            milegate_core::governance::Payment { denom, amount }
        });
        let mut rules = governance.rules(uncited.collect());
        let mut refused = Vec::new();
        for _ in 0..MOST {
            let Err(error) = rules.check() else { break };
            let Some((place, message)) = told(governance, &error) else {
                break;
            };
            let remedy = "Write a value within these bounds, or leave it out.";
            self.problems.add("E078", &place, message, remedy);
            refused.push(place);
            repair(&mut rules, &error);
        }
        self.periods(governance, &refused);
    }

    /// E055, W107: of what is not written, one is enough.
    fn periods(&mut self, governance: &Governance, refused: &[Place]) {
        let mut usual_told = false;
        for class in Class::ALL {
            let rule = governance.of(class);
            for (field, span) in [
                ("voting", &rule.voting),
                ("tail", &rule.tail),
                ("delay", &rule.delay),
                ("window", &rule.window),
            ] {
                let usual = span.place == governance.place;
                if refused.contains(&span.place) || (usual && usual_told) {
                    continue;
                }
                let before = self.problems.0.len();
                self.span(span, &format!("{class}: the {field}"));
                usual_told |= usual && self.problems.0.len() > before;
            }
        }
    }
}

/// Where a refused value stands, and what is wrong with it; none for what no plan can be told.
fn told(governance: &Governance, error: &RuleError) -> Option<(Place, String)> {
    let place = |class: Class, field: &str| governance.of(class).place(field);
    Some(match error {
        RuleError::Share {
            class,
            field,
            share,
            least,
            most,
        } => {
            let follows = governance.of(Class::Dispute).floor.place == governance.place;
            let class = match (class, *field) {
                (Class::Dispute, "floor") if follows => Class::Attest,
                _ => *class,
            };
            let message = format!("{class}: a {field} of {share} is not {least} to {most}");
            (place(class, field), message)
        }
        RuleError::Span {
            class,
            field,
            span,
            least,
        } => {
            let shortest = Span {
                seconds: *least,
                ..limits::SHORTEST
            };
            let message = format!(
                "{class}: a {field} of {} is not {} to {}",
                span_words(*span),
                span_words(shortest),
                span_words(limits::LONGEST)
            );
            (place(*class, field), message)
        }
        RuleError::TailPastDelay { class, tail, delay } => {
            let message = format!(
                "{class}: the tail of {} is longer than the delay of {}, and nothing is executed \
                 before its result is fixed",
                span_words(*tail),
                span_words(*delay)
            );
            (place(*class, "tail"), message)
        }
        RuleError::Dispute {
            threshold,
            floor,
            attest,
        } => {
            let half = limits::LEAST_THRESHOLD;
            let (field, message) = match *threshold == half {
                false => (
                    "threshold",
                    format!("a threshold of {threshold}, not {half}"),
                ),
                true => (
                    "floor",
                    format!("a floor of {floor}, attest one of {attest}"),
                ),
            };
            let why = "the majority decides, and \"stands\" needs what a testimony needs";
            (
                place(Class::Dispute, field),
                format!("dispute has {message}: {why}"),
            )
        }
        RuleError::Electorate { .. } => (governance.electorate.place.clone(), error.to_string()),
        RuleError::Proposals { .. } => (governance.proposals.place.clone(), error.to_string()),
        RuleError::CoolDown { seconds } => {
            let message = format!(
                "a cool-down of {} is longer than {}",
                crate::text::duration_words(*seconds),
                crate::text::duration_words(limits::LONGEST_COOL_DOWN)
            );
            (governance.cool_down.place.clone(), message)
        }
        RuleError::Uncited { .. } => (governance.uncited.place.clone(), error.to_string()),
        _ => return None,
    })
}

impl ClassRule {
    fn place(&self, field: &str) -> Place {
        fn of<T>(at: &At<T>) -> Place {
            at.place.clone()
        }
        match field {
            "quorum" => of(&self.quorum),
            "threshold" => of(&self.threshold),
            "floor" => of(&self.floor),
            "voting" => of(&self.voting),
            "tail" => of(&self.tail),
            "delay" => of(&self.delay),
            _ => of(&self.window),
        }
    }
}

fn repair(rules: &mut Rules, error: &RuleError) {
    match error {
        RuleError::Share {
            class,
            field,
            least,
            ..
        } => {
            // The floor of a dispute is that of attest: one mistake is told once.
            let same = rules.dispute.floor == rules.attest.floor;
            if *field == "floor" && same && matches!(class, Class::Dispute | Class::Attest) {
                rules.dispute.floor = *least;
                rules.attest.floor = *least;
            }
            *share(of(rules, *class), field) = *least;
        }
        RuleError::Span {
            class,
            field,
            least,
            ..
        } => {
            let span = span(of(rules, *class), field);
            *span = Span {
                seconds: span.seconds.clamp(*least, limits::LONGEST.seconds),
                blocks: span
                    .blocks
                    .clamp(limits::SHORTEST.blocks, limits::LONGEST.blocks),
            };
        }
        RuleError::TailPastDelay { class, .. } => of(rules, *class).tail = limits::SHORTEST,
        RuleError::Dispute { threshold, .. } => match *threshold == limits::LEAST_THRESHOLD {
            false => rules.dispute.threshold = limits::LEAST_THRESHOLD,
            true => rules.dispute.floor = rules.attest.floor,
        },
        RuleError::Electorate { .. } => rules.electorate = limits::LEAST_ELECTORATE,
        RuleError::Proposals { .. } => rules.proposals = 1,
        RuleError::CoolDown { .. } => rules.cool_down = 0,
        _ => rules.uncited.clear(),
    }
}

fn of(rules: &mut Rules, class: Class) -> &mut Rule {
    match class {
        Class::Signal => &mut rules.signal,
        Class::Dispute => &mut rules.dispute,
        Class::Attest => &mut rules.attest,
        Class::Spend => &mut rules.spend,
        Class::Rules => &mut rules.rules,
        Class::Code => &mut rules.code,
    }
}

fn share<'a>(rule: &'a mut Rule, field: &str) -> &'a mut Share {
    match field {
        "quorum" => &mut rule.quorum,
        "threshold" => &mut rule.threshold,
        _ => &mut rule.floor,
    }
}

fn span<'a>(rule: &'a mut Rule, field: &str) -> &'a mut Span {
    match field {
        "voting" => &mut rule.voting,
        "tail" => &mut rule.tail,
        "delay" => &mut rule.delay,
        _ => &mut rule.window,
    }
}
