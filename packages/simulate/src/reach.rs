//! Every milestone as early as the plan allows: who can testify does, reporters report just enough,
//! contracts of others answer what is asked of them, and somebody looks every day.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;
use milegate_api::core::milestone::{Check, Comparison, Measure, WitnessKind};
use milegate_api::milestones::MilestoneResponse;
use serde_json::{Map, Value};

use crate::builtin::{earliest, evidence, sufficient};
use crate::cast::PlayError;
use crate::player::Player;

const DAY: u64 = 86_400;
/// After so many days without success a plan's witnesses are given up.
const PATIENCE: u64 = 4 * 366;

/// A milestone that is not shown yet: leaves that are looked at first, and those who testify when
/// they are true, since what a committee says does not wait for months.
struct Waiting {
    milestone: MilestoneResponse,
    observed: Vec<String>,
    testifying: Vec<String>,
}

/// Shows every milestone with just enough witnesses, each as early as its seats allow.
pub fn reach_all(player: &mut Player) -> Result<(), PlayError> {
    let mut milestones = player.milestones()?;
    milestones.sort_by_key(|m| (m.terms.start, m.terms.deadline));
    for milestone in &milestones {
        player.advance_to(earliest(player, milestone));
    }
    let mut feeds = BTreeMap::new();
    let mut waiting = vec![];
    for milestone in milestones {
        waiting.push(prepare(player, milestone, &mut feeds)?);
    }

    for _ in 0..PATIENCE {
        for (feed, value) in &feeds {
            match player.report_units(feed, *value, None) {
                // not begun yet, or the period is longer than a day
                Ok(()) | Err(PlayError::Refused { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        let mut left = vec![];
        for one in waiting {
            left.extend(look(player, one)?);
        }
        waiting = left;
        if waiting.is_empty() {
            break;
        }
        player.advance_to(player.now().saturating_add(DAY));
    }
    Ok(())
}

/// Has contracts of others answer what is asked of them, and notes what feeds must say.
fn prepare(
    player: &mut Player,
    milestone: MilestoneResponse,
    feeds: &mut BTreeMap<String, Uint128>,
) -> Result<Waiting, PlayError> {
    let (mut observed, mut testifying) = (vec![], vec![]);
    for witness in sufficient(&milestone.terms.policy) {
        match milestone.terms.leaf(&witness).map(|(_, leaf)| &leaf.kind) {
            Some(WitnessKind::Feed { feed, .. }) => {
                let value = feeds.entry(feed.clone()).or_default();
                *value = needed(&milestone, &witness).max(*value);
                observed.push(witness);
            }
            Some(WitnessKind::State {
                contract, checks, ..
            }) => {
                let contract = player.cast.name(contract);
                player.answer(&contract, &answer(checks).to_string())?;
                observed.push(witness);
            }
            _ => testifying.push(witness),
        }
    }

    Ok(Waiting {
        milestone,
        observed,
        testifying,
    })
}

/// Looks at what is not true yet; nothing is left once all of it is, and the others have testified.
fn look(player: &mut Player, mut one: Waiting) -> Result<Option<Waiting>, PlayError> {
    let name = one.milestone.terms.name.clone();
    let mut left = vec![];
    for witness in one.observed {
        match player.observe(&name, &witness, None) {
            Ok(()) if holds(player, &name, &witness)? => {}
            // not yet
            Ok(()) | Err(PlayError::Refused { .. }) => left.push(witness),
            Err(other) => return Err(other),
        }
    }
    one.observed = left;
    if !one.observed.is_empty() {
        return Ok(Some(one));
    }
    for witness in &one.testifying {
        testify(player, &one.milestone, witness)?;
    }
    Ok(None)
}

fn testify(
    player: &mut Player,
    milestone: &MilestoneResponse,
    witness: &str,
) -> Result<(), PlayError> {
    let terms = &milestone.terms;
    let as_of = player.now().saturating_sub(60).max(terms.start);
    let as_of = as_of.min(terms.deadline);

    player.attest(&terms.name, witness, None, as_of, evidence(milestone))
}

/// What a feed must say every period for a leaf to be true, in its smallest units.
fn needed(milestone: &MilestoneResponse, witness: &str) -> Uint128 {
    let leaf = milestone.terms.leaf(witness).map(|(_, leaf)| &leaf.kind);
    let Some(WitnessKind::Feed {
        measure,
        target,
        observations,
        ..
    }) = leaf
    else {
        return Uint128::zero();
    };

    match measure {
        Measure::Sum => {
            let least = u128::from(*observations).max(1);
            target.u128().div_ceil(least).into()
        }
        Measure::Mean | Measure::Minimum => *target,
    }
}

/// Whether a leaf is true.
fn holds(player: &Player, milestone: &str, witness: &str) -> Result<bool, PlayError> {
    let leaves = player.milestone(milestone)?.leaves;
    let leaf = leaves.iter().find(|leaf| leaf.witness == witness);

    Ok(leaf.is_some_and(|leaf| leaf.holds))
}

/// An answer that passes all checks.
fn answer(checks: &[Check]) -> Value {
    let mut answer = Value::Object(Map::new());
    for check in checks {
        let target = &check.target;
        let value = match check.comparison {
            Comparison::AtLeast | Comparison::AtMost | Comparison::Equal => target.clone(),
            Comparison::Above => format!("{target}1"),
            Comparison::Below => "0".into(),
            Comparison::Unequal => format!("not {target}"),
        };
        let mut place = &mut answer;
        for key in check.pointer.split('/').skip(1) {
            let key = key.replace("~1", "/").replace("~0", "~");
            if !place.is_object() {
                *place = Value::Object(Map::new());
            }
            place = &mut place[key];
        }
        *place = value.into();
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_passes_what_is_asked_of_it() {
        let check = |pointer: &str, comparison, target: &str| Check {
            pointer: pointer.into(),
            comparison,
            target: target.into(),
        };
        let checks = [
            check("/market/supplied", Comparison::AtLeast, "5000000"),
            check("/market/factor", Comparison::Above, "0.40"),
            check("/open", Comparison::Equal, "true"),
            check("/debt", Comparison::Below, "7"),
            check("/a~1b", Comparison::Unequal, "none"),
        ];
        let answer = answer(&checks);
        for check in &checks {
            let value = answer.pointer(&check.pointer).and_then(Value::as_str);
            assert_eq!(
                value.and_then(|value| check.passes(value)),
                Some(true),
                "{answer}"
            );
        }
    }
}
