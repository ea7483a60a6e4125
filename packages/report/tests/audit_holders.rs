//! What holders do, planted wrong in canned data: each fault breaks the rule that it should.

mod support;

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_api::core::ledger::Tenure;
use milegate_report::{Event, Snapshot};
use support::plant::{event, event_of, fails, set};

fn grant<'a>(s: &'a mut Snapshot, name: &str) -> &'a mut milegate_api::vesting::GrantResponse {
    let mut grants = s.grants.iter_mut();
    grants.find(|g| g.grant == name).expect("a grant")
}

fn hide(event: &mut Event) {
    event.ty = "wasm-vesting_nothing".into();
}

const ANNOUNCED: &str = "wasm-vesting_change_announced";

#[test]
fn rule_1_sees_a_leaver_who_lost_another_amount() {
    fails(1, "grant employee-2: forfeited", |s| {
        let f = &mut grant(s, "employee-2").figures;
        f.forfeited += Uint128::one();
        f.locked -= Uint128::one();
    });
    fails(1, "grant employee-4: forfeited", |s| {
        let f = &mut grant(s, "employee-4").figures;
        f.forfeited -= Uint128::one();
        f.locked += Uint128::one();
    });
    fails(1, "category employees", |s| {
        let reserve = s
            .vault
            .categories
            .iter_mut()
            .find_map(|c| c.reserve.as_mut());
        reserve.expect("a reserve").lots += Uint64::one();
    });
}

#[test]
fn rule_2_sees_sums_of_a_schedule_that_are_not_its_grants() {
    let employees = |s: &mut Snapshot, plant: fn(&mut milegate_api::vesting::ScheduleResponse)| {
        let mut schedules = s.schedules.iter_mut();
        plant(schedules.find(|x| x.name == "employees").expect("it"));
    };
    fails(2, "employees: lots serving", |s| {
        employees(s, |x| x.serving += Uint64::one())
    });
    fails(2, "employees: lots kept", |s| {
        employees(s, |x| x.kept += Uint64::one())
    });
    fails(2, "employees: settled", |s| {
        employees(s, |x| x.settled += Uint128::one())
    });
}

#[test]
fn rule_3_sees_who_was_paid() {
    fails(3, "its payee is 'milegate1custodian'", |s| {
        let first = "milegate1employee-1";
        for e in s.txs.iter_mut().flat_map(|tx| &mut tx.events) {
            let claimed = e.ty == "wasm-vesting_claimed";
            if claimed && e.get("payee") == Some("milegate1custodian") {
                set(e, "payee", first);
            } else if e.ty == "transfer" && e.get("recipient") == Some("milegate1custodian") {
                set(e, "recipient", first);
            }
        }
    });
    fails(3, "employee-5 was recovered with", |s| {
        let recovered = |e: &Event| e.get("change") == Some("recovery");
        let tx = s.txs.iter_mut().find(|tx| {
            tx.events
                .iter()
                .any(|e| e.ty.ends_with("owner_changed") && recovered(e))
        });
        let tx = tx.expect("a recovery");
        assert!(tx.events.iter().any(|e| e.ty.ends_with("_claimed")));
        tx.events
            .retain(|e| e.ty.starts_with("wasm-vesting_") && !e.ty.ends_with("_claimed"));
    });
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
        tx.expect("a termination").time += 90 * 86_400;
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
fn rule_10_sees_holders_that_the_log_does_not_make() {
    fails(10, "leave the reserve of employees", |s| {
        let tx = s.txs.iter().find(|tx| {
            let mut events = tx.events.iter();
            events.any(|e| e.ty.ends_with("_assigned"))
        });
        let mut again = tx.expect("an assignment").clone();
        for e in &mut again.events {
            if e.ty.ends_with("_assigned") {
                set(e, "grant", "hire-2");
            }
        }
        s.txs.push(again);
    });
    fails(10, "hire-1 was added twice", |s| {
        let assigned = event(s, "wasm-vesting_assigned").clone();
        let last = s.txs.last_mut().expect("a transaction");
        last.events.push(assigned);
    });
    fails(10, "which expires at", |s| {
        let reserve = s
            .vault
            .categories
            .iter_mut()
            .find_map(|c| c.reserve.as_mut());
        reserve.expect("a reserve").expires = 1_700_000_000;
    });
    fails(10, "lapsed before", |s| {
        set(event(s, "wasm-vesting_reserve_lapsed"), "expired_at", "1")
    });
    fails(10, "is not employees with a later service", |s| {
        set(event(s, "wasm-vesting_cohort_added"), "service_start", "1")
    });
    fails(10, "employee-2 states kept", |s| {
        set(
            event_of(s, "wasm-vesting_terminated", "employee-2"),
            "kept",
            "1",
        )
    });
    fails(10, "employee-3 states forfeited", |s| {
        let left = event_of(s, "wasm-vesting_terminated", "employee-3");
        set(left, "forfeited", "1")
    });
    fails(10, "employee-4 states forfeited", |s| {
        set(event(s, "wasm-vesting_renounced"), "forfeited", "1")
    });
    fails(10, "states dues", |s| {
        set(event(s, "wasm-vesting_gate_died"), "dues", "1")
    });
    fails(10, "the sink states amount", |s| {
        set(event(s, "wasm-vesting_dues_paid"), "amount", "1")
    });
    fails(10, "grant employee-2: tenure", |s| {
        grant(s, "employee-2").tenure = Tenure::Serving {};
    });
    fails(10, "grant employee-5: owner", |s| {
        grant(s, "employee-5").owner = Addr::unchecked("milegate1employee-5");
    });
    fails(10, "employee-5 states its payee", |s| {
        for e in s.txs.iter_mut().flat_map(|tx| &mut tx.events) {
            if e.ty.ends_with("owner_changed") && e.get("grant") == Some("employee-5") {
                set(e, "payee", "milegate1thief");
            }
        }
    });
    fails(10, "is announced in the log only", |s| {
        grant(s, "employee-1").changes.clear();
    });
    fails(10, "is announced, the log has None", |s| {
        let changes = grant(s, "employee-1").changes.clone();
        grant(s, "fund-a").changes = changes;
    });
    fails(10, "rebuilt category employees", |s| {
        let c = s
            .supply
            .categories
            .iter_mut()
            .find(|c| c.category == "employees");
        let f = &mut c.expect("it").figures;
        f.forfeited += Uint128::one();
        f.locked -= Uint128::one();
    });
    fails(10, "category employees: reserve", |s| {
        let c = s
            .supply
            .categories
            .iter_mut()
            .find(|c| c.category == "employees");
        c.expect("it").reserve += Uint128::one();
    });
}
