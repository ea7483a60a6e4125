//! What happened, in dated lines, told from the chain's events.

pub mod governance;
mod milestones;
mod vault;

use cosmwasm_std::{Addr, CosmosMsg, WasmMsg};
use embedded_chain::Receipt;
use milegate_report::dates::date;
use milegate_report::model::Proposal;
use milegate_report::units::Asset;

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

/// Lines for what a transaction did. Claims are summed up by whoever sends them. `proposal`
/// answers how a proposal stands.
pub fn lines(
    receipt: &Receipt,
    cast: &Cast,
    proposal: impl Fn(u64) -> Option<(Proposal, Asset)>,
) -> Vec<String> {
    let told = |event| {
        let line = milestones::line(event, cast).or_else(|| vault::line(event, cast));
        match line {
            Some(line) => vec![line],
            None => governance::lines(event, cast, &proposal),
        }
    };
    receipt.events.iter().flat_map(told).collect()
}

/// Somebody's name, for people.
fn name(cast: &Cast, address: &str) -> String {
    cast.name(&Addr::unchecked(address))
}
