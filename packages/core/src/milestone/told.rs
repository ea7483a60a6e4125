//! A milestone's terms in sentences, for people who judge them. No contract asks.

use std::fmt::{self, Display, Formatter};

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

use super::keys::Fewest;
use super::{OnSilence, Terms, WitnessKind};
use crate::Span;

/// How amounts and values are written for people.
pub struct Written<'a> {
    /// An amount of the bond denom.
    pub bond: &'a dyn Fn(Uint128) -> String,
    /// A value of a feed, by its name.
    pub value: &'a dyn Fn(&str, Uint128) -> String,
    /// A length of time, in seconds.
    pub time: &'a dyn Fn(u64) -> String,
}

impl Written<'_> {
    fn span(&self, span: Span) -> String {
        format!("{} and {} blocks", (self.time)(span.seconds), span.blocks)
    }
}

impl<A: Display> Terms<A> {
    /// What must be true: one sentence for each leaf, in the order of the terms.
    pub fn asked(&self, written: &Written<'_>) -> Vec<String> {
        let leaves = self.witnesses.iter();
        leaves
            .map(|leaf| format!("{}: {}", leaf.name, asked(&leaf.kind, written)))
            .collect()
    }

    /// How long the public can object, and who then decides.
    pub fn objecting(&self, written: &Written<'_>) -> Vec<String> {
        vec![
            format!(
                "Whatever satisfies the policy, anyone may object within {}, for {} in bond.",
                written.span(self.window),
                (written.bond)(self.bond)
            ),
            format!(
                "{} then decides within {}; if it is silent, {}.",
                self.court,
                written.span(self.court_limit),
                match self.on_silence {
                    OnSilence::Stands => "the milestone is reached",
                    OnSilence::Falls => "what was challenged is struck",
                }
            ),
        ]
    }

    /// Who loses which bond, branch by branch.
    pub fn losses(&self, written: &Written<'_>) -> Vec<String> {
        let bonds: Vec<String> = self
            .witnesses
            .iter()
            .filter_map(|leaf| match &leaf.kind {
                WitnessKind::Assertion { bond } => {
                    Some(format!("{} {}", leaf.name, (written.bond)(*bond)))
                }
                _ => None,
            })
            .collect();
        let asserted = !bonds.is_empty();
        let challenge = (written.bond)(self.bond);
        let mut losses = vec![
            "Nobody objects, or what was said is taken back: nobody loses a bond.".to_string(),
            format!(
                "The court says that it stands: who objected loses {challenge}, {} to the sink.",
                match asserted {
                    true => "half of it to the assertions that were challenged, the rest",
                    false => "all of it",
                }
            ),
        ];
        if asserted {
            losses.push(format!(
                "The court says that it is false: the assertions lose their bonds ({}), half to \
                 who objected, half to the sink; who objected has his bond back. Each assertion \
                 that is struck doubles the next one's bond, and the third ends the witness.",
                bonds.join(", ")
            ));
        }
        losses.push(format!(
            "{}: who objected has {challenge} back, and as much again from the bounty, as far as \
             there is one.",
            match asserted {
                true => "The court says that it is false, and nothing was asserted",
                false => "The court says that it is false",
            }
        ));
        let others = match (asserted, self.on_silence) {
            (true, OnSilence::Falls) => ", and so do the assertions",
            (true, OnSilence::Stands) => ", the assertions nothing",
            (false, _) => "",
        };
        let after = match self.on_silence {
            OnSilence::Falls => {
                "; the next objection costs twice as much, at most eight times the first"
            }
            OnSilence::Stands => "",
        };
        losses.push(format!(
            "The court is silent: who objected loses a tenth of {challenge}{others}, to the \
             sink{after}."
        ));

        losses
    }
}

fn asked<A: Display>(kind: &WitnessKind<A>, written: &Written<'_>) -> String {
    match kind {
        WitnessKind::Committee {
            group, threshold, ..
        } => format!("members of {group} attest, of weight {threshold} and two at least"),
        WitnessKind::Authority { address } => format!("{address} attests, by one message"),
        WitnessKind::Assertion { bond } => format!(
            "anyone who is not interested asserts it, with {} in bond",
            (written.bond)(*bond)
        ),
        WitnessKind::State {
            contract,
            code_id,
            checks,
            held,
            observations,
            spacing,
            ..
        } => {
            let checks: Vec<String> = checks.iter().map(ToString::to_string).collect();
            format!(
                "{contract} answers {}, as long as it runs code {code_id}: for {}, seen {observations} \
                 times at least {} apart, by anyone who looks",
                checks.join(" and "),
                (written.time)(*held),
                (written.time)(*spacing)
            )
        }
        WitnessKind::Feed {
            oracle,
            feed,
            registered,
            measure,
            target,
            observations,
            ..
        } => format!(
            "the {measure} of feed {feed} of {oracle} over {} periods is at least {}; {observations} \
             of them have a value, and no more than {} in a row have none",
            registered.periods,
            (written.value)(feed, *target),
            registered.max_gap
        ),
    }
}

/// A milestone explained.
#[cw_serde]
pub struct Told {
    /// Its name.
    pub milestone: String,
    /// What must be true, in the words that a court judges.
    pub statement: String,
    /// Schema of evidence.
    pub schema: String,
    /// The policy, in words.
    pub policy: String,
    /// What each leaf asks.
    pub asked: Vec<String>,
    /// Where it is and what is missing, in the contract's own words.
    pub stands: String,
    /// What can happen next.
    pub next: Vec<String>,
    /// How few keys it takes.
    pub keys: Fewest,
    /// The same in words.
    pub faked: Vec<String>,
    /// How long the public can object, and who then decides.
    pub objecting: Vec<String>,
    /// Who loses which bond in which branch.
    pub losses: Vec<String>,
}

impl Told {
    /// Of its terms; where it stands and what can happen next are for the caller to ask.
    pub fn of<A: Display>(
        terms: &Terms<A>,
        written: &Written<'_>,
        keys: Fewest,
        stands: String,
        next: Vec<String>,
    ) -> Told {
        let bond = (written.bond)(terms.bond);
        let faked = vec![
            format!(
                "open it falsely: {} if nobody objects; {} if somebody does",
                keys.opened_by(),
                keys.overruled_by()
            ),
            format!(
                "stop it: {}, or {}",
                keys.stopped_by(),
                keys.struck_by(&bond)
            ),
        ];
        Told {
            milestone: terms.name.clone(),
            statement: terms.statement.clone(),
            schema: terms.schema.clone(),
            policy: terms.policy.words(),
            asked: terms.asked(written),
            stands,
            next,
            keys,
            faked,
            objecting: terms.objecting(written),
            losses: terms.losses(written),
        }
    }
}

impl Display for Told {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: \"{}\"", self.milestone, self.statement)?;
        writeln!(f, "evidence of schema {}", self.schema)?;
        let parts = [
            (format!("What must be true: {}", self.policy), &self.asked),
            ("What can happen next".to_string(), &self.next),
            ("The fewest keys that could".to_string(), &self.faked),
            (
                "How long the public can object".to_string(),
                &self.objecting,
            ),
            ("Who loses which bond".to_string(), &self.losses),
        ];
        for (index, (head, lines)) in parts.iter().enumerate() {
            if !lines.is_empty() {
                writeln!(f, "\n{head}")?;
            }
            for line in *lines {
                writeln!(f, "  - {line}")?;
            }
            if index == 0 {
                writeln!(f, "\nWhere it stands\n  - {}", self.stands)?;
            }
        }
        Ok(())
    }
}
