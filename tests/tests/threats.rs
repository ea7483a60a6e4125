//! Hostile input: spellings, stray funds, extremes, oversize, dust, starvation.

use cosmwasm_std::{Coin, WasmMsg, coin, to_json_binary};
use milegate_api::common::{Denom, Sink};
use milegate_api::milestones as m;
use milegate_api::vesting as v;
use milegate_core::milestone::{Verdict, WitnessKind};
use milegate_tests::suite::{
    CALENDAR, DENOM, NOTICE, START, Suite, address, at_time, bond, evidence, grant, leaving,
    linear, reserve, schedule, tok,
};
use serde_json::{Value, json};

/// Texts that are not the one text of the account.
fn spellings(name: &str) -> Vec<String> {
    let one = address(name);
    let mut mixed = one.clone();
    mixed.replace_range(5..6, &one[5..6].to_uppercase());
    vec![
        one.to_uppercase(),
        format!("{}{}", one[..8].to_uppercase(), &one[8..]),
        mixed,
        format!("{one} "),
        format!(" {one}"),
        one.replace("wasm1", "osmo1"),
        format!("{one}q"),
        "wasm1".to_string(),
        name.to_string(),
        String::new(),
        "w".repeat(500),
    ]
    .into_iter()
    .filter(|text| *text != one)
    .collect()
}

/// The chain's own refusal of a text that is no address; the VM itself stops empty and endless ones.
#[track_caller]
fn no_address(field: &str, text: &str, refused: &embedded_chain::Refused) {
    let said = [
        "invalid address",
        "Input is empty",
        "input too long for addr_validate",
    ]
    .iter()
    .any(|words| refused.reason.contains(words));
    assert!(said, "{field} {text:?}: {refused}");
}

#[test]
fn every_address_of_a_vaults_birth_has_one_spelling() {
    type Field = fn(&mut v::InstantiateMsg, String);
    let fields: [(&str, Field); 9] = [
        ("governance", |msg, text| msg.governance = Some(text)),
        ("token", |msg, text| msg.asset.denom = Denom::Cw20(text)),
        ("who terminates", |msg, text| {
            msg.categories[0].leavers.as_mut().expect("hr").by = text;
        }),
        ("assigner", |msg, text| {
            let assigner = text;
            let mut held = reserve();
            held.assigner = assigner;
            msg.categories[0].reserve = Some(held);
        }),
        ("issuer", |msg, text| msg.issuer = text),
        ("funder", |msg, text| msg.funder = text),
        ("milestones", |msg, text| msg.milestones.address = text),
        ("sink", |msg, text| {
            msg.sink = Sink::Account { address: text }
        }),
        ("excluded", |msg, text| msg.excluded = vec![text]),
    ];
    for (field, set) in fields {
        for text in spellings("stranger") {
            let shown = text.clone();
            let born = Suite::builder().vault(move |msg| set(msg, text)).born();
            let refused = born
                .err()
                .unwrap_or_else(|| panic!("{field} {shown:?} was taken"));
            no_address(field, &shown, &refused);
        }
    }
}

#[test]
fn every_address_of_the_milestones_birth_has_one_spelling() {
    type Field = fn(&mut m::InstantiateMsg, String);
    let fields: [(&str, Field); 6] = [
        ("vault", |msg, text| msg.vaults = vec![text]),
        ("governance", |msg, text| msg.governance = Some(text)),
        ("bond sink", |msg, text| {
            msg.bond_sink = Sink::Account { address: text }
        }),
        ("court", |msg, text| msg.milestones[2].court = text),
        ("authority", |msg, text| {
            msg.milestones[0].witnesses[0].kind = WitnessKind::Authority { address: text };
        }),
        ("group", |msg, text| {
            if let WitnessKind::Committee { group, .. } = &mut msg.milestones[1].witnesses[0].kind {
                *group = text;
            }
        }),
    ];
    for (field, set) in fields {
        for text in spellings("stranger") {
            let shown = text.clone();
            let born = Suite::builder()
                .milestones(move |msg| set(msg, text))
                .born();
            let refused = born
                .err()
                .unwrap_or_else(|| panic!("{field} {shown:?} was taken"));
            no_address(field, &shown, &refused);
        }
    }
}

