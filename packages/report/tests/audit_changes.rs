//! Rule 6 on what holders do: notice, who may, and who is interested, planted in canned data.

mod support;

use cosmwasm_std::Addr;
use milegate_api::vesting::{Change, ChangeKind, MoveReason};
use milegate_report::{Event, Snapshot};
use support::plant::{event, event_of, fails, set};

const ANNOUNCED: &str = "wasm-vesting_change_announced";

fn hide(event: &mut Event) {
    event.ty = "wasm-vesting_nothing".into();
}

#[test]
fn rule_6_sees_a_change_without_its_notice() {
    fails(6, "termination of grant employee-2 without notice", |s| {
        hide(event_of(s, ANNOUNCED, "employee-2"))
    });
    fails(6, "it was due at", |s| {
        let announced = event_of(s, ANNOUNCED, "employee-3");
        set(announced, "due_time", "1900000000");
    });
    fails(6, "is due at", |s| {
        let announced = event_of(s, ANNOUNCED, "employee-3");
        set(announced, "due_height", "1");
    });
    fails(6, "only Some(\"milegate1hr\") may announce it", |s| {
        set(event_of(s, ANNOUNCED, "employee-2"), "by", "milegate1rival")
    });
    fails(6, "only Some(\"milegate1notary\") may announce it", |s| {
        for e in s.txs.iter_mut().flat_map(|tx| &mut tx.events) {
            if e.ty == ANNOUNCED && e.get("change") == Some("recovery") {
                set(e, "by", "milegate1thief");
            }
        }
    });
    fails(6, "cancelled by milegate1thief", |s| {
        set(
            event(s, "wasm-vesting_change_cancelled"),
            "by",
            "milegate1thief",
        )
    });
    fails(6, "termination of grant employee-2 without notice", |s| {
        let mut cancelled = event(s, "wasm-vesting_change_cancelled").clone();
        set(&mut cancelled, "grant", "employee-2");
        set(&mut cancelled, "by", support::HR);
        let announced = |tx: &milegate_report::Tx| tx.events.iter().any(|e| e.ty == ANNOUNCED);
        let tx = s.txs.iter_mut().find(|tx| announced(tx));
        tx.expect("an announcement").events.push(cancelled);
    });
    fails(6, "which lapsed at", |s| {
        let tx = s.txs.iter_mut().find(|tx| {
            let mut events = tx.events.iter();
            events.any(|e| e.ty.ends_with("_terminated"))
        });
        let tx = tx.expect("a termination");
        tx.time += 90 * 86_400;
        tx.height += 1_000_000;
    });
    fails(6, "payee of grant employee-1 to 'milegate1thief'", |s| {
        set(
            event(s, "wasm-vesting_payee_changed"),
            "to",
            "milegate1thief",
        )
    });
    fails(6, "owner of grant advisor-2 without notice", |s| {
        hide(event_of(s, ANNOUNCED, "advisor-2"))
    });
    fails(6, "the assigner of employees is", |s| {
        set(
            event(s, "wasm-vesting_assigned"),
            "assigner",
            "milegate1thief",
        )
    });
}

#[test]
fn rule_6_knows_who_was_interested_at_the_time() {
    let attest = |who: &'static str| {
        move |s: &mut Snapshot| {
            for e in s.txs.iter_mut().flat_map(|tx| &mut tx.events) {
                if e.ty == "wasm-milestones_attested" && e.get("milestone") == Some("payments") {
                    set(e, "attestor", who);
                }
            }
        }
    };
    fails(
        6,
        "a grant of his, employee-1",
        attest("milegate1custodian"),
    );
    fails(
        6,
        "a grant of his, employee-2",
        attest("milegate1employee-2"),
    );
    let mut s = support::plant::snapshot();
    attest("milegate1hire-1")(&mut s);
    let audit = milegate_report::audit_snapshot(&s, None);
    assert!(
        !audit.rules[5].failures.iter().any(|f| f.contains("of his")),
        "{:#?}",
        audit.rules[5]
    );
}

#[test]
fn rule_6_sees_a_change_that_happens_twice() {
    fails(6, "employee-2 was announced twice", |s| {
        let copy = event_of(s, ANNOUNCED, "employee-2").clone();
        let first = s.txs.iter_mut().find(|tx| tx.events.contains(&copy));
        first.expect("it").events.push(copy);
    });
    fails(6, "owner of grant advisor-2 without notice", |s| {
        let copy = event_of(s, "wasm-vesting_owner_changed", "advisor-2").clone();
        s.txs.last_mut().expect("a transaction").events.push(copy);
    });
    fails(6, "cancelled and not announced", |s| {
        let copy = event(s, "wasm-vesting_change_cancelled").clone();
        s.txs.last_mut().expect("a transaction").events.push(copy);
    });
}

