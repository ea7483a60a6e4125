//! What the milestones did, in words.

use cosmwasm_std::{Event, Uint128};

use super::name;
use crate::cast::Cast;

/// The line of an event, if it is one of theirs and worth one.
pub fn line(event: &Event, cast: &Cast) -> Option<String> {
    let get = |key: &str| {
        let found = event.attributes.iter().find(|a| a.key == key);
        found.map_or("", |a| a.value.as_str())
    };
    let who = |key: &str| name(cast, get(key));
    let amount = |key: &str| {
        let units = get(key).parse::<u128>().unwrap_or_default();
        cast.bonds.words(Uint128::new(units))
    };
    let milestone = get("milestone");
    let words = match event.ty.strip_prefix("wasm-")? {
        "milestones_attested" => format!(
            "{milestone}: {} attests as {} ({}: {})",
            who("attestor"),
            get("witness"),
            get("metric"),
            get("value")
        ),
        "milestones_retracted" => format!("{milestone}: {} takes it back", who("attestor")),
        "milestones_recused" => {
            format!(
                "{milestone}: {} holds a grant and is removed",
                who("attestor")
            )
        }
        "milestones_observed" if get("holds") == "true" => return None,
        "milestones_observed" => format!(
            "{milestone}: {} does not hold; it begins again",
            get("witness")
        ),
        "milestones_suspended" => format!(
            "{milestone}: {} is suspended for good: {} runs other code",
            get("witness"),
            who("contract")
        ),
        "milestones_sitting_dropped" => {
            format!(
                "{milestone}: the sitting of {} was too slow and starts over",
                get("witness")
            )
        }
        "milestones_pending" => format!("{milestone}: SHOWN; anyone may challenge it"),
        "milestones_challenged" => {
            format!(
                "{milestone}: CHALLENGED by {} with {}",
                who("challenger"),
                amount("bond")
            )
        }
        "milestones_settled" => format!("{milestone}: the court says: {}", get("verdict")),
        "milestones_struck" => format!("{milestone}: what {} said is struck", get("witness")),
        "milestones_fell" => format!("{milestone}: THROWN OUT; round {} begins", get("round")),
        "milestones_last_call" => format!("{milestone}: last call for evidence"),
        "milestones_reached" => format!("{milestone}: REACHED"),
        "milestones_missed" => format!("{milestone}: MISSED"),
        "milestones_bounty_added" => {
            format!(
                "{milestone}: {} adds {} to the bounty",
                who("sender"),
                amount("amount")
            )
        }
        "milestones_withdrawn" => {
            format!("{} takes out {}", who("recipient"), amount("amount"))
        }
        "milestones_dues_paid" => {
            format!(
                "{} of lost bonds go to the sink ({})",
                amount("amount"),
                get("sink")
            )
        }
        _ => return None,
    };
    Some(words)
}
