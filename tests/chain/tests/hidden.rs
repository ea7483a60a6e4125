//! What simulators hide: how addresses are spelt, gas limits of sub-messages, what a reply may hear.

use cosmwasm_std::coin;
use milegate_chain::{Client, Message, Receipt};
use milegate_tests_chain::Localnet;
use serde_json::{Value, json};

use crate::code::{born, released};
use crate::world::{World, wld};

#[test]
fn an_address_counts_in_its_normal_spelling_only() {
    let world = World::begin("spelling", &["--block", "50ms"]);
    let shouted = world.net.address("stranger").to_uppercase();
    let announce = |owner: &str| json!({ "announce": { "grant": "ada", "change": { "owner": { "owner": owner, "reason": "sale" } } } });
    let said = world.refused("ada", world.vault(), announce(&shouted), &[]);
    assert!(said.contains("normalized"), "{said}");
    world.send("ada", world.vault(), announce(&shouted.to_lowercase()), &[]);

    let before = world.balance(world.net.address("stranger"));
    let foundation = world.net.client("voter");
    let gift = Message::Send {
        from: foundation.address().to_owned(),
        to: shouted.clone(),
        amount: wld(1),
    };
    foundation.send(&[gift], "").unwrap();
    assert_eq!(
        world.balance(world.net.address("stranger")),
        before + 1_000_000,
        "one account, however it is spelt"
    );
}

#[test]
fn a_submessage_has_its_gas_and_a_reply_hears_codes_of_the_chain_and_words_of_contracts() {
    let net = Localnet::start("replies", &["--accounts", "deployer", "--block", "50ms"]);
    let client = net.client("deployer");
    let puppet = wat::parse_str(include_str!("puppet.wat")).unwrap();
    let puppet = born(&net, &client, &puppet, "puppet");
    let floor = born(&net, &client, &released("milegate_floor"), "floor");
    let heard = |message: Value, limit: Option<u64>| {
        let sub = json!({ "id": 7, "msg": message, "gas_limit": limit, "reply_on": "error" });
        let act =
            json!({ "ok": { "messages": [sub], "attributes": [], "events": [], "data": null } });
        execute(&client, &puppet, act);
        let heard = net.node().raw(&puppet, b"heard", None).unwrap();
        let heard: Value = serde_json::from_slice(&heard).unwrap();
        heard["result"]["error"].as_str().unwrap().to_owned()
    };
    let touch = crate::world::call(&floor, &json!({ "touch": {} }));
    let dear = json!({ "bank": { "send": { "to_address": client.address(), "amount": [coin(1, "unone")] } } });
    let wrong = crate::world::call(&floor, &json!({ "nothing": {} }));

    assert_eq!(heard(touch, Some(5_000)), "codespace: sdk, code: 11");
    assert_eq!(heard(dear, None), "codespace: sdk, code: 5");
    let said = heard(wrong, None);
    assert!(said.contains("unknown variant `nothing`"), "{said}");
    assert!(said.ends_with(": execute wasm contract failed"), "{said}");
    let count: Value = net.node().query(&floor, &json!({ "count": {} })).unwrap();
    assert_eq!(
        count,
        json!({ "count": 0 }),
        "what ran out of gas left nothing"
    );
}

/// Sends a contract a message.
pub fn execute(client: &Client, contract: &str, msg: Value) -> Receipt {
    let message = Message::Execute {
        sender: client.address().to_owned(),
        contract: contract.to_owned(),
        msg,
        funds: vec![],
    };
    client.send(&[message], "").unwrap()
}
