//! What happens in the fake: attestations, one thrown out, one milestone missed, claims.

use cosmwasm_std::{Addr, Uint64};
use milegate_api::vesting::{Change, ChangeKind, LeaveReason, MoveReason};
use milegate_report::dates::instant;

use super::acts::event;
use super::*;

/// An instant, and what happens then.
type Beat = (u64, fn(&mut Fake));

/// Plays the story up to an instant.
pub fn tell(mut f: Fake, until: u64) -> Fake {
    open(&mut f);
    let mut quarter = 0;
    let beats: Vec<Beat> = vec![
        (instant(2024, 5, 6), |f| {
            for (i, who) in ["ada", "bob", "eve"].iter().enumerate() {
                let then: &[&str] = if i == 2 { &["pending"] } else { &[] };
                f.attest(
                    "listing",
                    "committee",
                    &format!("milegate1{who}"),
                    i as u64 + 1,
                    then,
                );
            }
        }),
        (instant(2024, 5, 9), |f| {
            let bond = (20_000 * u128::from(LOT)).to_string();
            let pairs = [
                ("milestone", "listing"),
                ("round", "1"),
                ("challenger", "milegate1carol"),
                ("bond", &bond),
            ];
            let events = vec![event("wasm-milestones_challenged", Some(JUDGE), &pairs)];
            f.bond_balance += 20_000 * u128::from(LOT);
            f.tx(
                "milegate1carol",
                JUDGE,
                serde_json::json!({ "challenge": {} }),
                140_000,
                events,
            );
        }),
        (instant(2024, 5, 20), |f| {
            let about = [
                ("milestone", "listing"),
                ("round", "1"),
                ("verdict", "false"),
            ];
            let struck = [
                ("milestone", "listing"),
                ("witness", "committee"),
                ("from", "0"),
                ("to", "3"),
            ];
            let events = vec![
                event("wasm-milestones_settled", Some(JUDGE), &about),
                event("wasm-milestones_struck", Some(JUDGE), &struck),
                event(
                    "wasm-milestones_fell",
                    Some(JUDGE),
                    &[("milestone", "listing"), ("round", "2")],
                ),
            ];
            f.credits += 20_000 * u128::from(LOT);
            f.judge("listing").round = 2;
            f.judge("listing").leaves[0].holds = false;
            f.judge("listing").leaves[0].attestations = 0;
            f.judge("listing").leaves[0].weight = Uint64::zero();
            f.tx(
                COURT,
                JUDGE,
                serde_json::json!({ "settle": {} }),
                150_000,
                events,
            );
        }),
        // A leaver before the gate: it opens on 11 February 2025.
        (instant(2024, 12, 1), |f| {
            let reason = LeaveReason::Resigned;
            f.announce("employee-2", HR, Change::Termination { reason });
        }),
        (instant(2025, 1, 10), |f| {
            f.carry_out("employee-2", ChangeKind::Termination)
        }),
        (instant(2025, 1, 20), |f| {
            f.attest("listing", "multisig", MULTISIG, 4, &["pending"])
        }),
        (instant(2025, 1, 28), |f| f.end("listing", true)),
        (instant(2025, 6, 2), |f| {
            let payee = Addr::unchecked("milegate1custodian");
            let reason = MoveReason::Custody;
            f.announce(
                "employee-1",
                "milegate1employee-1",
                Change::Payee { payee, reason },
            );
        }),
        (instant(2025, 6, 9), |f| {
            f.carry_out("employee-1", ChangeKind::Payee)
        }),
        (instant(2025, 9, 1), |f| {
            let reason = LeaveReason::Dismissed;
            f.announce("employee-5", HR, Change::Termination { reason });
        }),
        (instant(2025, 9, 3), |f| {
            f.cancel("employee-5", MULTISIG, ChangeKind::Termination);
            f.name_recovery("employee-5", "milegate1notary");
        }),
        (instant(2025, 11, 3), |f| {
            for (i, who) in ["ada", "bob", "eve"].iter().enumerate() {
                f.attest(
                    "payments",
                    "committee",
                    &format!("milegate1{who}"),
                    i as u64 + 1,
                    &[],
                );
            }
        }),
        (instant(2025, 11, 14), |f| {
            f.attest("payments", "multisig", MULTISIG, 4, &["pending"])
        }),
        (instant(2025, 11, 22), |f| f.end("payments", true)),
        (instant(2026, 2, 1), |f| {
            let reason = LeaveReason::Expired;
            f.announce("employee-3", HR, Change::Termination { reason });
            f.renounce("employee-4");
        }),
        (instant(2026, 3, 5), |f| {
            f.carry_out("employee-3", ChangeKind::Termination)
        }),
        (instant(2026, 6, 3), |f| {
            let events = vec![event(
                "wasm-milestones_last_call",
                Some(JUDGE),
                &[("milestone", "lending")],
            )];
            f.tx(
                "milegate1anyone",
                JUDGE,
                serde_json::json!({ "conclude": {} }),
                118_000,
                events,
            );
        }),
        (instant(2026, 6, 25), |f| f.end("lending", false)),
        (instant(2026, 7, 2), |f| {
            let owner = Addr::unchecked("milegate1employee-5-new");
            let reason = MoveReason::Key;
            f.announce(
                "employee-5",
                "milegate1notary",
                Change::Recovery { owner, reason },
            );
        }),
        (instant(2026, 9, 1), |f| {
            f.hire("hire-1", "employees", "employees-2026", 3_000_000)
        }),
        (instant(2026, 10, 2), |f| {
            f.carry_out("employee-5", ChangeKind::Recovery)
        }),
        (instant(2027, 2, 1), |f| f.pay_dues()),
        (instant(2027, 4, 1), |f| f.lapse_reserve("employees")),
        (instant(2027, 5, 3), |f| {
            let owner = Addr::unchecked("milegate1buyer");
            let reason = MoveReason::Sale;
            f.announce(
                "advisor-2",
                "milegate1advisor-2",
                Change::Owner { owner, reason },
            );
        }),
        (instant(2027, 5, 4), |f| {
            f.carry_out("advisor-2", ChangeKind::Owner)
        }),
        (instant(2027, 10, 20), |f| {
            let reason = LeaveReason::Resigned;
            f.announce("employee-1", HR, Change::Termination { reason });
            f.decline("employee-1");
        }),
    ];
    for (at, beat) in beats.into_iter().filter(|(at, _)| *at <= until) {
        claim_until(&mut f, &mut quarter, at);
        f.to(at);
        beat(&mut f);
    }
    claim_until(&mut f, &mut quarter, until);
    f.to(until);
    f
}

