use cosmwasm_std::{Addr, BankMsg, BankQuery, DenomMetadata, QueryRequest, SubMsg};
use cw4::Member;
use embedded_chain::{Chain, Refusal};
use milegate_floor::ExecuteMsg;
use serde_json::{Value, json};

use crate::puppet::{Act, puppet};
use crate::setup::{Floor, stake, wasm};

fn upper(address: &Addr) -> Addr {
    Addr::unchecked(address.as_str().to_uppercase())
}

#[test]
fn an_upper_case_recipient_is_the_same_account() {
    let mut t = Floor::new();
    let payee = t.chain.address("payee");

    t.chain.send(&t.user, &upper(&payee), &[stake(7)]).unwrap();

    assert_eq!(t.chain.balance(&payee, "ustake"), 7);
}

#[test]
fn what_is_no_address_of_this_chain_is_refused() {
    let mut t = Floor::new();
    let foreign = Chain::builder().prefix("cosmos").build().address("payee");
    let mixed = {
        let (head, tail) = t.user.as_str().split_at(10);
        Addr::unchecked(format!("{head}{}", tail.to_uppercase()))
    };
    let long = Addr::unchecked(format!("{}{}", t.user, "q".repeat(500)));
    for to in [
        Addr::unchecked("payee"),
        Addr::unchecked(""),
        foreign,
        mixed,
        long,
    ] {
        let before = t.chain.state_hash();
        let refused = t.chain.send(&t.user, &to, &[stake(7)]).unwrap_err();
        assert_eq!(refused.kind, Refusal::Address, "{to}");
        assert_eq!(t.chain.state_hash(), before);
    }
}

#[test]
fn a_contract_validates_addresses_as_on_a_chain() {
    let mut t = Floor::new();
    let code = t.chain.store_code(&wasm("cw4_group")).unwrap();
    let member = |addr: &Addr| Member {
        addr: addr.to_string(),
        weight: 1,
    };
    let start = |member| cw4_group::msg::InstantiateMsg {
        admin: None,
        members: vec![member],
    };
    let foreign = Chain::builder().prefix("cosmos").build().address("user");

    for wrong in [upper(&t.user), foreign, Addr::unchecked("user")] {
        let msg = start(member(&wrong));
        let refused = t
            .chain
            .instantiate(&t.user, code, &msg, &[], "group", None)
            .unwrap_err();
        assert_eq!(refused.kind, Refusal::Contract, "{wrong}");
    }
    let msg = start(member(&t.user));
    t.chain
        .instantiate(&t.user, code, &msg, &[], "group", None)
        .unwrap();
}

#[test]
fn an_upper_case_contract_address_is_the_same_contract() {
    let mut t = Floor::new();

    let shouted = upper(&t.floor);
    let receipt = t
        .chain
        .execute(&t.user, &shouted, &ExecuteMsg::Touch {}, &[])
        .unwrap();

    assert_eq!(
        receipt.attribute("execute", "_contract_address"),
        Some(t.floor.as_str())
    );
}

#[test]
fn coins_that_are_none_are_refused() {
    let mut t = Floor::new();
    let payee = t.chain.address("payee");
    let bad = [
        vec![],
        vec![stake(0)],
        vec![stake(1), stake(2)],
        vec![cosmwasm_std::coin(1, "1x")],
    ];
    for coins in bad {
        let refused = t.chain.send(&t.user, &payee, &coins).unwrap_err();
        assert_eq!(refused.kind, Refusal::Invalid, "{coins:?}");
    }
}

#[test]
fn who_has_too_little_pays_nothing() {
    let mut t = Floor::new();
    let payee = t.chain.address("payee");
    let have = t.chain.balance(&t.user, "ustake");

    let refused = t
        .chain
        .send(&t.user, &payee, &[stake(have + 1)])
        .unwrap_err();

    assert_eq!(refused.kind, Refusal::Funds);
    assert!(refused.reason.ends_with("insufficient funds"));
    assert_eq!(t.chain.balance(&t.user, "ustake"), have);
}

#[test]
fn funds_travel_with_a_message_and_back_with_its_refusal() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);
    let have = t.chain.balance(&t.user, "ustake");

    t.chain
        .execute(&t.user, &puppet, &Act::SendThenFail(vec![]), &[stake(50)])
        .unwrap_err();
    assert_eq!(t.chain.balance(&t.user, "ustake"), have);

    t.chain
        .execute(&t.user, &puppet, &Act::Send(vec![]), &[stake(50)])
        .unwrap();
    assert_eq!(t.chain.balance(&puppet, "ustake"), 50);
}

#[test]
fn burning_lowers_the_supply() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);
    t.chain.mint(&puppet, &[stake(100)]);
    let supply = t.chain.supply("ustake");

    let burn = SubMsg::new(BankMsg::Burn {
        amount: vec![stake(40)],
    });
    let burnt = t
        .chain
        .execute(&t.user, &puppet, &Act::Send(vec![burn]), &[])
        .unwrap();

    assert_eq!(t.chain.supply("ustake"), supply - 40);
    assert_eq!(t.chain.balance(&puppet, "ustake"), 60);
    let spenders: Vec<_> = burnt
        .events
        .iter()
        .filter(|event| event.ty == "coin_spent")
        .map(|event| event.attributes[0].value.clone())
        .collect();
    let burner = &burnt.events.last().unwrap().attributes[0].value;
    assert_eq!(spenders, [puppet.as_str(), burner], "x/wasm burns it");
}

#[test]
fn contracts_can_ask_for_supply_balance_and_metadata() {
    let mut t = Floor::new();
    let puppet = puppet(&mut t.chain, &t.user);
    let metadata = DenomMetadata {
        base: "ustake".into(),
        symbol: "STAKE".into(),
        ..DenomMetadata::default()
    };
    t.chain.set_denom_metadata(&metadata);
    let denom = "ustake".to_string();
    let ask = |request: BankQuery| -> Value {
        t.chain
            .query(&puppet, &QueryRequest::<cosmwasm_std::Empty>::Bank(request))
            .unwrap()
    };

    let supply = ask(BankQuery::Supply {
        denom: denom.clone(),
    });
    let address = t.floor.to_string();
    let balance = ask(BankQuery::Balance {
        address,
        denom: denom.clone(),
    });
    let described = ask(BankQuery::DenomMetadata { denom });

    assert_eq!(
        supply["amount"]["amount"],
        json!(t.chain.supply("ustake").to_string())
    );
    assert_eq!(balance["amount"]["amount"], json!("1000000"));
    assert_eq!(described["metadata"]["symbol"], json!("STAKE"));
}
