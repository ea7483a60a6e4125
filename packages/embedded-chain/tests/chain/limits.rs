use cosmwasm_std::{Addr, CosmosMsg, Empty, ReplyOn, SubMsg, WasmMsg, WasmQuery};
use embedded_chain::{Chain, Refusal};
use milegate_floor::{CountResponse, ExecuteMsg, QueryMsg};

use crate::puppet::{Act, FAILING_REPLY, heard, puppet, raw_wasm, wasm_execute};
use crate::setup::Floor;

fn raw(chain: &mut Chain, body: &str, ask: &str) -> Addr {
    let user = chain.address("user");
    let code = chain.store_code(&raw_wasm(body, ask)).unwrap();
    chain
        .instantiate(&user, code, &Empty {}, &[], "raw", None)
        .unwrap()
        .0
}

#[test]
fn a_transaction_over_its_gas_limit_changes_nothing() {
    let mut t = Floor::new();
    let before = t.chain.state_hash();

    // Enough to load the contract and to start it, not to finish.
    let touch = wasm_execute(&t.floor, &ExecuteMsg::Touch {});
    let refused = t
        .chain
        .transact_limited(&t.user, vec![touch], 100_500)
        .unwrap_err();

    assert_eq!(refused.kind, Refusal::OutOfGas);
    assert_eq!(t.chain.state_hash(), before);
    t.touch();
}

#[test]
fn every_gas_limit_below_what_it_takes_is_refused_cleanly() {
    let mut t = Floor::new();
    let needed = t.touch().gas_used;
    let before = t.chain.state_hash();
    for limit in (1_000..needed).step_by(997) {
        let touch = wasm_execute(&t.floor, &ExecuteMsg::Touch {});
        let refused = t
            .chain
            .transact_limited(&t.user, vec![touch], limit)
            .unwrap_err();
        assert_eq!(refused.kind, Refusal::OutOfGas, "{limit}");
        assert_eq!(t.chain.state_hash(), before, "{limit}");
    }
}

#[test]
fn an_endless_loop_ends_with_the_gas() {
    let mut chain = Chain::builder().gas_limit(500_000).build();
    let contract = raw(&mut chain, "(loop $l (br $l))", "");

    let user = chain.address("user");
    let refused = chain.execute(&user, &contract, &Empty {}, &[]).unwrap_err();

    assert_eq!(refused.kind, Refusal::OutOfGas);
    assert!(refused.gas_used >= 500_000);
}

#[test]
fn a_smart_query_has_three_million_gas() {
    let mut chain = Chain::default();
    let contract = raw(&mut chain, "", "(loop $l (br $l))");

    let refused = chain.query_json(&contract, b"{}").unwrap_err();

    assert_eq!(refused.kind, Refusal::OutOfGas);
    assert!(refused.gas_used >= 3_000_000);
}

#[test]
fn a_submessage_gas_limit_is_enforced_and_can_be_caught() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);
    let mut sub = SubMsg::reply_on_error(wasm_execute(&t.floor, &ExecuteMsg::Touch {}), 1);
    sub.gas_limit = Some(5_000);

    t.chain
        .execute(&t.user, &puppet, &Act::Send(vec![sub]), &[])
        .unwrap();

    assert_eq!(heard(&t.chain, &puppet), "codespace: sdk, code: 11");
    let count: CountResponse = t.chain.query(&t.floor, &QueryMsg::Count {}).unwrap();
    assert_eq!(count.count, 0);
}

#[test]
fn no_reply_catches_the_end_of_the_transactions_own_gas() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);
    let before = t.chain.state_hash();
    let sub = SubMsg::reply_on_error(wasm_execute(&t.floor, &ExecuteMsg::Touch {}), 1);

    let act = wasm_execute(&puppet, &Act::Send(vec![sub]));
    let refused = t
        .chain
        .transact_limited(&t.user, vec![act], 150_000)
        .unwrap_err();

    assert_eq!(refused.kind, Refusal::OutOfGas);
    assert_eq!(t.chain.state_hash(), before);
}

#[test]
fn a_failed_submessage_is_undone_and_its_words_are_heard() {
    let mut t = Floor::new();
    let outer = puppet(&mut t.chain, &t.user);
    let inner = puppet(&mut t.chain, &t.user);
    let sub = SubMsg::reply_on_error(wasm_execute(&inner, &Act::SendThenFail(vec![])), 1);

    let receipt = t
        .chain
        .execute(&t.user, &outer, &Act::Send(vec![sub]), &[])
        .unwrap();

    assert_eq!(t.chain.query_raw(&inner, b"acted"), None);
    assert_eq!(
        heard(&t.chain, &outer),
        "Generic error: told to fail: execute wasm contract failed"
    );
    assert_eq!(receipt.data.unwrap(), b"from the reply");
}

