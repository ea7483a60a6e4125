//! Events: what they are called, and both ways between them and the chain's.

use std::collections::BTreeMap;

use cosmwasm_std::{Event as ChainEvent, from_json};
use milegate_api::{adapter, governance, milestones, oracle, payments, stake, vesting};

const PINNED: &str = include_str!("../../../tests/golden/events.json");

#[test]
fn names_and_keys_are_the_pinned_ones() {
    let pinned: BTreeMap<String, Vec<String>> = from_json(PINNED).unwrap();

    let all = [
        vesting::Event::NAMES,
        milestones::Event::NAMES,
        stake::Event::NAMES,
        governance::Event::NAMES,
        oracle::Event::NAMES,
        adapter::Event::NAMES,
        payments::Event::NAMES,
    ]
    .concat();
    let all = all.iter();
    let declared = all.map(|(name, keys)| {
        let keys = ["_contract_address"].iter().chain(*keys);
        (name.to_string(), keys.map(|key| key.to_string()).collect())
    });
    assert_eq!(declared.collect::<BTreeMap<_, Vec<_>>>(), pinned);
}

#[test]
fn an_event_is_read_back_as_it_was_written() {
    let event = milestones::Event::Attested {
        milestone: "listing".to_string(),
        round: 1,
        witness: "committee".to_string(),
        attestor: "member".to_string(),
        sequence: 2,
        as_of: 3,
        weight: 4,
        sitting: 5,
        schema: "schema".to_string(),
        uri: "uri".to_string(),
        digest: "00".to_string(),
        metric: "metric".to_string(),
        value: "value".to_string(),
    };
    let written = ChainEvent::from(event.clone());
    let emitted =
        ChainEvent::new(format!("wasm-{}", written.ty)).add_attributes(written.attributes.clone());

    for of_chain in [&written, &emitted] {
        let read = milestones::Event::parse(of_chain).unwrap();
        assert_eq!(read.unwrap(), event);
        assert_eq!(vesting::Event::parse(of_chain), None);
    }
    assert!(
        milestones::Event::parse(&ChainEvent::new("milestones_attested"))
            .unwrap()
            .is_err()
    );
}
