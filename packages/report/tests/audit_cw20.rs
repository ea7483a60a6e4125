//! A vault that holds a cw20 token: what leaves it is told by the token, not by the bank.

mod support;

use cosmwasm_std::Addr;
use milegate_api::common::Denom;
use milegate_report::{Event, Snapshot, Tx, audit_snapshot};
use support::plant::snapshot;

const TOKEN: &str = "milegate1token";

fn told(action: &str, to: &str, amount: &str) -> Event {
    let pairs = [
        ("_contract_address", TOKEN),
        ("action", action),
        ("from", support::VAULT),
        ("to", to),
        ("amount", amount),
    ];
    Event {
        ty: "wasm".into(),
        attributes: pairs.map(|(k, v)| (k.to_string(), v.to_string())).to_vec(),
    }
}

/// The canned vault, had its tokens been a contract's.
fn token() -> Snapshot {
    let mut s = snapshot();
    s.vault.asset.denom = Denom::Cw20(Addr::unchecked(TOKEN));
    s.txs.iter_mut().for_each(|tx| {
        tx.events.retain(|e| e.ty != "coin_spent");
        for e in &mut tx.events {
            let amount = |e: &Event| e.get("amount").unwrap().replace(support::DENOM, "");
            match e.ty.as_str() {
                "transfer" => *e = told("transfer", e.get("recipient").unwrap(), &amount(e)),
                "burn" => *e = told("burn", "", &amount(e)),
                _ => {}
            }
        }
    });
    s
}

fn rule_3(s: &Snapshot, says: &str) {
    let rule = &audit_snapshot(s, None).rules[2];
    let failures = &rule.failures;
    assert!(
        failures.iter().any(|f| f.contains(says)),
        "{says}: {rule:#?}"
    );
}

fn alone(event: Event) -> Tx {
    Tx {
        events: vec![event],
        ..Tx::default()
    }
}

#[test]
fn a_sound_vault_passes_every_rule() {
    let audit = audit_snapshot(&token(), None);
    assert!(audit.pass(), "{audit:#?}");
}

#[test]
fn rule_3_sees_tokens_going_elsewhere() {
    for action in ["transfer", "transfer_from", "send", "send_from"] {
        let mut s = token();
        s.txs.push(alone(told(action, "milegate1thief", "5")));
        rule_3(&s, "5 went to milegate1thief");
    }
    let mut s = token();
    s.txs.push(alone(told("burn", "", "5")));
    rule_3(&s, "5 went to burn");
    let mut s = token();
    s.txs
        .push(alone(told("transfer", "milegate1thief", "much")));
    rule_3(&s, "unreadable");
    let mut s = token();
    for tx in &mut s.txs {
        tx.events.retain(|e| e.get("action") != Some("transfer"));
    }
    rule_3(&s, "0 went to milegate1fund-a");
    let mut s = token();
    let pairs = [
        ("recipient", "milegate1fund-a"),
        ("sender", support::VAULT),
        ("amount", "5utia"),
    ];
    s.txs.push(alone(Event {
        ty: "transfer".into(),
        attributes: pairs.map(|(k, v)| (k.to_string(), v.to_string())).to_vec(),
    }));
    rule_3(&s, "utia left the vault");
}

#[test]
fn another_contract_that_speaks_like_the_token_is_not_heard() {
    let mut s = token();
    let mut event = told("transfer", "milegate1thief", "5");
    event.attributes[0].1 = "milegate1liar".into();
    s.txs.push(alone(event));
    assert!(audit_snapshot(&s, None).pass());
}
