//! A contract's attributes and events as the chain records them, and their price.

use cosmwasm_std::{Attribute, Event};

use crate::fault::Fault;
use crate::gas;

/// wasmd: event types of this length or shorter are refused.
const SHORT_TYPE: usize = 2;

fn bytes(attributes: &[Attribute]) -> u64 {
    attributes
        .iter()
        .map(|a| (a.key.len() + a.value.len()) as u64)
        .sum()
}

/// The price of recording a response; the free bytes count for all of it together.
pub(crate) fn price(attributes: &[Attribute], events: &[Event]) -> u64 {
    let mut stored = bytes(attributes);
    let mut flat = gas::ATTRIBUTE * attributes.len() as u64;
    let mut types = 0;
    for event in events {
        stored += bytes(&event.attributes);
        flat += gas::CUSTOM_EVENT + gas::ATTRIBUTE * event.attributes.len() as u64;
        types += event.ty.len() as u64;
    }
    flat + gas::EVENT_BYTE * (types + stored.saturating_sub(gas::EVENT_FREE_BYTES))
}

/// The price of handing a sub-message's events to a reply.
pub(crate) fn reply_price(events: &[Event]) -> u64 {
    let all: Vec<Attribute> = events.iter().flat_map(|e| e.attributes.clone()).collect();
    let types: u64 = events.iter().map(|e| e.ty.len() as u64).sum();
    gas::EVENT_BYTE * types + price(&all, &[])
}

fn signed(contract: &str, ty: String, attributes: Vec<Attribute>) -> Result<Event, Fault> {
    let mut event = Event::new(ty).add_attribute("_contract_address", contract);
    for Attribute { key, value, .. } in attributes {
        let key = key.trim();
        if key.is_empty() {
            return Err(Fault::invalid(format!(
                "Empty attribute key. Value: {value}"
            )));
        }
        if key.starts_with('_') {
            return Err(Fault::invalid(format!(
                "Attribute key starts with reserved prefix _: '{key}'"
            )));
        }
        event = event.add_attribute(key, value.trim());
    }
    Ok(event)
}

/// The events of a response: `wasm` for loose attributes, `wasm-<type>` for each of its own.
pub(crate) fn record(
    contract: &str,
    attributes: Vec<Attribute>,
    events: Vec<Event>,
) -> Result<Vec<Event>, Fault> {
    let mut recorded = Vec::with_capacity(events.len() + 1);
    if !attributes.is_empty() {
        recorded.push(signed(contract, "wasm".into(), attributes)?);
    }
    for event in events {
        let ty = event.ty.trim();
        if ty.len() <= SHORT_TYPE {
            return Err(Fault::invalid(format!("Event type too short: '{ty}'")));
        }
        recorded.push(signed(contract, format!("wasm-{ty}"), event.attributes)?);
    }
    Ok(recorded)
}