#[test]
fn every_address_of_a_message_has_one_spelling() {
    let mut draft = Suite::draft();
    let mut started = Suite::builder().with_reserve().build();
    started.satisfy("listing");
    for text in spellings("ana") {
        holders_have_one_spelling(&mut started, &text);
        let mut owner = grant("fay", "core", 1);
        owner.owner.clone_from(&text);
        let mut payee = grant("fay", "core", 1);
        payee.payee = Some(text.clone());
        for new in [owner, payee] {
            let refused = draft.add_grants("issuer", vec![new]).unwrap_err();
            no_address("holder", &text, &refused);
        }
        let (milestone, witness) = ("listing".to_string(), "auditor".to_string());
        let recuse = m::ExecuteMsg::Recuse {
            milestone,
            witness,
            attestor: text.clone(),
        };
        let refused = started.tell_milestones("stranger", &recuse).unwrap_err();
        no_address("attestor", &text, &refused);
        let credit = m::QueryMsg::Credit {
            address: text.clone(),
        };
        let interest = v::QueryMsg::Interest {
            address: text.clone(),
        };
        let (milestones, vault) = (&started.milestones, &started.vault);
        assert!(
            started.chain.query::<Value>(milestones, &credit).is_err(),
            "{text:?}"
        );
        assert!(
            started.chain.query::<Value>(vault, &interest).is_err(),
            "{text:?}"
        );
    }
}

/// Accounts that are named while the vault lives.
#[track_caller]
fn holders_have_one_spelling(suite: &mut Suite, text: &str) {
    let (owner, payee, reason) = (text.to_string(), text.to_string(), v::MoveReason::Key);
    let mut new = [grant("fay", "core", 1), grant("fay", "core", 1)];
    (new[0].owner, new[1].payee) = (owner.clone(), Some(payee.clone()));
    for new in new {
        let refused = suite.assign("hirer", "team", new).unwrap_err();
        no_address("assigned", text, &refused);
    }
    for change in [
        v::Change::Payee { payee, reason },
        v::Change::Owner { owner, reason },
    ] {
        let refused = suite.announce("ben", "ben", change).unwrap_err();
        no_address("announced", text, &refused);
    }
    let (grant, address) = ("ben".into(), Some(text.to_string()));
    let name = v::ExecuteMsg::NameRecovery { grant, address };
    let refused = suite.tell_vault("ben", &name).unwrap_err();
    no_address("keeper", text, &refused);
}

/// Every message that takes no funds, in a state in which it would otherwise go through or not.
fn unfunded() -> Vec<(&'static str, &'static str, Value)> {
    let new = grant("fay", "core", 1);
    let fresh = new.clone();
    let change = leaving();
    let cohort = json!({ "name": "later", "template": "serving", "service_start": START + 9 });
    let hook = json!({ "sender": address("funder"), "amount": "1", "msg": "" });
    let word = json!({ "milestone": "listing", "round": 1, "witness": "auditor", "as_of": START,
        "valid_until": START + 9, "evidence": evidence() });
    let own = json!({ "milestone": "listing", "round": 1, "witness": "auditor" });
    let his = json!({ "milestone": "listing", "witness": "auditor", "attestor": address("ana") });
    let verdict = json!({ "milestone": "listing", "round": 1, "verdict": Verdict::False });
    vec![
        (
            "vault",
            "issuer",
            json!({ "add_grants": { "grants": [new] } }),
        ),
        (
            "vault",
            "stranger",
            json!({ "sync": { "schedule": "core" } }),
        ),
        ("vault", "ana", json!({ "claim": { "grants": ["ana"] } })),
        ("vault", "stranger", json!({ "pay_dues": {} })),
        ("vault", "funder", json!({ "receive": hook })),
        (
            "vault",
            "hirer",
            json!({ "assign": { "grant": fresh, "category": "team" } }),
        ),
        ("vault", "hirer", json!({ "add_cohort": cohort })),
        (
            "vault",
            "stranger",
            json!({ "lapse_reserve": { "category": "team" } }),
        ),
        (
            "vault",
            "hr",
            json!({ "announce": { "grant": "eve", "change": change } }),
        ),
        (
            "vault",
            "hr",
            json!({ "cancel": { "grant": "eve", "change": "termination" } }),
        ),
        (
            "vault",
            "hr",
            json!({ "carry_out": { "grant": "eve", "change": "termination" } }),
        ),
        (
            "vault",
            "eve",
            json!({ "name_recovery": { "grant": "eve", "address": null } }),
        ),
        ("vault", "eve", json!({ "renounce": { "grant": "eve" } })),
        (
            "vault",
            "custodian",
            json!({ "decline": { "grant": "ben" } }),
        ),
        (
            "vault",
            "carol",
            json!({ "refuse_grants": { "refuse": true } }),
        ),
        ("milestones", "auditor", json!({ "attest": word })),
        (
            "milestones",
            "stranger",
            json!({ "observe": { "milestone": "listing", "witness": "auditor" } }),
        ),
        ("milestones", "auditor", json!({ "retract": own })),
        ("milestones", "stranger", json!({ "recuse": his })),
        ("milestones", "court", json!({ "settle": verdict })),
        (
            "milestones",
            "stranger",
            json!({ "conclude": { "milestone": "listing" } }),
        ),
        ("milestones", "stranger", json!({ "withdraw": {} })),
        ("milestones", "stranger", json!({ "pay_dues": {} })),
    ]
}

