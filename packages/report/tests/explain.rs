//! What one holder is told of a grant, on the canned chain.

mod support;

use cosmwasm_std::{Addr, Uint128};
use milegate_api::core::ledger::Tenure;
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
