//! Facts about feeds and states.

use milegate_core::milestone::keys::fewest_to_stop;

use super::facts::{FeedFact, StateFact};
use super::identity::reporters;
use crate::plan::{Plan, Power, WitnessKind};
use crate::text::{decimal_words, duration_words, measure_word};

pub fn feeds(plan: &Plan) -> Vec<FeedFact> {
    let each = plan.feeds.iter().map(|feed| {
        let group = reporters(plan, feed);
        let reached = |reached: &[bool]| reached.iter().all(|reached| *reached);
        let asked = plan.leaves_of(feed).map(|(witness, leaf)| {
            format!(
                "{}: {} over {} at least {}",
                *witness.name,
                measure_word(leaf.measure),
                duration_words(*leaf.length),
                decimal_words(*leaf.target, *feed.decimals)
            )
        });
        FeedFact {
            feed: feed.name.value.clone(),
            unit: feed.unit.value.clone(),
            reporters: feed.reporters.len(),
            quorum: feed.quorum_weight(),
            total: feed.total(),
            set: group.fewest_keys(),
            silence: fewest_to_stop(&[group], &reached),
            asked: asked.collect(),
            governed: plan.governance.is_some(),
        }
    });
    each.collect()
}

pub fn states(plan: &Plan) -> Vec<StateFact> {
    let each = plan.witnesses.iter().filter_map(|witness| {
        let WitnessKind::State(leaf) = &witness.kind else {
            return None;
        };
        let checks: Vec<String> = leaf.checks.iter().map(|check| check.to_string()).collect();
        Some(StateFact {
            witness: witness.name.value.clone(),
            contract: leaf.contract.to_string(),
            asked: format!(
                "{} for {}, seen {} times",
                checks.join(" and "),
                duration_words(*leaf.held),
                *leaf.observations
            ),
            admin: match &*leaf.admin {
                Power::Unsaid => None,
                Power::Nobody => Some("none".to_owned()),
                Power::Of(party) => Some(party.to_string()),
            },
        })
    });
    each.collect()
}