#[test]
fn stray_funds_are_refused_by_every_message_and_go_back() {
    let funds: [Vec<Coin>; 4] = [
        tok(1),
        bond(1),
        vec![coin(1, "uatom")],
        vec![coin(1, "ubond"), coin(1, DENOM)],
    ];
    let messages = unfunded();
    assert_eq!(
        messages.len() + 3,
        v::ACCESS.len() + m::ACCESS.len(),
        "seal, challenge, bounty take funds"
    );
    let mut suite = Suite::builder().with_reserve().build();
    suite.start();
    for (contract, who, msg) in messages {
        for funds in &funds {
            let sent: Vec<String> = funds.iter().map(Coin::to_string).collect();
            let text = match contract {
                "vault" => format!("no funds are taken here, got {}", sent.join(", ")),
                _ => format!("the message takes no funds, sent {}", sent.join(",")),
            };
            suite.refuses(&text, |suite| suite.send(who, contract, &msg, funds));
        }
    }
}

/// The widest lot, weights, caps and grants there can be, for the longest time.
#[test]
fn the_extremes_of_every_width_pay_out_to_the_last_unit() {
    const LOTS: u64 = 1 << 62;
    let total = u128::from(LOTS) * u128::from(u64::MAX);
    let mut suite = Suite::builder()
        .vault(|msg| {
            msg.asset.lot = u64::MAX.into();
            msg.categories.truncate(1);
            msg.categories[0].cap = u64::MAX.into();
            let century = linear(36_525, 0);
            msg.schedules = vec![schedule(
                "all",
                "team",
                vec![at_time(CALENDAR, u64::MAX, century)],
            )];
        })
        .grants(|grants| *grants = vec![grant("fay", "all", LOTS)])
        .draft();
    let (funder, digest) = (suite.at("funder"), suite.digest.clone());
    suite.chain.mint(&funder, &tok(total));
    suite.seal_with("funder", digest, &tok(total)).unwrap();
    suite.until(CALENDAR + 1);
    // 2^64 - 1 units over 3,155,760,000 seconds: 5,845,420,460 in the first
    assert_eq!(
        suite.gain("fay", |suite| suite.claim("fay", &["fay"])),
        i128::from(LOTS) * 5_845_420_460
    );
    suite.until(CALENDAR + 36_525 * 86_400);
    suite.claim("fay", &["fay"]).unwrap();
    assert_eq!((suite.balance("fay"), suite.balance("vault")), (total, 0));
}

#[test]
fn a_list_with_one_element_twice_is_refused_wherever_there_is_a_list() {
    let twice = || vec![address("stranger"), address("stranger")];
    let who = address("stranger");
    let reason = Suite::builder()
        .vault(move |msg| msg.excluded = twice())
        .refused();
    assert_eq!(reason, format!("excluded account {who} stands there twice"));
    let reason = Suite::builder()
        .milestones(move |msg| msg.vaults = twice())
        .refused();
    assert_eq!(reason, format!("`{who}` is named twice"));
    let mut suite = Suite::sealed();
    suite.reach("listing");
    suite.notice_passes();
    let text = "grant ana stands there twice";
    suite.refuses(text, |suite| suite.claim("ana", &["ana", "ana"]));
}

/// Two claims in one transaction: the second finds nothing, and takes the first with it.
#[test]
fn a_second_claim_in_the_same_transaction_undoes_both() {
    let mut suite = Suite::sealed();
    suite.reach("listing");
    suite.notice_passes();
    let before = suite.chain.state_hash();
    let claim = v::ExecuteMsg::Claim {
        grants: vec!["ana".into()],
    };
    let message = || WasmMsg::Execute {
        contract_addr: suite.vault.to_string(),
        msg: to_json_binary(&claim).unwrap(),
        funds: vec![],
    };
    let messages = vec![message().into(), message().into()];
    let ana = suite.at("ana");
    let refused = suite.chain.transact(&ana, messages).unwrap_err();
    assert_eq!(refused.message, 1);
    assert!(
        refused.reason.starts_with("nothing to claim: ana: "),
        "{refused}"
    );
    assert_eq!(suite.chain.state_hash(), before);
}