/// Who is interested in `payments` on 1 May 2025, after `lives` of the grant employee-1.
fn interested(who: &str, lives: impl FnOnce(&mut support::Fake)) -> bool {
    let mut f = support::until(milegate_report::dates::instant(2025, 5, 1));
    lives(&mut f);
    f.attest("payments", "committee", who, 9, &[]);
    let s = Snapshot::read(&f, &Addr::unchecked(support::VAULT)).unwrap();
    let audit = milegate_report::audit_snapshot(&s, None);
    let of_his = |f: &String| f.contains("of his, employee-1");
    let other = audit.rules.iter().flat_map(|r| &r.failures);
    let other: Vec<&String> = other.filter(|f| !of_his(f)).collect();
    assert!(other.is_empty(), "{other:?}");
    audit.rules[5].failures.iter().any(of_his)
}

/// The payee of employee-1 becomes another account.
fn pays(f: &mut support::Fake, to: &str) {
    let owner = f.held("employee-1").owner.clone();
    let (payee, reason) = (Addr::unchecked(to), MoveReason::Custody);
    f.announce("employee-1", &owner, Change::Payee { payee, reason });
    f.later(7 * 86_400);
    f.carry_out("employee-1", ChangeKind::Payee);
}

fn sold(f: &mut support::Fake, to: &str) {
    let by = f.held("employee-1").owner.clone();
    let (owner, reason) = (Addr::unchecked(to), MoveReason::Sale);
    f.announce("employee-1", &by, Change::Owner { owner, reason });
    f.later(60);
    f.carry_out("employee-1", ChangeKind::Owner);
}

#[test]
fn rule_6_follows_who_is_interested() {
    const OWNER: &str = "milegate1employee-1";
    // A payee who was never paid is free again; one who was paid is not, until it declines.
    assert!(interested("bob", |f| pays(f, "bob")));
    let unpaid = |f: &mut support::Fake| {
        pays(f, "bob");
        pays(f, "eve");
    };
    assert!(!interested("bob", unpaid));
    assert!(interested("eve", unpaid));
    let paid = |f: &mut support::Fake| {
        pays(f, "bob");
        f.claim_all();
        pays(f, "eve");
    };
    assert!(interested("bob", paid));
    let declines = |f: &mut support::Fake| {
        paid(f);
        f.sheds("employee-1", "bob");
    };
    assert!(!interested("bob", declines));
    let steps_down = |f: &mut support::Fake| {
        pays(f, "bob");
        f.claim_all();
        f.decline("employee-1");
    };
    assert!(!interested("bob", steps_down));
    // An owner who handed over is interested for good, one who gave everything up is not.
    let early = |f: &mut support::Fake| {
        sold(f, "bob");
        sold(f, "eve");
    };
    assert!(interested("bob", early));
    assert!(interested(OWNER, |f| sold(f, "bob")));
    assert!(interested("bob", |f| sold(f, "bob")));
    let gone = |f: &mut support::Fake| f.renounce("employee-1");
    assert!(!interested(OWNER, gone));
    let after_sale = |f: &mut support::Fake| {
        sold(f, "bob");
        f.renounce("employee-1");
    };
    assert!(!interested("bob", after_sale));
    assert!(interested(OWNER, after_sale));
}

#[test]
fn rule_6_sees_who_was_named_against_his_will() {
    let faults = |lives: fn(&mut support::Fake)| -> Vec<String> {
        let mut f = support::until(milegate_report::dates::instant(2025, 5, 1));
        lives(&mut f);
        let s = Snapshot::read(&f, &Addr::unchecked(support::VAULT)).unwrap();
        milegate_report::audit_snapshot(&s, None).rules[5]
            .failures
            .clone()
    };
    let says = "grant employee-1 names bob, who declined it or refuses grants";
    let declined = faults(|f| {
        pays(f, "bob");
        f.decline("employee-1");
        pays(f, "bob");
    });
    assert!(
        declined.len() == 1 && declined[0].contains(says),
        "{declined:?}"
    );
    let refused = faults(|f| {
        f.refuse_grants("bob");
        pays(f, "bob");
    });
    assert!(
        refused.len() == 1 && refused[0].contains(says),
        "{refused:?}"
    );
    assert!(faults(|f| pays(f, "bob")).is_empty());
}

#[test]
fn a_recovery_leaves_a_named_payee_what_is_his() {
    let mut f = support::until(milegate_report::dates::instant(2025, 5, 1));
    pays(&mut f, "bob");
    f.name_recovery("employee-1", "notary");
    let (owner, reason) = (Addr::unchecked("heir"), MoveReason::Estate);
    f.announce("employee-1", "notary", Change::Recovery { owner, reason });
    f.later(90 * 86_400);
    f.carry_out("employee-1", ChangeKind::Recovery);
    let s = Snapshot::read(&f, &Addr::unchecked(support::VAULT)).unwrap();
    let audit = milegate_report::audit_snapshot(&s, None);
    assert!(audit.pass(), "{audit:#?}");
    assert_eq!(f.held("employee-1").payee, "bob");
}
