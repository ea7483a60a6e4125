use super::Entry;
use super::people::names;
use crate::plan::{Feed, Plan, Power, Witness, WitnessKind};
use crate::text::{Amounts, decimal_words, duration_words, instant_words, measure_word};

pub fn witness(plan: &Plan, witness: &Witness) -> Entry {
    let entry = Entry::new("witness", &witness.name);
    match &witness.kind {
        WitnessKind::Committee {
            members,
            threshold,
            seat_age,
            ..
        } => entry
            .say("kind", "committee")
            .say("threshold", **threshold)
            .say("members", names(members))
            .say("seat age", format!("{} blocks", **seat_age)),
        WitnessKind::Authority { address } => {
            entry.say("kind", "authority").say("address", &**address)
        }
        WitnessKind::Assertion { bond } => {
            let amounts = Amounts::of_bonds(plan);
            entry
                .say("kind", "assertion")
                .amount("bond", &amounts, **bond)
        }
        WitnessKind::State(leaf) => {
            let checks: Vec<String> = leaf.checks.iter().map(|check| check.to_string()).collect();
            entry
                .say("kind", "state")
                .say("contract", &*leaf.contract)
                .say("code", format!("{} ({})", *leaf.code_id, *leaf.checksum))
                .say("query", &*leaf.query)
                .say("checks", checks.join(", "))
                .say("held", duration_words(*leaf.held))
                .say("observations", *leaf.observations)
                .say("spacing", duration_words(*leaf.spacing))
                .say(
                    "admin",
                    match &*leaf.admin {
                        Power::Unsaid => "not said".to_owned(),
                        Power::Nobody => "none".to_owned(),
                        Power::Of(party) => party.to_string(),
                    },
                )
        }
        WitnessKind::Feed(leaf) => {
            let decimals = plan.feed(&leaf.feed).map_or(0, |feed| *feed.decimals);
            let rule = format!(
                "{} over {} at least {}",
                measure_word(leaf.measure),
                duration_words(*leaf.length),
                decimal_words(*leaf.target, decimals)
            );
            entry
                .say("kind", "feed")
                .say("feed", &*leaf.feed)
                .say("rule", rule)
                .say("periods with a value", *leaf.min_reports)
                .say("longest gap", duration_words(*leaf.max_gap))
        }
    }
}

pub fn feed(feed: &Feed) -> Entry {
    let words = |value| decimal_words(value, *feed.decimals);
    Entry::new("feed", &feed.name)
        .say("unit", &*feed.unit)
        .say("decimals", *feed.decimals)
        .say("reporters", names(&feed.reporters))
        .say("quorum", *feed.quorum)
        .say("period", duration_words(*feed.period))
        .say("from", words(*feed.min))
        .say("to", words(*feed.max))
        .say("start", instant_words(*feed.start))
}