/// At every gas limit a claim happens whole or not at all.
#[test]
fn a_starved_claim_leaves_no_trace() {
    let mut suite = Suite::sealed();
    suite.reach("listing");
    suite.notice_passes();
    let before = suite.chain.state_hash();
    let claim = v::ExecuteMsg::Claim {
        grants: vec!["ana".into()],
    };
    let (ana, mut went, mut starved) = (suite.at("ana"), 0, 0);
    for limit in (1_000..400_000).step_by(7_919) {
        let mut suite = suite.clone();
        let message = WasmMsg::Execute {
            contract_addr: suite.vault.to_string(),
            msg: to_json_binary(&claim).unwrap(),
            funds: vec![],
        };
        match suite
            .chain
            .transact_limited(&ana, vec![message.into()], limit)
        {
            Ok(_) => {
                assert_eq!(suite.balance("vault"), 146_000_000, "limit {limit}");
                went += 1;
            }
            Err(refused) => {
                assert!(
                    refused.reason.to_lowercase().contains("out of gas"),
                    "{limit}: {refused}"
                );
                assert_eq!(suite.chain.state_hash(), before, "limit {limit}");
                starved += 1;
            }
        }
    }
    assert!(went > 0 && starved > 10, "{went} went, {starved} starved");
}

#[test]
fn texts_without_end_and_trees_without_bottom_are_refused_cleanly() {
    let long = || "x".repeat(1 << 20);
    let reason = Suite::builder()
        .milestones(move |msg| msg.milestones[0].statement = long())
        .refused();
    assert!(reason.contains("has 1048576 bytes, not 1 to "), "{reason}");
    let reason = Suite::builder()
        .vault(move |msg| msg.plan.name = long())
        .refused();
    assert_eq!(reason, "the plan name has 1048576 bytes, not 1 to 128");

    let mut suite = Suite::sealed();
    suite.start();
    let mut word = suite.word("listing", "auditor");
    word.evidence.uri = long();
    let before = suite.chain.state_hash();
    let refused = suite.attest_with("auditor", word).unwrap_err();
    assert!(
        refused.reason.contains("has 1048576 bytes, not 1 to "),
        "{refused}"
    );
    assert_eq!(suite.chain.state_hash(), before);

    for bytes in [33, 60_000, 1 << 20] {
        let claim = json!({ "claim": { "grants": ["x".repeat(bytes)] } });
        let refused = suite.send("ana", "vault", &claim, &[]).unwrap_err();
        assert!(
            refused
                .reason
                .ends_with("is no name: 1 to 32 of a-z, 0-9, '-', '_', '.'"),
            "{}",
            &refused.reason[refused.reason.len() - 80..]
        );
        assert_eq!(suite.chain.state_hash(), before);
    }
}

#[test]
fn one_member_alone_moves_nothing_whatever_he_sends() {
    let mut suite = Suite::sealed();
    suite.start();
    for _ in 0..30 {
        let _ = suite.attest("carol", "volume", "members");
        let _ = suite.conclude("volume");
        let _ = suite.retract("carol", "volume", "members");
        suite.days_pass(1);
    }
    suite.until(milegate_tests::suite::DEADLINE);
    suite.notice_passes();
    assert!(matches!(
        suite.milestone("volume").stage,
        m::Stage::Open { .. }
    ));
    assert_eq!(suite.grant("ben").figures.vested.u128(), 0);
    assert_eq!(suite.grant("cid").figures.vested.u128(), 0);
}

/// Tokens that strangers send, before the vault exists and after, change nothing.
#[test]
fn gifts_change_no_entitlement() {
    let vault = Suite::draft().vault;
    let mut suite = Suite::sealed();
    assert_eq!(suite.vault, vault, "the address is known before it exists");
    let stranger = suite.at("stranger");
    suite.chain.send(&stranger, &vault, &tok(777)).unwrap();
    suite.reach("listing");
    suite.chain.advance(NOTICE);
    assert_eq!(
        suite.gain("ana", |suite| suite.claim("ana", &["ana"])),
        4_000_000
    );
    let answer: v::SolvencyResponse = suite.ask_vault(&v::QueryMsg::Solvency {});
    assert_eq!((answer.surplus.u128(), answer.solvent), (777, true));
}

#[test]
fn nobody_migrates_a_vault_or_the_milestones() {
    let mut suite = Suite::sealed();
    for (contract, who) in [
        ("vault", "deployer"),
        ("milestones", "deployer"),
        ("vault", "issuer"),
    ] {
        let (who, contract) = (suite.at(who), suite.at(contract));
        let id = suite.chain.contract_info(&contract).unwrap().code_id;
        let code = suite.chain.code_info(id).unwrap();
        let before = suite.chain.state_hash();
        assert!(
            suite
                .chain
                .migrate(&who, &contract, code, &json!({}))
                .is_err()
        );
        assert_eq!(suite.chain.state_hash(), before);
    }
}
