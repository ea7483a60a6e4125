use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::{Class, Content, Kind, Payment, RuleError, Share, limits, payment};
use crate::Span;

/// What a proposal of one class needs, and how long it takes.
#[cw_serde]
#[derive(Copy, Eq)]
pub struct Rule {
    /// Ballots of any kind, as a share of the power that is not recused: at least.
    pub quorum: Share,
    /// Yes, as a share of yes and no: more than.
    pub threshold: Share,
    /// Yes, as a share of all power, recused or not: at least.
    pub floor: Share,
    /// How long ballots are taken, from the block that opens it.
    pub voting: Span,
    /// How long interested voters may still be proven after the voting. Inside the delay.
    pub tail: Span,
    /// From the end of the voting to the first block that may execute it.
    pub delay: Span,
    /// How long it may then be executed.
    pub window: Span,
}

impl Rule {
    /// A rule as strict as both: it needs the more of each share, waits the longer and may be
    /// executed for the shorter time.
    #[must_use]
    pub fn and(self, other: Rule) -> Rule {
        Rule {
            quorum: self.quorum.max(other.quorum),
            threshold: self.threshold.max(other.threshold),
            floor: self.floor.max(other.floor),
            voting: longer(self.voting, other.voting),
            tail: longer(self.tail, other.tail),
            delay: longer(self.delay, other.delay),
            window: Span {
                seconds: self.window.seconds.min(other.window.seconds),
                blocks: self.window.blocks.min(other.window.blocks),
            },
        }
    }

    fn check(&self, class: Class) -> Result<(), RuleError> {
        let share = |field, share: Share, least: Share, most: Share| match share {
            share if share < least || share > most => Err(RuleError::Share {
                class,
                field,
                share,
                least,
                most,
            }),
            _ => Ok(()),
        };
        let least_threshold = match class {
            Class::Signal => Share::ZERO,
            _ => limits::LEAST_THRESHOLD,
        };
        share(
            "quorum",
            self.quorum,
            limits::LEAST_QUORUM,
            limits::MOST_QUORUM,
        )?;
        share(
            "threshold",
            self.threshold,
            least_threshold,
            limits::MOST_THRESHOLD,
        )?;
        share(
            "floor",
            self.floor,
            limits::least_floor(class),
            limits::MOST_FLOOR,
        )?;

        self.check_times(class)
    }

    fn check_times(&self, class: Class) -> Result<(), RuleError> {
        let span = |field, span: Span, least: u64| {
            let seconds = least..=limits::LONGEST.seconds;
            let blocks = limits::SHORTEST.blocks..=limits::LONGEST.blocks;
            match seconds.contains(&span.seconds) && blocks.contains(&span.blocks) {
                true => Ok(()),
                false => Err(RuleError::Span {
                    class,
                    field,
                    span,
                    least,
                }),
            }
        };
        let shortest = limits::SHORTEST.seconds;
        span("voting", self.voting, shortest)?;
        span("tail", self.tail, shortest)?;
        span("delay", self.delay, limits::least_delay(class))?;
        span("window", self.window, shortest)?;
        if self.tail.seconds > self.delay.seconds || self.tail.blocks > self.delay.blocks {
            return Err(RuleError::TailPastDelay {
                class,
                tail: self.tail,
                delay: self.delay,
            });
        }

        Ok(())
    }
}

fn longer(one: Span, other: Span) -> Span {
    Span {
        seconds: one.seconds.max(other.seconds),
        blocks: one.blocks.max(other.blocks),
    }
}