fn claim_until(f: &mut Fake, quarter: &mut i64, until: u64) {
    loop {
        let at = instant(2024, 1 + 3 * *quarter, 15);
        if at > until {
            return;
        }
        f.to(at);
        f.claim_all();
        *quarter += 1;
    }
}

fn open(f: &mut Fake) {
    let mut events = Vec::new();
    for g in &f.grants {
        let (lots, amount) = (
            g.lots.to_string(),
            (u128::from(g.lots) * u128::from(LOT)).to_string(),
        );
        events.push(event(
            "wasm-vesting_grant_added",
            Some(VAULT),
            &[
                ("grant", &g.name),
                ("schedule", &g.schedule),
                ("category", &g.category),
                ("owner", &g.owner),
                ("payee", &g.payee),
                ("lots", &lots),
                ("amount", &amount),
            ],
        ));
    }
    f.tx(
        "milegate1issuer",
        VAULT,
        serde_json::json!({ "add_grants": { "grants": [1, 2] } }),
        310_000,
        events,
    );
    f.to(instant(2023, 10, 31));
    let (funding, digest) = (f.vault.funding.to_string(), f.vault.seal_digest.to_hex());
    let pairs = [("seal_digest", digest.as_str()), ("funding", &funding)];
    let events = vec![event("wasm-vesting_sealed", Some(VAULT), &pairs)];
    f.balance = f.vault.funding.u128();
    f.tx(
        "milegate1foundation",
        VAULT,
        serde_json::json!({ "seal": {} }),
        205_000,
        events,
    );
    f.to(f.now.time + 60);
    f.tx(
        "milegate1eve",
        VAULT,
        serde_json::json!({ "claim": { "grants": ["fund-a"] } }),
        90_000,
        vec![],
    );
    f.txs.last_mut().expect("a transaction").error = Some("fund-a: nothing to claim".into());
}
