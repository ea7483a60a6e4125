//! What happened, in dated lines, told from the chain's events.

use cosmwasm_std::{CosmosMsg, Event, Uint128, WasmMsg};
use embedded_chain::Receipt;
use milegate_report::dates::date;

use crate::cast::Cast;

/// One dated line.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Line {
    /// Unix seconds.
    pub at: u64,
    /// What happened.
    pub words: String,
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}  {}", date(self.at), self.words)
    }
}

/// The name of a message, for people.
pub fn name_of(msg: &CosmosMsg) -> String {
    match msg {
        CosmosMsg::Wasm(WasmMsg::Execute { msg, .. }) => {
            let body = serde_json::from_slice::<serde_json::Value>(msg).unwrap_or_default();
            let name = body
                .as_object()
                .and_then(|o| o.keys().next())
                .map(String::as_str);
            name.unwrap_or("message").to_owned()
        }
        CosmosMsg::Bank(_) => "send".into(),
        _ => "message".into(),
    }
}

/// Lines for what a transaction did. Claims are summed up by whoever sends them.
pub fn lines(receipt: &Receipt, cast: &Cast) -> Vec<String> {
    receipt
        .events
        .iter()
        .filter_map(|event| line(event, cast))
        .collect()
}

fn line(event: &Event, cast: &Cast) -> Option<String> {
    let get = |key: &str| {
        let found = event.attributes.iter().find(|a| a.key == key);
        found.map_or("", |a| a.value.as_str())
    };
    let who = |key: &str| cast.name(&cosmwasm_std::Addr::unchecked(get(key)));
    let amount = |key: &str| {
        let units = get(key).parse::<u128>().unwrap_or_default();
        milegate_api::common::in_symbols(Uint128::new(units), cast.decimals, &cast.symbol)
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
        "vesting_dues_paid" => {
            format!(
                "{} forfeited go to the sink ({})",
                amount("amount"),
                get("sink")
            )
        }
        _ => return None,
    };
    Some(words)
}
