//! Every rule fails on an inconsistency planted in canned data, and says which values.

mod support;

use cosmwasm_std::{Addr, HexBinary, Uint64, Uint128};
use milegate_api::core::Conclusion;
use milegate_api::milestones::Stage;
use milegate_api::vesting::GateStanding;
use milegate_report::{Event, Snapshot, Tx, audit_snapshot};

fn snapshot() -> Snapshot {
    Snapshot::read(&support::rich(), &Addr::unchecked(support::VAULT)).unwrap()
}

fn event<'a>(s: &'a mut Snapshot, ty: &str) -> &'a mut Event {
    s.txs
        .iter_mut()
        .flat_map(|tx| &mut tx.events)
        .find(|e| e.ty == ty)
        .expect("such an event")
}

fn set(event: &mut Event, key: &str, value: &str) {
    event
        .attributes
        .iter_mut()
        .find(|(k, _)| k == key)
        .expect("such a key")
        .1 = value.into();
}

/// Plants a fault; the rule must fail and one of its failures must contain `says`.
fn fails(rule: u8, says: &str, plant: impl FnOnce(&mut Snapshot)) {
    let mut s = snapshot();
    plant(&mut s);
    let audit = audit_snapshot(&s, None);
    let result = audit.rules.iter().find(|r| r.rule == rule).unwrap();
    assert!(!result.pass, "rule {rule} does not see it ({says})");
    assert!(
        result.failures.iter().any(|f| f.contains(says)),
        "{says}: {:#?}",
        result.failures
    );
    assert!(!audit.pass());
}

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
    fails(1, "the grants add up to", |s| {
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

#[test]
fn rule_4_sees_a_window_cut_short() {
    fails(4, "listing: reached after", |s| {
        let listing = s
            .milestones
            .iter_mut()
            .find(|m| m.terms.name == "listing")
            .unwrap();
        listing.terms.window.seconds *= 2;
    });
    fails(4, "listing: reached after", |s| {
        let listing = s
            .milestones
            .iter_mut()
            .find(|m| m.terms.name == "listing")
            .unwrap();
        listing.terms.window.blocks *= 2;
    });
    fails(4, "without a window", |s| {
        for e in s.txs.iter_mut().flat_map(|tx| &mut tx.events) {
            if e.ty == "wasm-milestones_pending" {
                e.ty = "wasm-milestones_nothing".into();
            }
        }
    });
    fails(4, "does not satisfy the policy", |s| {
        let payments = s
            .milestones
            .iter_mut()
            .find(|m| m.terms.name == "payments")
            .unwrap();
        let committee = &mut payments.terms.witnesses[0].kind;
        let milegate_api::core::milestone::WitnessKind::Committee { threshold, .. } = committee
        else {
            panic!("a committee")
        };
        *threshold = Uint64::new(4);
    });
    fails(4, "the notice after", |s| s.vault.notice += 1_000_000);
}

#[test]
fn rule_5_sees_an_end_that_is_not_one() {
    let again = |s: &mut Snapshot, ty: &str| {
        let end = s
            .txs
            .iter()
            .find(|tx| tx.events.iter().any(|e| e.ty.ends_with("_reached")))
            .unwrap();
        let mut copy = end.clone();
        copy.events[0].ty = format!("wasm-milestones_{ty}");
        s.txs.push(copy);
    };
    fails(5, "ended twice", |s| again(s, "missed"));
    fails(5, "attested at height", |s| again(s, "attested"));
    fails(5, "the log", |s| {
        s.milestones[2].stage = Stage::Ended {
            conclusion: Conclusion::Missed { at: 1 },
        };
    });
    fails(5, "the vault sees", |s| s.stakes[0].conclusion = None);
    fails(5, "the conclusions make it", |s| {
        let tranche = &mut s.schedules[1].tranches[0];
        let GateStanding::Open { at, .. } = &mut tranche.gate else {
            panic!("open")
        };
        *at -= 1;
    });
}

#[test]
fn rule_6_sees_power_that_was_left() {
    fails(6, "has an admin", |s| {
        s.vault_info.admin = Some("milegate1key".into())
    });
    fails(6, "after sealing", |s| {
        let first = s.txs[0].clone();
        s.txs.push(first);
    });
    fails(6, "which opens a grant of his", |s| {
        set(
            event(s, "wasm-milestones_attested"),
            "attestor",
            "milegate1fund-a",
        );
    });
    fails(6, "is also its witness", |s| {
        s.milestones[0].terms.court = Addr::unchecked(support::MULTISIG)
    });
}

#[test]
fn rule_7_sees_a_dead_end() {
    fails(7, "mainnet-2", |s| s.milestones[2].next.clear());
    fails(7, "no claim among", |s| {
        s.grants.iter_mut().for_each(|g| g.next.clear());
    });
}

#[test]
fn rule_8_sees_a_refusal_that_left_a_trace() {
    fails(8, "yet it left", |s| {
        let claimed = event(s, "wasm-vesting_claimed").clone();
        s.txs
            .iter_mut()
            .find(|tx| tx.error.is_some())
            .unwrap()
            .events
            .push(claimed);
    });
    fails(8, "without a reason", |s| {
        s.txs
            .iter_mut()
            .find(|tx| tx.error.is_some())
            .unwrap()
            .error = Some(" ".into());
    });
}

#[test]
fn rule_9_sees_cost_that_grows() {
    fails(9, "claim", |s| {
        for (i, tx) in s.txs.iter_mut().enumerate() {
            tx.gas_used += 2_000 * i as u64;
        }
    });
}

#[test]
fn rule_10_sees_a_log_that_is_not_the_ledger() {
    fails(10, "lots", |s| {
        set(event(s, "wasm-vesting_grant_added"), "lots", "1")
    });
    fails(10, "states grant_claimed", |s| {
        set(event(s, "wasm-vesting_claimed"), "grant_claimed", "1")
    });
    fails(10, "seal digest", |s| {
        s.vault.seal_digest = HexBinary::from([1; 32])
    });
    fails(10, "not in the log", |s| {
        s.grants[0].grant = "somebody-else".into()
    });
    fails(10, "written down is", |s| {
        let latched = s
            .schedules
            .iter_mut()
            .flat_map(|x| &mut x.tranches)
            .find(|t| t.latched);
        latched.unwrap().latched = false;
    });
    fails(10, "forfeits", |s| {
        set(event(s, "wasm-vesting_gate_died"), "forfeited", "1")
    });
}

#[test]
fn rule_11_sees_code_that_can_change() {
    fails(11, "has an admin", |s| {
        s.milestones_info.admin = Some("milegate1key".into())
    });
    fails(11, "member admin", |s| {
        s.groups
            .values_mut()
            .for_each(|g| g.admin = Some("milegate1key".into()));
    });
    fails(11, "code of milestones", |s| {
        s.milestones_info.checksum = "00".into()
    });
    fails(11, "do not list the vault", |s| s.config.vaults.clear());
    fails(11, "migrate of", |s| {
        let attributes = vec![("_contract_address".to_string(), support::VAULT.to_string())];
        s.txs.push(Tx {
            events: vec![Event {
                ty: "migrate".into(),
                attributes,
            }],
            ..Tx::default()
        });
    });
}
