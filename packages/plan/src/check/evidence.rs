//! W127 to W129: what evidence is worth.

use milegate_core::milestone::Comparison;

use super::Judge;
use super::court::policy_holds;
use crate::plan::{Milestone, Plan, StateLeaf, WitnessKind};
use crate::text::duration_words;

/// Schemas of evidence that the suite comes with, in `schema/evidence`.
pub const SCHEMAS: [&str; 4] = [
    "exchange-listing/1",
    "lending-integration/1",
    "payment-volume/1",
    "self-sustaining/1",
];

/// What is measured for less can be kept up for show.
const SHORT: u64 = 30 * 86_400;

/// Words for what anybody with money has for as long as he leaves it there.
const RENTED: [&str; 8] = [
    "tvl",
    "locked",
    "supplied",
    "supply",
    "deposit",
    "liquidity",
    "balance",
    "staked",
];

impl Judge<'_> {
    pub(super) fn evidence(&mut self) {
        for milestone in &self.plan.milestones {
            self.schema(milestone);
            self.rented(milestone);
        }
        for witness in &self.plan.witnesses {
            let (what, length) = match &witness.kind {
                WitnessKind::State(leaf) => ("is held", &leaf.held),
                WitnessKind::Feed(leaf) => ("is measured", &leaf.length),
                _ => continue,
            };
            if **length > 0 && **length < SHORT {
                let message = format!(
                    "witness {}: what {what} for {} can be kept up for show",
                    *witness.name,
                    duration_words(**length)
                );
                let remedy = "Ask for 30 days at least.";
                self.problems.add("W128", &length.place, message, remedy);
            }
        }
    }

    /// W129.
    fn schema(&mut self, milestone: &Milestone) {
        let schema = &milestone.schema;
        let close = |known: &&str| letters(known) == letters(schema) && *known != schema.as_str();
        let Some(known) = SCHEMAS.iter().find(|known| close(known)) else {
            return;
        };
        let message = format!(
            "{}: the schema {} looks like {known} and is another",
            *milestone.name, **schema
        );
        let remedy = format!(
            "Write {known}, or another name if the evidence has a form of its own. Schemas of the \
             suite: {}.",
            SCHEMAS.join(", ")
        );
        self.problems.add("W129", &schema.place, message, remedy);
    }

    /// W127: a policy that is satisfied by what can be rented.
    fn rented(&mut self, milestone: &Milestone) {
        let plan = self.plan;
        let rented: Vec<bool> = milestone
            .leaves
            .iter()
            .map(|leaf| is_rented(plan, leaf))
            .collect();
        if !policy_holds(milestone, &rented) {
            return;
        }
        let names: Vec<&str> = milestone
            .leaves
            .iter()
            .zip(&rented)
            .filter(|(_, rented)| **rented)
            .map(|(leaf, _)| leaf.as_str())
            .collect();
        let message = format!(
            "{}: {} alone shows it, and money can be put there for a time by whoever gains",
            *milestone.name,
            names.join(", ")
        );
        let remedy = "Pair it by `and` with a witness who sees whose money it is, or measure use: \
                      payments, fees, borrowers.";
        let place = &milestone.policy_text.place;
        self.problems.add("W127", place, message, remedy);
    }
}

/// The letters of a schema's name, without its version.
fn letters(schema: &str) -> String {
    let letters = schema.chars().filter(char::is_ascii_alphabetic);
    letters.collect::<String>().to_lowercase()
}

/// Whether a witness says nothing but that money is somewhere.
fn is_rented(plan: &Plan, name: &str) -> bool {
    match plan.witness(name).map(|witness| &witness.kind) {
        Some(WitnessKind::State(leaf)) => only_amounts(leaf),
        Some(WitnessKind::Feed(leaf)) => {
            let unit = plan.feed(&leaf.feed).map(|feed| feed.unit.to_lowercase());
            told(&leaf.feed) || unit.is_some_and(|unit| told(&unit))
        }
        _ => false,
    }
}

/// Whether every check asks for an amount that money alone makes large enough.
fn only_amounts(leaf: &StateLeaf) -> bool {
    let amount = |at: &crate::place::At<milegate_core::milestone::Check>| {
        let rises = matches!(at.comparison, Comparison::AtLeast | Comparison::Above);
        let last = at.pointer.rsplit('/').next().unwrap_or("");
        rises && told(last)
    };
    !leaf.checks.is_empty() && leaf.checks.iter().all(amount)
}

/// Whether one of the words in a name or a unit says so.
fn told(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .into_iter()
        .any(|word| RENTED.contains(&word) || RENTED.contains(&word.trim_end_matches('s')))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::SCHEMAS;

    #[test]
    fn schemas_are_those_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/evidence");
        let files = std::fs::read_dir(folder).unwrap();
        let mut found: Vec<String> = files
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .filter_map(|file| {
                let (name, version) = file.strip_suffix(".json")?.rsplit_once('-')?;
                Some(format!("{name}/{version}"))
            })
            .collect();
        found.sort();
        assert_eq!(found, SCHEMAS);
    }
}