/// All the rules of a governance contract. They are replaced as a whole.
#[cw_serde]
#[derive(Eq)]
pub struct Rules {
    /// Counts the replacements, so that a proposal replaces the rules it was measured against.
    pub revision: u32,
    /// Of signals.
    pub signal: Rule,
    /// Of disputes. Its threshold is a half and its floor that of `attest` (spec 4).
    pub dispute: Rule,
    /// Of testimonies.
    pub attest: Rule,
    /// Of payments.
    pub spend: Rule,
    /// Of changes of the rules.
    pub rules: Rule,
    /// Of changes of code.
    pub code: Rule,
    /// Total power, as a share of the token's supply, below which only signals pass.
    pub electorate: Share,
    /// What a proposal costs its proposer until its result is known, in the deposit's denom. A
    /// dispute costs nothing.
    pub deposit: Uint128,
    /// Proposals that one proposer may have in suspense.
    pub proposals: u32,
    /// How long the same content is refused after its last proposal ended, in seconds.
    pub cool_down: u64,
    /// What a proposal may pay of each denom without citing the answer of a signal. Of a denom that
    /// is not listed: nothing.
    pub uncited: Vec<Payment>,
}

impl Rules {
    /// The rule of a class.
    pub const fn of(&self, class: Class) -> &Rule {
        match class {
            Class::Signal => &self.signal,
            Class::Dispute => &self.dispute,
            Class::Attest => &self.attest,
            Class::Spend => &self.spend,
            Class::Rules => &self.rules,
            Class::Code => &self.code,
        }
    }

    /// Checks every rule against the bounds in the code.
    pub fn check(&self) -> Result<(), RuleError> {
        for class in Class::ALL {
            self.of(class).check(class)?;
        }
        let half = limits::LEAST_THRESHOLD;
        if self.dispute.threshold != half || self.dispute.floor != self.attest.floor {
            return Err(RuleError::Dispute {
                threshold: self.dispute.threshold,
                floor: self.dispute.floor,
                attest: self.attest.floor,
            });
        }
        if self.electorate < limits::LEAST_ELECTORATE || self.electorate > limits::MOST_ELECTORATE {
            return Err(RuleError::Electorate {
                share: self.electorate,
            });
        }
        if self.proposals == 0 || self.proposals > limits::MOST_PROPOSALS {
            return Err(RuleError::Proposals {
                count: self.proposals,
            });
        }
        if self.cool_down > limits::LONGEST_COOL_DOWN {
            return Err(RuleError::CoolDown {
                seconds: self.cool_down,
            });
        }

        payment::check_limits(&self.uncited)
    }

    /// Checks that `new` may replace these rules. Asked when the change is proposed and again when
    /// it is executed: meanwhile other rules may have come into force, and `new` would undo them
    /// without having met their bar.
    pub fn check_successor(&self, new: &Rules) -> Result<(), RuleError> {
        if self.revision.checked_add(1) != Some(new.revision) {
            return Err(RuleError::Revision {
                current: self.revision,
                new: new.revision,
            });
        }

        new.check()
    }

    /// Classes whose proposals would go by something else under `new`. The least electorate
    /// protects every class but signals, what need not be cited is part of payments; deposit, cap
    /// and cool-down decide no result.
    fn touched(&self, new: &Rules) -> impl Iterator<Item = Class> {
        let electorate = self.electorate != new.electorate;
        let uncited = self.uncited != new.uncited;
        Class::ALL.into_iter().filter(move |class| {
            self.of(*class) != new.of(*class)
                || (electorate && *class != Class::Signal)
                || (uncited && *class == Class::Spend)
        })
    }

    pub(super) fn strictest_touched(&self, new: &Rules) -> Class {
        self.touched(new).max().unwrap_or(Class::Signal)
    }

    /// The rule that a proposal goes by, and its class: as strict as the rules of everything it
    /// does, and of every rule it changes, the old one and the new.
    pub fn bar(&self, content: &Content<'_>) -> Result<(Class, Rule), RuleError> {
        let class = content.class(self)?;
        let mut rule = *self.of(class);
        for kind in content.kinds() {
            if let Some(class) = kind.class(self) {
                rule = rule.and(*self.of(class));
            }
            if let Kind::Rules(new) = kind {
                rule = rule.and(self.rules);
                for class in self.touched(new) {
                    rule = rule.and(*self.of(class)).and(*new.of(class));
                }
            }
        }

        Ok((class, rule))
    }
}
