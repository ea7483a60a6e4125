//! What a report shows, on the canned chain.

mod support;

use cosmwasm_std::{Addr, Uint128};
use milegate_api::core::milestone::Policy;
use milegate_report::dates::instant;
use milegate_report::model::{MarkKind, Status};
use milegate_report::{Audit, Report, Snapshot};

fn of(chain: &support::Fake) -> (Report, Audit) {
    let vault = Addr::unchecked(support::VAULT);
    let report = milegate_report::collect(chain, &vault, "milegate report --vault v").unwrap();
    let audit = milegate_report::audit(chain, &vault, Some(1)).unwrap();
    (report, audit)
}

/// Compares with a file; `GOLDEN=write` writes it.
fn golden(name: &str, text: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("GOLDEN").is_some_and(|v| v == "write") {
        std::fs::write(&path, text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(
        kept == text,
        "{name} has changed; look at it, then run with GOLDEN=write\n{text}"
    );
}

#[test]
fn goldens() {
    let (report, audit) = of(&support::rich());
    golden("terminal.txt", &milegate_report::terminal(&report, &audit));
    golden("payments.csv", &milegate_report::csv_payments(&report));
    golden("changes.csv", &milegate_report::csv_changes(&report));
    golden("chart.svg", &milegate_report::chart_svg(&report).unwrap());
}

#[test]
fn the_same_chain_gives_the_same_page() {
    let page = || {
        let (report, audit) = of(&support::rich());
        milegate_report::html(&report, &audit) + &milegate_report::json(&report, &audit)
    };
    assert_eq!(page(), page());
}

#[test]
fn the_last_point_of_history_is_the_present() {
    let (report, _) = of(&support::rich());
    let last = report.history.points.last().unwrap();
    assert_eq!(last.at, report.header.time);
    for row in &report.categories {
        let parts = last.parts[&row.category];
        assert_eq!(
            (
                parts.claimed,
                parts.unclaimed,
                parts.locked,
                parts.forfeited
            ),
            (row.claimed, row.claimable, row.locked, row.forfeited),
            "{}",
            row.category
        );
    }
    for point in &report.history.points {
        for row in &report.categories {
            let p = point.parts[&row.category];
            assert_eq!(
                p.claimed + p.unclaimed + p.locked + p.forfeited,
                row.granted + row.reserve
            );
        }
    }
    assert!(report.totals.balanced);
}

#[test]
fn marks_tell_what_happened() {
    let (report, _) = of(&support::rich());
    let marks: Vec<_> = report
        .history
        .marks
        .iter()
        .map(|m| (m.milestone.as_str(), m.kind))
        .collect();
    let expected = [
        ("listing", MarkKind::ThrownOut),
        ("listing", MarkKind::Reached),
        ("payments", MarkKind::Reached),
        ("lending", MarkKind::Missed),
    ];
    assert_eq!(marks, expected);
    let status: Vec<_> = report.milestones.iter().map(|m| m.status.word()).collect();
    assert_eq!(status, ["missed", "reached", "open", "reached"]);
    assert!(matches!(report.milestones[2].status, Status::Open));
    assert_eq!(
        report.milestones[1].latest.as_ref().unwrap().attestor,
        support::MULTISIG
    );
}

#[test]
fn releases_add_up_and_the_calendar_is_what_the_vault_says() {
    let chain = support::rich();
    let (report, _) = of(&chain);
    let r = &report.releases;
    let calendar: Uint128 = r.buckets.iter().map(|b| b.calendar).sum();
    let real: Uint128 = r.buckets.iter().map(|b| b.milestones).sum();
    assert_eq!(calendar, r.calendar.last().unwrap().amount);
    // What employee-4 had vested and not claimed, and gave up on 1 February 2026.
    let day = instant(2026, 2, 1);
    let per_lot = chain.per_lot("employees", &chain.ends(), day);
    let mut grants = chain.grants.iter();
    let grant = grants.find(|g| g.name == "employee-4").unwrap();
    let given_up = u128::from(grant.lots) * per_lot.vested - grant.claimed;
    assert!(given_up > 0);
    let last = r.milestones.last().unwrap().amount;
    assert_eq!(real, last + Uint128::new(given_up));
    assert!(calendar <= report.totals.granted);
    let guard = r.guard.unwrap();
    assert_eq!(guard.period, r.period);
    assert!(r.buckets.iter().all(|b| b.milestones <= guard.limit));
    assert_eq!(
        report.unlocks[0].amount,
        r.buckets.iter().map(|b| b.milestones).max().unwrap()
    );
    assert!(
        r.calendar
            .windows(2)
            .all(|w| w[0].amount <= w[1].amount && w[0].at < w[1].at)
    );
}

#[test]
fn the_fan_starts_where_the_past_ends() {
    let (report, _) = of(&support::young());
    let fan = &report.fan;
    assert_eq!(fan.open, ["lending", "listing", "mainnet-2", "payments"]);
    let now = fan.past.last().unwrap();
    assert_eq!((fan.reached[0], fan.missed[0]), (*now, *now));
    let ends = (fan.reached.last().unwrap(), fan.missed.last().unwrap());
    assert_eq!(ends.0.amount, report.totals.granted);
    assert!(ends.1.amount < ends.0.amount && ends.0.at == ends.1.at);
    let last = &report.last_token;
    assert_eq!((last.decided, last.latest.unwrap()), (None, ends.1.at));
}

#[test]
fn every_payment_is_listed_and_the_gas_is_counted() {
    let chain = support::rich();
    let (report, _) = of(&chain);
    let paid: Uint128 = report.payments.iter().map(|p| p.amount).sum();
    assert_eq!(paid, report.totals.claimed);
    let csv = milegate_report::csv_payments(&report);
    assert_eq!(csv.lines().count(), report.payments.len() + 1);
    let claims = report.gas.iter().find(|g| g.action == "claim").unwrap();
    let by_recovery = 1;
    assert_eq!(claims.count + by_recovery, report.payments.len() as u64);
    assert!(
        claims.least <= claims.median && claims.median <= claims.most && claims.least > 130_000
    );
}

#[test]
fn a_page_needs_no_network_and_tells_those_who_cannot_see() {
    let (report, audit) = of(&support::young());
    let page = milegate_report::html(&report, &audit);
    assert!(!page.contains("<script") && !page.contains("<link") && !page.contains("@import"));
    assert!(!page.contains("src=") && !page.contains("url(http"));
    let charts = page.matches("role=\"img\"").count();
    assert_eq!(charts, 4);
    assert_eq!(page.matches("<title id=").count(), charts);
    assert_eq!(page.matches("<desc id=").count(), charts);
    assert!(page.matches("as a table</summary>").count() >= 3);
    assert!(page.contains("prefers-color-scheme:dark") && page.contains("@media print"));
    assert!(page.contains("&lt;without a halt&gt;"));
    let sum = Snapshot::read(&support::young(), &Addr::unchecked(support::VAULT)).unwrap();
    assert_eq!(sum.grants.len(), 13);
}

#[test]
fn hostile_text_stays_text() {
    let mut chain = support::rich();
    let hostile = "<img src=x onerror=alert(1)>\"'&";
    chain.vault.plan.name = hostile.into();
    chain.vault.asset.symbol = "<i>T</i>".into();
    for m in &mut chain.milestones {
        m.terms.statement = hostile.into();
    }
    for tx in &mut chain.txs {
        for (key, value) in tx.events.iter_mut().flat_map(|e| &mut e.attributes) {
            match key.as_str() {
                "uri" => *value = "javascript:alert(1)".into(),
                "metric" | "value" => *value = hostile.into(),
                "payee" => *value = "=cmd|' /C calc'!A0".into(),
                _ => {}
            }
        }
    }
    let (report, audit) = of(&chain);
    let page = milegate_report::html(&report, &audit);
    assert!(!page.contains("<img") && !page.contains("<i>T"));
    assert!(!page.contains("href=\"javascript"));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;"));
    let svg = milegate_report::chart_svg(&report).unwrap();
    assert!(!svg.contains("<img") && !svg.contains("<i>"));
    let csv = milegate_report::csv_payments(&report);
    assert!(csv.contains("\"'=cmd|") && !csv.contains(",=cmd"));
}

#[test]
fn milestones_of_other_vaults_are_not_asked_about() {
    let mut chain = support::young();
    let mut other = chain.milestones[0].clone();
    other.terms.name = "elsewhere".into();
    chain.milestones.push(other);
    let (report, audit) = of(&chain);
    assert!(
        report.milestones.iter().all(|m| m.name != "elsewhere") && report.milestones.len() == 4
    );
    assert!(!report.fan.open.contains(&"elsewhere".to_string()));
    assert!(audit.pass());
}

#[test]
fn the_fewest_keys_are_those_of_groups_and_multisigs_on_the_chain() {
    let chain = support::young();
    let snapshot = Snapshot::read(&chain, &Addr::unchecked(support::VAULT)).unwrap();
    // 3 of 5 in the committee, 4 of 7 in the multisig; a court that says nothing is one key.
    for (milestone, keys) in snapshot.milestones.iter().zip(&snapshot.fewest) {
        let (open, stop) = match milestone.terms.policy {
            Policy::Any { .. } => (3, 3 + 4),
            _ => (3 + 4, 3),
        };
        let found = (keys.open, keys.stop, keys.stop_by_court);
        let expected = (Some(open), Some(stop), Some(1));
        assert_eq!(found, expected, "{}", milestone.terms.name);
    }

    let (report, audit) = of(&chain);
    let ended = |status: &Status| matches!(status, Status::Reached { .. } | Status::Missed { .. });
    let open = report.milestones.iter().filter(|m| !ended(&m.status));
    let gates = report.gates.iter().map(|gate| &gate.milestone);
    assert!(gates.eq(open.map(|m| &m.name)) && !report.gates.is_empty());
    assert!(milegate_report::html(&report, &audit).contains("Fewest keys"));
}