#[test]
fn a_reply_hears_codes_of_the_chain_and_of_words_passed_on_by_another_reply() {
    let mut t = Floor::new();
    let outer = puppet(&mut t.chain, &t.user);
    let inner = puppet(&mut t.chain, &t.user);
    let mut hear = |message: CosmosMsg| {
        let sub = SubMsg::reply_on_error(message, 1);
        t.chain
            .execute(&t.user, &outer, &Act::Send(vec![sub]), &[])
            .unwrap();
        heard(&t.chain, &outer)
    };
    let fails = || wasm_execute(&inner, &Act::SendThenFail(vec![]));
    let no_code = WasmMsg::Instantiate {
        admin: None,
        code_id: 99,
        msg: b"{}".into(),
        funds: vec![],
        label: "none".into(),
    };

    assert_eq!(hear(no_code.into()), "codespace: wasm, code: 28");
    assert_eq!(
        hear(wasm_execute(&inner, &Act::Send(vec![SubMsg::new(fails())]))),
        "Generic error: told to fail: execute wasm contract failed"
    );
    let replies = Act::Send(vec![SubMsg::reply_on_error(fails(), FAILING_REPLY)]);
    assert_eq!(
        hear(wasm_execute(&inner, &replies)),
        "codespace: wasm, code: 5"
    );
}

#[test]
fn a_query_hears_what_a_contract_says() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);
    let nonsense = WasmQuery::Smart {
        contract_addr: t.floor.to_string(),
        msg: br#"{"nothing":{}}"#.into(),
    };

    let act = Act::Ask(nonsense.into());
    let refused = t.chain.execute(&t.user, &puppet, &act, &[]).unwrap_err();

    let said = &refused.reason;
    assert!(said.contains("unknown variant `nothing`"), "{said}");
    assert!(said.ends_with(": query wasm contract failed"), "{said}");
}

#[test]
fn a_reply_to_success_hears_the_events() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);
    let sub = SubMsg::reply_always(wasm_execute(&t.floor, &ExecuteMsg::Touch {}), 1);
    assert_eq!(sub.reply_on, ReplyOn::Always);

    t.chain
        .execute(&t.user, &puppet, &Act::Send(vec![sub]), &[])
        .unwrap();

    assert_eq!(heard(&t.chain, &puppet), "ok with 2 events");
}

#[test]
fn a_trap_aborts_its_message_only() {
    let mut chain = Chain::default();
    let contract = raw(&mut chain, "unreachable", "");
    let user = chain.address("user");
    let before = chain.state_hash();

    let refused = chain.execute(&user, &contract, &Empty {}, &[]).unwrap_err();

    assert_eq!(refused.kind, Refusal::Abort);
    assert_eq!(chain.state_hash(), before);
    Floor::on(chain).touch();
}

#[test]
fn a_native_panic_aborts_its_message_only() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);

    let refused = t
        .chain
        .execute(&t.user, &puppet, &Act::Panic, &[])
        .unwrap_err();

    assert_eq!(refused.kind, Refusal::Abort);
    assert!(refused.reason.contains("told to panic"));
    assert_eq!(t.chain.query_raw(&puppet, b"acted"), None);
}

#[test]
fn a_query_that_writes_fails() {
    let mut chain = Chain::default();
    let contract = raw(
        &mut chain,
        "",
        "(call $write (i32.const 64) (i32.const 64))",
    );

    let refused = chain.query_json(&contract, b"{}").unwrap_err();

    assert_eq!(refused.kind, Refusal::Abort);
    assert!(
        refused.reason.contains("writing storage function"),
        "{refused}"
    );
    assert_eq!(chain.dump(&contract), vec![]);
}

#[test]
fn messages_nest_a_hundred_deep_and_no_deeper() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);

    t.chain
        .execute(&t.user, &puppet, &Act::Recurse(99), &[])
        .unwrap();
    let refused = t
        .chain
        .execute(&t.user, &puppet, &Act::Recurse(150), &[])
        .unwrap_err();

    assert_eq!(refused.reason, "max call depth exceeded");
}
