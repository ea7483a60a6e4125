use cosmwasm_std::{Addr, Checksum, Empty, QueryRequest, WasmQuery};
use cw_multi_test::ContractWrapper;
use embedded_chain::{Chain, Refusal};
use milegate_floor::{ExecuteMsg, InstantiateMsg};
use serde_json::{Value, json};

use crate::puppet::{puppet, raw_wasm};
use crate::setup::{Floor, wasm};

#[test]
fn instantiate2_addresses_are_the_ones_foretold() {
    let mut t = Floor::new();
    assert_eq!(t.code.checksum, Checksum::generate(&wasm("milegate_floor")));
    let foretold = t.chain.predict(&t.user, t.code, b"salt").unwrap();

    let again = |t: &mut Floor| {
        t.chain.instantiate2(
            &t.user,
            t.code,
            &InstantiateMsg {},
            &[],
            "two",
            None,
            b"salt",
        )
    };
    let (address, _) = again(&mut t).unwrap();

    assert_eq!(address, foretold);
    let refused = again(&mut t).unwrap_err();
    assert!(
        refused
            .reason
            .starts_with("contract address already exists")
    );
    let other = Chain::default().address("user");
    assert_eq!(t.chain.predict(&other, t.code, b"salt").unwrap(), foretold);
}

#[test]
fn a_contract_can_be_there_from_genesis_at_any_address() {
    let mut t = Floor::new();
    let before = (t.chain.log().len(), t.chain.state_hash());
    let address = t.chain.address("a token everybody knows");
    let place = |t: &mut Floor| {
        t.chain.place(
            &address,
            &t.user,
            t.code,
            &InstantiateMsg {},
            "genesis",
            None,
        )
    };

    place(&mut t).unwrap();

    let info = t.chain.contract_info(&address).unwrap();
    assert_eq!((info.admin, info.creator), (None, t.user.to_string()));
    assert_eq!(t.chain.log().len(), before.0);
    assert_ne!(t.chain.state_hash(), before.1);
    let refused = place(&mut t).unwrap_err();
    assert!(
        refused
            .reason
            .starts_with("contract address already exists")
    );
}

#[test]
fn contracts_can_ask_for_code_and_admin() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);
    let ask = |request: WasmQuery| -> Value {
        t.chain
            .query(&puppet, &QueryRequest::<Empty>::Wasm(request))
            .unwrap()
    };

    let info = ask(WasmQuery::ContractInfo {
        contract_addr: t.floor.to_string(),
    });
    let code = ask(WasmQuery::CodeInfo { code_id: t.code.id });

    assert_eq!(info["admin"], json!(t.user));
    assert_eq!(info["creator"], json!(t.user));
    assert_eq!(info["code_id"], json!(t.code.id));
    assert_eq!(code["checksum"], json!(t.code.checksum.to_hex()));
    let kept = t.chain.contract_info(&t.floor).unwrap();
    assert_eq!(kept.admin.as_deref(), Some(t.user.as_str()));
    assert_eq!(t.chain.code_info(t.code.id), Some(t.code));
}

#[test]
fn only_the_admin_migrates() {
    let mut t = Floor::new();
    let stranger = t.chain.address("stranger");
    let next = t.chain.store_code(&raw_wasm("", "")).unwrap();

    let refused = t
        .chain
        .migrate(&stranger, &t.floor, next, &Empty {})
        .unwrap_err();
    assert_eq!(refused.kind, Refusal::Unauthorized);

    t.chain.migrate(&t.user, &t.floor, next, &Empty {}).unwrap();
    assert_eq!(t.chain.contract_info(&t.floor).unwrap().code_id, next.id);

    let (fixed, _) = t
        .chain
        .instantiate(&t.user, t.code, &InstantiateMsg {}, &[], "no admin", None)
        .unwrap();
    let refused = t
        .chain
        .migrate(&t.user, &fixed, next, &Empty {})
        .unwrap_err();
    assert_eq!(refused.kind, Refusal::Unauthorized);
}

#[test]
fn a_raw_query_to_nobody_answers_nothing_and_a_smart_one_fails() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);
    let contract_addr = t.chain.address("no contract").to_string();

    let raw = WasmQuery::Raw {
        contract_addr: contract_addr.clone(),
        key: b"count".into(),
    };
    let smart = WasmQuery::Smart {
        contract_addr,
        msg: b"{}".into(),
    };

    // Empty bytes are no JSON: this contract cannot read the answer, but it got one.
    let refused = t.chain.query_json(&puppet, &json_of(raw)).unwrap_err();
    assert!(refused.reason.contains("EOF"), "{refused}");
    let refused = t.chain.query_json(&puppet, &json_of(smart)).unwrap_err();
    assert!(refused.reason.contains("No such contract"), "{refused}");
}

fn json_of(request: WasmQuery) -> Vec<u8> {
    cosmwasm_std::to_json_vec(&QueryRequest::<Empty>::Wasm(request)).unwrap()
}

#[test]
fn a_contract_given_natively_leaves_the_same_events_and_storage() {
    let mut t = Floor::new();
    let native = ContractWrapper::new(
        milegate_floor::execute,
        milegate_floor::instantiate,
        milegate_floor::query,
    );
    let code = t.chain.store_native(Box::new(native));
    let (twin, _) = t
        .chain
        .instantiate(&t.user, code, &InstantiateMsg {}, &[], "twin", None)
        .unwrap();

    let compiled = t.touch();
    let native = t
        .chain
        .execute(&t.user, &twin, &ExecuteMsg::Touch {}, &[])
        .unwrap();

    let strip = |receipt: embedded_chain::Receipt, own: &Addr| {
        format!("{:?}", receipt.events).replace(own.as_str(), "it")
    };
    assert_eq!(strip(compiled, &t.floor), strip(native, &twin));
    assert_eq!(t.chain.dump(&t.floor), t.chain.dump(&twin));
}

#[test]
fn what_is_no_contract_is_refused_on_upload() {
    let mut chain = Chain::default();
    assert!(chain.store_code(b"\0asm\x01\0\0\0").is_err());
    assert!(chain.store_code(b"nonsense").is_err());
    assert!(chain.store_code(&vec![0; 900 * 1024]).is_err());
}
