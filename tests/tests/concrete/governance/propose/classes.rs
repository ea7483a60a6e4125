//! The class of each kind of message, and who is recused.

use cosmwasm_std::{CosmosMsg, WasmMsg, from_json};
use milegate_api::governance::ExecuteMsg;
use milegate_tests::governance::{
    attest_listing, burn, call, new_guardian, new_rules, new_suite, pay, retract_listing,
};
use milegate_tests::suite::{DAY, Suite};
use serde_json::{Value, json};

use super::super::kit::*;

/// Class and recusal of these messages, in words.
fn kind(suite: &Suite, msgs: Vec<CosmosMsg>) -> (&'static str, String) {
    let mut suite = suite.clone();
    suite.propose("vera", msgs).unwrap();
    let terms = suite.tally(1).terms;
    let word = format!("{:?}", terms.recusal).to_lowercase();
    (terms.class.word(), word)
}

#[track_caller]
fn is(suite: &Suite, msgs: Vec<CosmosMsg>, class: &str, recused: &str) {
    let (is, recuses) = kind(suite, msgs);
    assert_eq!((is, recuses.as_str()), (class, recused));
}

fn told(suite: &Suite, contract: &str, msg: Value) -> Vec<CosmosMsg> {
    vec![call(suite.at(contract).as_str(), &msg)]
}

/// A cw20 is the vault's asset, and what power is made of; some of it may be paid uncited.
fn in_tokens() -> Suite {
    let mut suite = begin(Suite::builder().cw20().by_vote().build());
    let denom = format!("cw20:{}", suite.token());
    let mut rules = suite.governance().rules;
    rules.revision += 1;
    rules.uncited[0].denom = denom;
    let msg = ExecuteMsg::SetRules { rules };
    suite.tell_governance("governance", &msg).unwrap();
    suite
}

#[test]
fn given_a_payment_of_the_bank_it_is_a_spend() {
    let suite = started();
    is(&suite, vec![pay(&suite, "buyer", 10)], "spend", "nobody");
    is(&suite, vec![burn(10)], "spend", "nobody");
}

#[test]
fn given_a_transfer_of_the_token_of_power_it_is_a_spend() {
    let suite = in_tokens();
    let transfer = json!({ "transfer": { "recipient": suite.at("buyer"), "amount": "10" } });
    is(&suite, told(&suite, "token", transfer), "spend", "nobody");
    let burn = json!({ "burn": { "amount": "10" } });
    is(&suite, told(&suite, "token", burn), "spend", "nobody");
}

#[test]
fn given_another_message_to_the_token_of_power_it_is_code() {
    let suite = in_tokens();
    let allow = json!({ "increase_allowance": { "spender": suite.at("buyer"), "amount": "1" } });
    let send = json!({ "send": { "contract": suite.vault, "amount": "1", "msg": "" } });
    for msg in [allow, send, json!({ "transfer": {} }), json!([])] {
        is(&suite, told(&suite, "token", msg), "code", "grants");
    }
}

#[test]
fn given_a_transfer_of_another_token_it_is_code() {
    let mut suite = started();
    let other = suite.another_token();
    let transfer = json!({ "transfer": { "recipient": suite.at("buyer"), "amount": "10" } });
    is(
        &suite,
        vec![call(other.as_str(), &transfer)],
        "code",
        "grants",
    );
}

#[test]
fn given_a_testimony_it_is_an_attest() {
    let suite = started();
    is(&suite, vec![attest_listing(&suite)], "attest", "milestones");
    is(
        &suite,
        vec![retract_listing(&suite)],
        "attest",
        "milestones",
    );
}

#[test]
fn given_a_settlement_it_refuses() {
    let mut suite = started();
    let settle = json!({ "settle": { "milestone": "volume", "round": 1, "verdict": "false" } });
    let text = "disputes are settled by dispute proposals, not by a message";
    for msg in [settle, json!({ "settle": {} }), json!({ "settle": null })] {
        let msgs = told(&suite, "milestones", msg);
        suite.refuses(text, |suite| suite.propose("vera", msgs));
    }
}

#[test]
fn given_another_message_to_milestones_it_is_code() {
    let suite = started();
    for msg in [
        json!({ "conclude": { "milestone": "volume" } }),
        json!({ "withdraw": {} }),
        json!({ "attest": {} }),
        json!("attest"),
    ] {
        is(&suite, told(&suite, "milestones", msg), "code", "grants");
    }
}

#[test]
fn given_the_cancelling_of_a_termination_it_is_a_spend_without_holders() {
    let suite = started();
    let cancel = json!({ "cancel": { "grant": "eve", "change": "termination" } });
    is(&suite, told(&suite, "vault", cancel), "spend", "grants");
}

#[test]
fn given_another_message_to_the_vault_it_is_code() {
    let suite = started();
    for msg in [
        json!({ "cancel": { "grant": "eve", "change": "payee" } }),
        json!({ "cancel": { "grant": "eve", "change": { "termination": {} } } }),
        json!({ "claim": { "grants": ["ana"] } }),
        json!({ "accept_payments": {} }),
    ] {
        is(&suite, told(&suite, "vault", msg), "code", "grants");
    }
}

