//! Routes to the code around the strictest class: A9.

use cosmwasm_std::{CosmosMsg, Empty, WasmMsg};
use cw3::Vote;
use milegate_api::governance::{CodePin, ExecuteMsg, MigrateMsg};
use milegate_api::milestones;
use milegate_core::governance::{Class, Recusal, RuleError, limits};
use milegate_core::milestone::Verdict;
use milegate_tests::governance::{call, opened, pay, rules, to_itself};
use milegate_tests::suite::{Suite, address};
use serde_json::json;

use super::*;

type Route = (&'static str, Vec<CosmosMsg>, Vec<CodePin>);

fn migrate(contract: &str, code: Code) -> CosmosMsg {
    WasmMsg::Migrate {
        contract_addr: contract.into(),
        new_code_id: code.id,
        msg: to_json_binary(&MigrateMsg {}).unwrap(),
    }
    .into()
}

fn admin(contract: &str, who: &str) -> CosmosMsg {
    WasmMsg::UpdateAdmin {
        contract_addr: contract.into(),
        admin: address(who),
    }
    .into()
}

/// Every way to have another code, or another who may change it.
fn routes(suite: &mut Suite) -> Vec<Route> {
    let (code, flex) = (next_code(suite), suite.multisig());
    let itself = suite.at("governance").into_string();
    let shouted = itself.to_uppercase();
    let msg = to_json_binary(&json!({})).unwrap();
    let born = WasmMsg::Instantiate {
        admin: Some(itself.clone()),
        code_id: code.id,
        msg: msg.clone(),
        funds: vec![],
        label: "new".into(),
    };
    let salted = WasmMsg::Instantiate2 {
        admin: None,
        code_id: code.id,
        label: "new".into(),
        msg,
        funds: vec![],
        salt: b"new".into(),
    };
    let nested = |msg: CosmosMsg| {
        let (title, description) = ("nested".into(), String::new());
        let propose = Flex::Propose {
            title,
            description,
            msgs: vec![msg],
            latest: None,
        };
        call(flex.as_str(), &propose)
    };
    let clear = |contract: &str| {
        WasmMsg::ClearAdmin {
            contract_addr: contract.into(),
        }
        .into()
    };
    vec![
        ("migrate", vec![migrate(&itself, code)], vec![pin(code)]),
        (
            "migrate, in capitals",
            vec![migrate(&shouted, code)],
            vec![pin(code)],
        ),
        ("admin", vec![admin(&itself, "vera")], vec![]),
        ("admin, in capitals", vec![admin(&shouted, "vera")], vec![]),
        (
            "admin, then migrate",
            vec![admin(&itself, "vera"), migrate(&itself, code)],
            vec![pin(code)],
        ),
        (
            "a payment, then an admin",
            vec![pay(suite, "buyer", 1), admin(&itself, "vera")],
            vec![],
        ),
        ("no admin", vec![clear(&itself)], vec![]),
        ("no admin, in capitals", vec![clear(&shouted)], vec![]),
        ("another's admin", vec![clear(flex.as_str())], vec![]),
        ("instantiate", vec![born.into()], vec![pin(code)]),
        ("instantiate2", vec![salted.into()], vec![pin(code)]),
        ("custom", vec![CosmosMsg::Custom(Empty {})], vec![]),
        (
            "through a multisig",
            vec![nested(migrate(&itself, code))],
            vec![],
        ),
        (
            "through a multisig, an admin",
            vec![nested(admin(&itself, "vera"))],
            vec![],
        ),
        (
            "a multisig's own",
            vec![call(flex.as_str(), &relay(1))],
            vec![],
        ),
        (
            "nothing known",
            vec![call(&shouted, &json!({ "upgrade": {} }))],
            vec![],
        ),
        (
            "the vault",
            vec![call(suite.vault.as_str(), &json!({ "upgrade": {} }))],
            vec![],
        ),
        (
            "the vault in capitals",
            vec![call(
                &suite.vault.as_str().to_uppercase(),
                &json!({ "pay_dues": {} }),
            )],
            vec![],
        ),
    ]
}

#[test]
fn a9_every_route_to_the_code_is_of_the_strictest_class_and_waits_the_longest() {
    let mut suite = rich(Suite::builder());
    for (route, msgs, pins) in routes(&mut suite) {
        let mut suite = suite.clone();
        let receipt = suite.propose_more("vera", msgs, None, pins).expect(route);
        let id = opened(&receipt);
        let terms = suite.tally(id).terms;
        assert_eq!(terms.class, Class::Code, "{route}");
        assert_eq!(terms.rule.delay, rules().code.delay, "{route}");
        assert!(terms.rule.delay.seconds >= limits::least_delay(Class::Code));
        assert_eq!(terms.recusal, Recusal::Grants, "{route}");
        say_yes(&mut suite, id, &OTHERS);
        suite.until(suite.tally(id).executable.time - 1);
        let text = too_early(&suite, id);
        suite.refuses(&text, |suite| suite.carry("stranger", id));
    }
}

#[test]
fn a9_raw_messages_are_refused_or_of_the_strictest_class() {
    let any = json!({ "type_url": "/cosmwasm.wasm.v1.MsgUpdateAdmin", "value": "CgA=" });
    let exec = json!({ "type_url": "/cosmos.authz.v1beta1.MsgExec", "value": "CgA=" });
    let raw = [
        json!({ "any": any }),
        json!({ "any": exec }),
        json!({ "stargate": exec }),
        json!({ "gov": { "vote": { "proposal_id": 1, "option": "yes" } } }),
        json!({ "ibc": { "close_channel": { "channel_id": "channel-1" } } }),
        json!({ "staking": { "delegate": { "validator": "v",
            "amount": { "denom": "utok", "amount": "1" } } } }),
        json!({ "distribution": { "withdraw_delegator_reward": { "validator": "v" } } }),
        json!({ "wasm": { "sudo": {} } }),
        json!({ "bank": { "multi_send": {} } }),
        json!({ "custom": {} }),
    ];
    for msg in raw {
        let mut suite = rich(Suite::builder());
        let bundle = json!([pay(&suite, "buyer", 1), msg]);
        for msgs in [json!([msg]), bundle] {
            let propose = json!({ "propose": { "title": "t", "description": "", "msgs": msgs } });
            let deposit = milegate_tests::suite::bond(milegate_tests::governance::DEPOSIT);
            match suite.send("vera", "governance", &propose, &deposit) {
                Err(refused) => assert!(refused.reason.contains("unknown variant"), "{refused}"),
                Ok(receipt) => {
                    let terms = suite.tally(opened(&receipt)).terms;
                    assert_eq!(terms.class, Class::Code, "{msg}");
                }
            }
        }
    }
}

#[test]
fn a9_a_contract_is_known_by_its_address_whatever_the_spelling() {
    let mut suite = rich(Suite::builder());
    let shout = |who: &str| suite.at(who).as_str().to_uppercase();
    let settle = milestones::ExecuteMsg::Settle {
        milestone: "volume".into(),
        round: 1,
        verdict: Verdict::False,
    };
    let (governance, milestones) = (shout("governance"), shout("milestones"));
    let vote = ExecuteMsg::Vote {
        proposal_id: 1,
        vote: Vote::Yes,
    };
    let mut new = rules();
    new.revision = 2;
    let change = ExecuteMsg::SetRules { rules: new };
    let loud = call(&governance, &change);
    let text = RuleError::OnItself {}.to_string();
    suite.refuses(&text, |suite| {
        suite.propose("vera", vec![call(&governance, &vote)])
    });
    let text = RuleError::SettleByMessage {}.to_string();
    suite.refuses(&text, |suite| {
        suite.propose("vera", vec![call(&milestones, &settle)])
    });
    let mut quiet = suite.clone();
    let id = opened(&suite.propose("vera", vec![loud]).unwrap());
    let msgs = vec![to_itself(&quiet, &change)];
    let same = opened(&quiet.propose("vera", msgs).unwrap());
    assert_eq!(suite.tally(id).terms, quiet.tally(same).terms);
}

#[test]
fn a9_code_is_not_proposed_without_its_checksum() {
    let mut suite = started(Suite::builder());
    let code = next_code(&mut suite);
    let msgs = vec![migrate(suite.at("governance").as_str(), code)];
    let text = format!("code {} is not pinned: add its checksum to `pins`", code.id);
    suite.refuses(&text, |suite| suite.propose("vera", msgs.clone()));
    let (checksum, wrong) = (pin(code).checksum, vec![9; 32].into());
    let text = format!("code {} has checksum {checksum}, pinned {wrong}", code.id);
    let pins = vec![CodePin {
        checksum: wrong,
        ..pin(code)
    }];
    suite.refuses(&text, |suite| {
        suite.propose_more("vera", msgs.clone(), None, pins)
    });
}

#[test]
fn a9_the_governance_is_its_own_admin_and_its_peers_have_none() {
    let suite = started(Suite::builder());
    let admin = |who: &str| suite.chain.contract_info(&suite.at(who)).unwrap().admin;
    assert_eq!(
        admin("governance"),
        Some(suite.at("governance").into_string())
    );
    for who in ["stake", "vault", "milestones"] {
        assert_eq!(admin(who), None, "{who}");
    }
}
