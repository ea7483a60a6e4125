//! Rules 1, 2, 3 and 10 on what holders do, planted wrong in canned data.

mod support;

use cosmwasm_std::{Addr, Uint64, Uint128};
use milegate_api::core::ledger::Tenure;
use milegate_report::{Event, Snapshot};
use support::plant::{event, event_of, fails, set};

fn grant<'a>(s: &'a mut Snapshot, name: &str) -> &'a mut milegate_api::vesting::GrantResponse {
    let mut grants = s.grants.iter_mut();
    grants.find(|g| g.grant == name).expect("a grant")
}

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

#[test]
fn rule_10_sees_what_happens_twice_or_to_nobody() {
    let again = |name: &'static str| {
        move |s: &mut Snapshot| {
            let copy = event(s, name).clone();
            s.txs.last_mut().expect("a transaction").events.push(copy);
        }
    };
    fails(
        10,
        "gate (\"advisors\", 0) was written down twice",
        again("wasm-vesting_gate_opened"),
    );
    fails(
        10,
        "employees-2026 was added twice",
        again("wasm-vesting_cohort_added"),
    );
    fails(
        10,
        "employee-2 left and did not serve",
        again("wasm-vesting_terminated"),
    );
    fails(
        10,
        "employee-4 was given up twice",
        again("wasm-vesting_renounced"),
    );
    fails(
        10,
        "employees lapsed twice",
        again("wasm-vesting_reserve_lapsed"),
    );
    for name in ["terminated", "renounced", "owner_changed", "declined"] {
        fails(10, "and was never added", |s| {
            set(event(s, &format!("wasm-vesting_{name}")), "grant", "nobody")
        });
    }
    fails(10, "declined by its owner", |s| {
        let owner = "milegate1employee-1";
        set(event(s, "wasm-vesting_declined"), "address", owner)
    });
    fails(10, "sum of grants and reserves", |s| {
        set(
            event_of(s, "wasm-vesting_grant_added", "fund-a"),
            "amount",
            "1",
        )
    });
    fails(10, "which is of Some(\"employees\")", |s| {
        set(event(s, "wasm-vesting_assigned"), "category", "seed")
    });
    fails(10, "of which a lot is", |s| {
        set(event(s, "wasm-vesting_assigned"), "schedule", "employees")
    });
}
