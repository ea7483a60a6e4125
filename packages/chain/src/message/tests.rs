use serde_json::json;

use super::*;

fn every() -> Vec<Message> {
    let call = Message::Execute {
        sender: "wasm1s".into(),
        contract: "wasm1c".into(),
        msg: json!({ "seal": { "digest": "ab" } }),
        funds: vec![Coin::new(7_u128, "ustake")],
    };
    vec![
        Message::Store {
            sender: "wasm1s".into(),
            wasm: vec![0, 97, 115, 109],
        },
        Message::Instantiate2 {
            sender: "wasm1s".into(),
            admin: None,
            code_id: 12,
            label: "plan: vault".into(),
            msg: json!({ "a": 1 }),
            salt: vec![1, 2, 3],
        },
        call.clone(),
        Message::Send {
            from: "wasm1s".into(),
            to: "wasm1t".into(),
            amount: vec![Coin::new(5_u128, "ustake")],
        },
        Message::Propose {
            proposer: "wasm1s".into(),
            title: "seal".into(),
            summary: "as resolved".into(),
            deposit: vec![Coin::new(10_u128, "ustake")],
            messages: vec![call],
        },
    ]
}

#[test]
fn every_message_comes_back_from_its_json() {
    for message in every() {
        let json = message.to_json();
        assert_eq!(Message::from_json(&json).unwrap(), message);
        assert_eq!(json["@type"], message.to_any().type_url);
    }
}

#[test]
fn a_field_that_would_not_be_signed_is_refused() {
    for message in every() {
        let mut json = message.to_json();
        json["extra"] = json!(1);
        let error = Message::from_json(&json).unwrap_err().to_string();
        assert!(error.contains("`extra`"), "{error}");
    }
}
