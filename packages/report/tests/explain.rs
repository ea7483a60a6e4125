//! What one holder is told of a grant, on the canned chain.
#![allow(clippy::arithmetic_side_effects)]

mod support;

use cosmwasm_std::{Addr, Uint128};
use milegate_api::core::ledger::Tenure;
use milegate_api::vesting::{Change, ChangeKind, LeaveReason};
use milegate_report::dates::instant;
use milegate_report::{Explained, Possible, Snapshot, ViewError};

fn explained(chain: &support::Fake, grant: &str) -> Explained {
    let vault = Addr::unchecked(support::VAULT);
    let snapshot = Snapshot::read(chain, &vault).unwrap();
    milegate_report::explain(&snapshot, grant).unwrap()
}

fn possible<'a>(x: &'a Explained, event: &str, milestone: Option<&str>) -> &'a Possible {
    let mine = |p: &&Possible| p.event == event && p.milestone.as_deref() == milestone;
    x.possible.iter().find(mine).expect("such a possibility")
}

#[test]
fn golden() {
    let (young, rich) = (support::young(), support::rich());
    let grants = [
        (&young, "founder-1"),
        (&young, "employee-2"),
        (&rich, "advisor-1"),
        (&rich, "employee-1"),
        (&rich, "employee-3"),
        (&rich, "employee-4"),
        (&rich, "hire-1"),
    ];
    let texts =
        grants.map(|(chain, grant)| milegate_report::explain_text(&explained(chain, grant)));
    let text = texts.join("\n");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/explain.txt");
    if std::env::var_os("GOLDEN").is_some_and(|v| v == "write") {
        std::fs::write(path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(
        kept == text,
        "look at it, then run with GOLDEN=write\n{text}"
    );
}

#[test]
fn the_present_is_the_vaults_answer_and_the_parts_agree() {
    let chain = support::rich();
    let vault = Addr::unchecked(support::VAULT);
    let snapshot = Snapshot::read(&chain, &vault).unwrap();
    for g in &snapshot.grants {
        let x = milegate_report::explain(&snapshot, &g.grant).unwrap();
        assert_eq!(x.figures, g.figures);
        let limit = x.served.min(x.unlocked);
        assert!(
            g.tenure == (Tenure::Renounced {}) || x.figures.vested <= limit,
            "{}",
            g.grant
        );
        let json = serde_json::to_string(&x).unwrap();
        assert_eq!(serde_json::from_str::<Explained>(&json).unwrap(), x);
        for p in &x.possible {
            for f in [&p.then, &p.finally] {
                let parts = f.claimed + f.claimable + f.locked + f.forfeited;
                assert_eq!(parts, f.total, "{} {}", g.grant, p.event);
            }
        }
    }
    let unknown = milegate_report::explain(&snapshot, "nobody");
    assert!(matches!(unknown, Err(ViewError::Refused { .. })));
}

#[test]
fn a_milestone_changes_what_is_behind_it() {
    let x = explained(&support::young(), "founder-1");
    let lots = |n: u64| Uint128::from(n * support::LOT);
    let listing = possible(&x, "reached", Some("listing"));
    assert_eq!(listing.at, Some(instant(2024, 10, 31) + 7 * 86_400));
    assert_eq!(listing.first, Some(listing.at.unwrap() + 14 * 86_400));
    assert_eq!(listing.finally.vested, lots(70_000_000 / 100 * 33));
    // Missed, its tranche falls back to four years; payments is forfeited; lending waits on.
    let missed = possible(&x, "missed", Some("listing"));
    assert_eq!(missed.finally.vested, listing.finally.vested);
    let payments = possible(&x, "missed", Some("payments"));
    assert_eq!(payments.finally.forfeited, lots(70_000_000 / 100 * 42));
    let lending = possible(&x, "missed", Some("lending"));
    assert_eq!(lending.finally.forfeited, Uint128::zero());
    assert!(lending.words.contains("waits for payments instead"));
}

#[test]
fn leaving_today_keeps_what_was_served_and_giving_up_keeps_what_was_claimed() {
    let x = explained(&support::rich(), "employee-1");
    let left = possible(&x, "termination", None);
    assert_eq!(left.at, Some(x.time));
    assert!(left.then.vested >= x.figures.vested);
    assert!(left.then.forfeited > x.figures.forfeited);
    let both = x.possible.iter().filter(|p| p.event == "termination");
    assert_eq!(both.count(), 2, "today, and as announced");
    assert_eq!(possible(&x, "lapse", None).at, Some(x.announced[0].lapses));
    let gone = possible(&x, "renounce", None);
    assert_eq!(gone.finally.vested, x.figures.claimed);
    let gone = explained(&support::rich(), "employee-4");
    assert!(gone.possible.is_empty());
}

/// Core's functions foretell; the fake's figures come from this crate's own ledger.
#[test]
fn what_was_foretold_is_what_happens() {
    let young = support::young();
    for (grant, name, reached) in [
        ("founder-1", "listing", true),
        ("founder-1", "listing", false),
        ("employee-2", "payments", true),
        ("employee-2", "payments", false),
    ] {
        let x = explained(&young, grant);
        let event = if reached { "reached" } else { "missed" };
        let p = possible(&x, event, Some(name));
        let mut f = young.clone();
        f.to(p.at.unwrap());
        f.end(name, reached);
        assert_eq!(
            explained(&f, grant).figures,
            p.then,
            "{grant} {name} {event}"
        );
        if let Some(first) = p.first {
            f.to(first - 1);
            assert!(explained(&f, grant).figures.vested.is_zero());
            // A lot releases whole base units: the first one within the hour.
            f.to(first + 3_600);
            assert!(!explained(&f, grant).figures.vested.is_zero());
            f.to(p.last.unwrap() - 1);
            assert!(explained(&f, grant).figures.vested <= p.finally.vested);
            f.to(p.last.unwrap());
        }
        assert_eq!(
            explained(&f, grant).figures,
            p.finally,
            "{grant} {name} {event}"
        );
    }

    let mut f = support::until(instant(2025, 5, 1));
    let reason = LeaveReason::Resigned;
    f.announce("employee-3", support::HR, Change::Termination { reason });
    let x = explained(&f, "employee-3");
    let due = x.announced[0].due;
    let mut announced = x.possible.iter().filter(|p| p.event == "termination");
    let p = announced.find(|p| p.at == Some(due)).unwrap();
    f.to(due);
    f.carry_out("employee-3", ChangeKind::Termination);
    assert_eq!(explained(&f, "employee-3").figures, p.then);
    f.to(p.last.unwrap());
    assert_eq!(explained(&f, "employee-3").figures, p.finally);

    let mut f = support::until(instant(2025, 5, 1));
    let x = explained(&f, "employee-3");
    f.renounce("employee-3");
    let gone = explained(&f, "employee-3").figures;
    assert_eq!(gone, possible(&x, "renounce", None).then);
}
