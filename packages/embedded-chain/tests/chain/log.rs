use cosmwasm_std::{CosmosMsg, Timestamp};
use embedded_chain::{Chain, TxRecord};
use milegate_floor::ExecuteMsg;

use crate::puppet::wasm_execute;
use crate::setup::{Floor, stake};

#[test]
fn every_transaction_is_in_the_log_refused_ones_too() {
    let mut t = Floor::new();
    let payee = t.chain.address("payee");
    t.chain.advance_blocks(2);
    let receipt = t.touch();
    t.chain.send(&payee, &t.user, &[stake(1)]).unwrap_err();

    let [.., touched, refused] = t.chain.log() else {
        panic!("two lines")
    };

    assert_eq!(
        (touched.height, touched.index, touched.gas_used),
        (3, 0, receipt.gas_used)
    );
    assert_eq!(
        (touched.sender.as_str(), &touched.error),
        (t.user.as_str(), &None)
    );
    assert_eq!(touched.events, receipt.events);
    assert_eq!(touched.events[1].ty, "wasm-floor_touched");
    assert_eq!(
        (refused.height, refused.index, refused.events.len()),
        (3, 1, 0)
    );
    assert!(
        refused
            .error
            .as_ref()
            .unwrap()
            .contains("insufficient funds")
    );
    assert!(matches!(refused.messages[0], CosmosMsg::Bank(_)));
    let json = serde_json::to_string(t.chain.log()).unwrap();
    let back: Vec<TxRecord> = serde_json::from_str(&json).unwrap();
    assert_eq!(back, t.chain.log());
}

#[test]
fn several_messages_happen_together_or_not_at_all() {
    let mut t = Floor::new();
    let touch = wasm_execute(&t.floor, &ExecuteMsg::Touch {});
    let overdraw = ExecuteMsg::TouchAndSend {
        to: t.user.to_string(),
        amount: stake(u128::MAX),
    };
    let overdraw = wasm_execute(&t.floor, &overdraw);
    let before = t.chain.state_hash();

    let receipt = t
        .chain
        .clone()
        .transact(&t.user, vec![touch.clone(), touch.clone()])
        .unwrap();
    let refused = t
        .chain
        .transact(&t.user, vec![touch, overdraw])
        .unwrap_err();

    // The second loads a module that is warm.
    assert!(receipt.gas_per_message[1] + 57_000 < receipt.gas_per_message[0]);
    assert_eq!(refused.message, 1);
    assert_eq!(t.chain.state_hash(), before);
}

#[test]
fn time_and_height_move_together() {
    let start = Timestamp::from_seconds(1_000);
    let mut chain = Chain::builder()
        .genesis(start)
        .height(10)
        .block_seconds(6)
        .build();

    chain.advance_blocks(3);
    assert_eq!(
        (chain.block().height, chain.block().time),
        (13, start.plus_seconds(18))
    );

    chain.advance(7);
    assert_eq!(
        (chain.block().height, chain.block().time),
        (15, start.plus_seconds(25))
    );

    let mut exact = chain.block();
    exact.height = 99;
    exact.time = Timestamp::from_nanos(5);
    chain.set_block(exact.clone());
    assert_eq!(chain.block(), exact);
}