#[test]
fn given_a_change_of_itself_it_is_of_rules() {
    let suite = started();
    let expires = suite.now() + DAY;
    for msg in [
        new_rules(&suite, |rules| rules.proposals = 5),
        new_guardian(&suite, Some(("keeper", expires))),
        new_guardian(&suite, None),
        new_suite(&suite, "keeper", &["heir"]),
    ] {
        is(&suite, vec![msg], "rules", "grants");
    }
}

#[test]
fn given_a_change_of_the_guardian_with_anything_else_it_refuses() {
    let mut suite = started();
    let guardian = new_guardian(&suite, None);
    let text = "a change of the guardian comes with 2 things, not alone";
    for other in [burn(1), guardian.clone(), attest_listing(&suite)] {
        let msgs = vec![other, guardian.clone()];
        suite.refuses(text, |suite| suite.propose("vera", msgs));
    }
}

#[test]
fn given_an_act_on_proposals_it_refuses() {
    let mut suite = started();
    let (proposal_id, voter) = (1, suite.at("ana").into_string());
    let text = "a proposal cannot act on proposals";
    for msg in [
        json!({ "propose": { "title": "", "description": "", "msgs": [] } }),
        json!({ "ask": { "title": "", "description": "", "options": [] } }),
        json!({ "dispute": { "milestones": "", "milestone": "" } }),
        json!({ "vote": { "proposal_id": proposal_id, "vote": "yes" } }),
        json!({ "answer": { "proposal_id": proposal_id, "option": 1 } }),
        json!({ "prove": { "proposal_id": proposal_id, "voter": voter } }),
        json!({ "readmit": { "proposal_id": proposal_id, "voter": voter } }),
        json!({ "execute": { "proposal_id": proposal_id } }),
        json!({ "close": { "proposal_id": proposal_id } }),
        json!({ "cancel": { "proposal_id": proposal_id } }),
        json!({ "accept_payments": {} }),
    ] {
        let msgs = told(&suite, "governance", msg);
        suite.refuses(text, |suite| suite.propose("vera", msgs));
    }
}

#[test]
fn given_nonsense_to_itself_it_is_code() {
    let suite = started();
    for msg in [json!({}), json!({ "set_rules": {} }), json!("x")] {
        is(&suite, told(&suite, "governance", msg), "code", "grants");
    }
}

#[test]
fn given_a_contract_that_is_not_listed_it_is_code() {
    let suite = started();
    for contract in ["group", "stake"] {
        let msg = json!({ "attest": { "milestone": "listing", "as_of": 1 } });
        is(&suite, told(&suite, contract, msg), "code", "grants");
    }
}

#[test]
fn given_raw_protobuf_it_is_code() {
    let suite = started();
    let any = json!({ "any": { "type_url": "/cosmos.bank.v1beta1.MsgSend", "value": "" } });
    let msg: CosmosMsg = from_json(any.to_string()).unwrap();
    is(&suite, vec![msg], "code", "grants");
}

#[test]
fn given_another_admin_it_is_code() {
    let suite = started();
    let contract_addr = suite.at("governance").into_string();
    let admin = suite.at("vera").into_string();
    let clear = WasmMsg::ClearAdmin {
        contract_addr: contract_addr.clone(),
    };
    let update = WasmMsg::UpdateAdmin {
        contract_addr,
        admin,
    };
    for msg in [clear, update] {
        is(&suite, vec![msg.into()], "code", "grants");
    }
}

#[test]
fn given_a_bundle_it_is_of_the_strictest() {
    let suite = started();
    let (attest, pays) = (attest_listing(&suite), pay(&suite, "buyer", 10));
    let rules = new_rules(&suite, |rules| rules.proposals = 5);
    let [code] = <[CosmosMsg; 1]>::try_from(told(&suite, "group", json!({}))).unwrap();
    let bundles = [
        (vec![&attest, &pays], "spend", "milestones"),
        (vec![&pays, &attest], "spend", "milestones"),
        (vec![&pays, &rules], "rules", "grants"),
        (vec![&rules, &attest], "rules", "grants"),
        (vec![&code, &pays, &rules], "code", "grants"),
    ];
    for (msgs, class, recused) in bundles {
        is(&suite, msgs.into_iter().cloned().collect(), class, recused);
    }
}

#[test]
fn given_rules_that_touch_a_stricter_class_it_is_of_that() {
    let suite = started();
    let floor = milegate_core::governance::Share::new(3_000);
    let code = new_rules(&suite, |rules| rules.code.floor = floor);
    is(&suite, vec![code], "code", "grants");
    let spend = new_rules(&suite, |rules| rules.spend.floor = floor);
    is(&suite, vec![spend], "rules", "grants");
}

#[test]
fn given_an_address_in_capitals_it_is_recognised() {
    let suite = started();
    let upper = |who: &str| suite.at(who).as_str().to_uppercase();
    let attest = json!({ "attest": { "milestone": "listing", "as_of": 1 } });
    let msg = call(&upper("milestones"), &attest);
    is(&suite, vec![msg], "attest", "milestones");
    let set = ExecuteMsg::SetGuardian { guardian: None };
    is(
        &suite,
        vec![call(&upper("governance"), &set)],
        "rules",
        "grants",
    );
}
