//! `[witness.*]` and `[feed.*]` in canonical JSON; shares in basis points.

use serde_json::{Value, json};

use super::{list, members, text};
use crate::plan::{Feed, Plan, Power, Witness, WitnessKind};
use crate::text::measure_word;

pub fn witness(witness: &Witness) -> Value {
    match &witness.kind {
        WitnessKind::Committee {
            members: sitting,
            threshold,
            seat_age,
            ..
        } => json!({
            "name": *witness.name,
            "kind": "committee",
            "members": members(sitting),
            "threshold": text(&**threshold),
            "seat_age": **seat_age,
        }),
        WitnessKind::Authority { address } => json!({
            "name": *witness.name,
            "kind": "authority",
            "address": text(&**address),
        }),
        WitnessKind::Assertion { bond } => json!({
            "name": *witness.name,
            "kind": "assertion",
            "bond": text(&**bond),
        }),
        WitnessKind::State(leaf) => json!({
            "name": *witness.name,
            "kind": "state",
            "contract": text(&*leaf.contract),
            "code_id": *leaf.code_id,
            "checksum": text(&*leaf.checksum),
            "query": *leaf.query,
            "checks": list(&leaf.checks, |check| text(&**check)),
            "held": *leaf.held,
            "observations": *leaf.observations,
            "spacing": *leaf.spacing,
            "admin": match &*leaf.admin {
                Power::Unsaid => Value::Null,
                Power::Nobody => json!("none"),
                Power::Of(party) => text(party),
            },
        }),
        WitnessKind::Feed(leaf) => json!({
            "name": *witness.name,
            "kind": "feed",
            "feed": *leaf.feed,
            "measure": measure_word(leaf.measure),
            "length": *leaf.length,
            "target": text(&*leaf.target),
            "min_reports": *leaf.min_reports,
            "max_gap": *leaf.max_gap,
        }),
    }
}

/// A plan without feeds says nothing of them.
pub fn feeds(plan: &Plan) -> Option<Value> {
    let each = |feed: &Feed| {
        json!({
            "name": *feed.name,
            "unit": *feed.unit,
            "decimals": *feed.decimals,
            "reporters": members(&feed.reporters),
            "quorum": feed.quorum.basis_points(),
            "period": *feed.period,
            "min": text(&*feed.min),
            "max": text(&*feed.max),
            "start": *feed.start,
        })
    };
    (!plan.feeds.is_empty()).then(|| list(&plan.feeds, each))
}
