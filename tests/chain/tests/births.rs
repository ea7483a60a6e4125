//! What `deploy` and `fund` cost, beside the same births on the embedded chain.

use cosmwasm_std::{CosmosMsg, WasmMsg};
use milegate_chain::{Receipt, Sent};
use milegate_tests_chain::{Bill, Record, Words, did};

/// A contract's birth, whatever it is.
const BIRTH: &str = "instantiate2";

/// The bill of a plan's births. Codes are left out: storing them costs by their size.
pub fn billed(words: &Words, here: &[Record], sent: &[Sent], sealed: &Receipt) -> Bill {
    let here: Vec<(String, u64)> = here
        .iter()
        .map(|record| (did(&named(words, record), &record.events), record.gas_used))
        .collect();
    let there = sent.iter().map(|sent| &sent.receipt);
    let mut there: Vec<&Receipt> = there
        .filter(|receipt| receipt.attribute("store_code", "code_id").is_none())
        .collect();
    there.push(sealed);

    assert_eq!(here.len(), there.len(), "{here:?} {there:?}");
    let mut bill = Bill::default();
    for ((what, predicted), receipt) in here.into_iter().zip(there) {
        let (name, events) = what.split_once(": ").unwrap();
        assert_eq!(
            did(name, &receipt.events),
            format!("{name}: {events}"),
            "in the same order"
        );
        bill.add(what, predicted, receipt.gas_used);
    }
    bill
}

fn named(words: &Words, record: &Record) -> String {
    match record.messages.as_slice() {
        [CosmosMsg::Wasm(WasmMsg::Instantiate2 { .. })] => {
            let event = record.events.iter().find(|event| event.ty == "instantiate");
            let address = event.and_then(|event| {
                event
                    .attributes
                    .iter()
                    .find(|a| a.key == "_contract_address")
            });
            format!("{} {BIRTH}", words.at(&address.unwrap().value))
        }
        _ => words.of(record),
    }
}
