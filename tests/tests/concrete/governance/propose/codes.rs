//! Codes are pinned, contracts exist.

use cosmwasm_std::{Binary, CosmosMsg, HexBinary, WasmMsg};
use milegate_api::governance::{Asked, CodePin};
use milegate_tests::governance::call;
use milegate_tests::suite::{Suite, address, tok};
use serde_json::json;

use super::super::kit::*;

/// The pin of the code that a contract runs.
fn pin(suite: &Suite, contract: &str) -> CodePin {
    let code = suite.code_of(contract);
    CodePin {
        code_id: code.id,
        checksum: HexBinary::from(code.checksum.as_slice()),
    }
}

/// Every message that takes the group's code.
fn takers(suite: &Suite) -> [CosmosMsg; 3] {
    let code_id = suite.code_of("group").id;
    let (msg, label) = (Binary::from(b"{}"), "new".to_string());
    [
        WasmMsg::Instantiate {
            admin: None,
            code_id,
            msg: msg.clone(),
            funds: vec![],
            label: label.clone(),
        }
        .into(),
        WasmMsg::Instantiate2 {
            admin: None,
            code_id,
            msg: msg.clone(),
            funds: vec![],
            label,
            salt: b"salt".into(),
        }
        .into(),
        WasmMsg::Migrate {
            contract_addr: suite.at("stake").into(),
            new_code_id: code_id,
            msg,
        }
        .into(),
    ]
}

#[test]
fn given_new_code_when_it_is_pinned_it_is_code() {
    let suite = started();
    for msg in takers(&suite) {
        let mut suite = suite.clone();
        let pins = vec![pin(&suite, "group")];
        suite
            .propose_more("vera", vec![msg], None, pins.clone())
            .unwrap();
        let tally = suite.tally(1);
        assert_eq!(tally.terms.class.word(), "code");
        let Asked::Messages { pins: shown, .. } = tally.asked else {
            panic!("{:?}", tally.asked)
        };
        assert_eq!(shown, pins);
    }
}

#[test]
fn given_new_code_when_it_is_not_pinned_it_refuses() {
    let mut suite = started();
    let code_id = suite.code_of("group").id;
    let text = format!("code {code_id} is not pinned: add its checksum to `pins`");
    for msg in takers(&suite) {
        suite.refuses(&text, |suite| suite.propose("vera", vec![msg]));
    }
}

#[test]
fn given_new_code_when_one_of_two_is_not_pinned_it_refuses() {
    let mut suite = started();
    let mut msgs = takers(&suite).to_vec();
    let new_code_id = suite.code_of("vault").id;
    msgs.push(
        WasmMsg::Migrate {
            contract_addr: suite.at("stake").into(),
            new_code_id,
            msg: b"{}".into(),
        }
        .into(),
    );
    let text = format!("code {new_code_id} is not pinned: add its checksum to `pins`");
    let pins = vec![pin(&suite, "group")];
    suite.refuses(&text, |suite| suite.propose_more("vera", msgs, None, pins));
}

#[test]
fn given_new_code_when_its_pin_is_another_it_refuses() {
    let mut suite = started();
    let good = pin(&suite, "group");
    for wrong in [pin(&suite, "vault").checksum, HexBinary::from([])] {
        let text = format!(
            "code {} has checksum {}, pinned {wrong}",
            good.code_id, good.checksum
        );
        let [msg, ..] = takers(&suite);
        let pins = vec![CodePin {
            checksum: wrong,
            ..good.clone()
        }];
        suite.refuses(&text, |suite| {
            suite.propose_more("vera", vec![msg], None, pins)
        });
    }
}

#[test]
fn given_new_code_when_it_is_pinned_twice_and_once_wrongly_it_refuses() {
    let mut suite = started();
    let good = pin(&suite, "group");
    let wrong = CodePin {
        checksum: HexBinary::from([0; 32]),
        ..good.clone()
    };
    let text = format!(
        "code {} has checksum {}, pinned {}",
        good.code_id, good.checksum, wrong.checksum
    );
    for pins in [[good.clone(), wrong.clone()], [wrong, good]] {
        let [msg, ..] = takers(&suite);
        suite.refuses(&text, |suite| {
            suite.propose_more("vera", vec![msg], None, pins.to_vec())
        });
    }
}

#[test]
fn given_new_code_when_the_chain_does_not_have_it_it_refuses() {
    let mut suite = started();
    let pins = vec![CodePin {
        code_id: 999,
        checksum: HexBinary::from([0; 32]),
    }];
    let msg = WasmMsg::Migrate {
        contract_addr: suite.at("stake").into(),
        new_code_id: 999,
        msg: b"{}".into(),
    };
    refused(&mut suite, "Generic error: Querier", |suite| {
        suite.propose_more("vera", vec![msg.into()], None, pins)
    });
}

#[test]
fn given_new_code_when_funds_are_attached_it_counts_them() {
    let mut suite = started();
    let msg = WasmMsg::Instantiate {
        admin: None,
        code_id: suite.code_of("group").id,
        msg: b"{}".into(),
        funds: tok(1_001),
        label: "new".into(),
    };
    let pins = vec![pin(&suite, "group")];
    let text = "1001 utok are paid, 1000 need no signal: cite one that has been answered";
    suite.refuses(text, |suite| {
        suite.propose_more("vera", vec![msg.into()], None, pins)
    });
}

#[test]
fn given_a_pin_that_no_message_uses_it_refuses() {
    let mut suite = started();
    let idle = pin(&suite, "stake");
    let text = format!("no message uses code {}, which is pinned", idle.code_id);
    let [msg, ..] = takers(&suite);
    for (msgs, pins) in [
        (vec![msg], vec![pin(&suite, "group"), idle.clone()]),
        (vec![milegate_tests::governance::burn(1)], vec![idle]),
    ] {
        suite.refuses(&text, |suite| suite.propose_more("vera", msgs, None, pins));
    }
}

#[test]
fn given_a_contract_that_does_not_exist_it_refuses() {
    let mut suite = started();
    let contract_addr = address("stranger");
    let msgs: [CosmosMsg; 2] = [
        call(&contract_addr, &json!({})),
        WasmMsg::ClearAdmin { contract_addr }.into(),
    ];
    for msg in msgs {
        refused(&mut suite, "Generic error: Querier", |suite| {
            suite.propose("vera", vec![msg])
        });
    }
}

#[test]
fn given_a_contract_that_is_no_address_it_refuses() {
    let mut suite = started();
    for contract in ["governance", ""] {
        let msgs = vec![call(contract, &json!({}))];
        refused(&mut suite, "Generic error: ", |suite| {
            suite.propose("vera", msgs)
        });
    }
}
