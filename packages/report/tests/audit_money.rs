//! Rules 1 to 3 fail on inconsistencies planted in canned data, and say which values.

mod support;

use cosmwasm_std::{Addr, Uint128};
use milegate_report::{Event, Snapshot, Tx, audit_snapshot};
use support::plant::{event, fails, set, snapshot};

#[test]
fn a_sound_vault_passes_every_rule_with_facts() {
    let audit = audit_snapshot(&snapshot(), Some(7));
    assert_eq!(
        audit.rules.iter().map(|r| r.rule).collect::<Vec<_>>(),
        (1..=11).collect::<Vec<_>>()
    );
    for r in &audit.rules {
        assert!(
            r.pass && r.failures.is_empty() && !r.facts.is_empty(),
            "{r:#?}"
        );
    }
    assert!(
        audit.rules[7]
            .facts
            .iter()
            .any(|f| f.starts_with("7 refused"))
    );
    let young = Snapshot::read(&support::young(), &Addr::unchecked(support::VAULT)).unwrap();
    assert!(audit_snapshot(&young, None).pass());
}

#[test]
fn rule_1_sees_figures_that_are_not_the_terms() {
    fails(1, "vested", |s| {
        let f = &mut s.grants[2].figures;
        f.vested += Uint128::one();
        f.claimable += Uint128::one();
        f.locked -= Uint128::one();
    });
    fails(1, "exceeds vested", |s| {
        s.grants[0].figures.claimed = Uint128::new(u128::from(u64::MAX))
    });
    fails(1, "is not the total", |s| {
        s.grants[0].figures.locked += Uint128::one()
    });
    fails(1, "grants and reserves add up to", |s| {
        s.supply.categories[1].figures.locked += Uint128::one()
    });
    fails(1, "schedule seed", |s| {
        let seed = s.schedules.iter_mut().find(|x| x.name == "seed").unwrap();
        seed.figures.claimed -= Uint128::one();
    });
    fails(1, "exceeds the cap", |s| {
        s.supply.categories[0].cap = Uint128::one()
    });
    fails(1, "number of grants", |s| s.vault.grants = 9);
}

#[test]
fn rule_2_sees_money_that_is_missing() {
    fails(2, "the bank holds", |s| {
        s.balance -= Uint128::one();
        s.solvency.balance -= Uint128::one();
    });
    fails(2, "is not balance", |s| {
        set(event(s, "wasm-vesting_claimed"), "amount", "1")
    });
    fails(2, "solvency: owed", |s| s.solvency.owed += Uint128::one());
    fails(2, "supply: dues", |s| s.supply.dues += Uint128::one());
    fails(2, "circulating:", |s| {
        s.circulating.circulating += Uint128::one()
    });
    fails(2, "bonds: the bank holds", |s| {
        s.bond_balance -= Uint128::one()
    });
    fails(2, "came in", |s| {
        set(event(s, "wasm-milestones_challenged"), "bond", "1")
    });
}

#[test]
fn a_gift_changes_nothing() {
    let mut s = snapshot();
    s.balance += Uint128::new(5);
    s.solvency.balance += Uint128::new(5);
    s.solvency.surplus += Uint128::new(5);
    let audit = audit_snapshot(&s, None);
    assert!(audit.pass(), "{audit:#?}");
}

#[test]
fn rule_3_sees_tokens_going_elsewhere() {
    let coins = format!("5{}", support::DENOM);
    let transfer = |to: &str, coins: &str| {
        let pairs = [
            ("recipient", to),
            ("sender", support::VAULT),
            ("amount", coins),
        ];
        let attributes = pairs.map(|(k, v)| (k.to_string(), v.to_string())).to_vec();
        Tx {
            events: vec![Event {
                ty: "transfer".into(),
                attributes,
            }],
            ..Tx::default()
        }
    };
    fails(3, "5 went to milegate1thief", |s| {
        s.txs.push(transfer("milegate1thief", &coins))
    });
    fails(3, "went to milegate1fund-a", |s| {
        s.txs.push(transfer("milegate1fund-a", &coins))
    });
    fails(3, "ibc/AA left the vault", |s| {
        s.txs.push(transfer("milegate1fund-a", "1ibc/AA"))
    });
    fails(3, "its payee is", |s| {
        set(event(s, "wasm-vesting_claimed"), "payee", "milegate1thief")
    });
    fails(3, "have a recipient", |s| {
        let pairs = [("spender", support::VAULT), ("amount", "5utia")];
        let attributes = pairs.map(|(k, v)| (k.to_string(), v.to_string())).to_vec();
        let events = vec![Event {
            ty: "coin_spent".into(),
            attributes,
        }];
        s.txs.push(Tx {
            events,
            ..Tx::default()
        });
    });
}
